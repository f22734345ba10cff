// "Merge selected" with 1,000 solutions against 500 live offers in the browser: until every row has its best match, and what holds the page up.
import { freshPage, slowProcessor } from '../support/browser.mjs';
import { Client } from '../support/client.mjs';
import { largest } from '../support/statistics.mjs';
import { watch } from '../support/watch.mjs';

/** Solutions of the company; enough that 1,000 of them are pending. */
export const COMPANY = 2_400;
/** Its live offers. */
export const OFFERS = 500;
/** Solutions that are merged at once. */
const ROWS = 1_000;

const FACTS = '/api/v1/solutions/facts';
/** After the table stands, tasks that it began still count, for so long, in ms. */
const AFTERWARDS = 500;

/** Measures, with the processor as it is and four times slower. */
export async function measure({ report, browser, state, portal, quick }) {
  const client = await new Client(portal.port).signIn(portal.link());
  const [ids, offers] = [await pending(client), await live(client)];
  for (const slowdown of [1, 4]) {
    report.group(`Merge selected, ${slowdown}x`, `${ids.length} solutions against ${offers} live offers, processor ${slowdown === 1 ? 'as it is' : `${slowdown} times slower`}`);
    const rounds = [];
    for (let round = 0; round < (quick ? 2 : 5); round += 1) {
      await select(client, ids);
      rounds.push(await once({ browser, state, portal, slowdown }));
    }
    tell(report, rounds, slowdown);
  }
  client.close();
}

/** The first pending solutions. */
async function pending(client) {
  const { items } = await read(client, `solutions?limit=${ROWS}&status=pending`);
  if (items.length < ROWS) throw new Error(`The sample has ${items.length} pending solutions, not ${ROWS}.`);
  return items.map(({ id }) => id);
}

async function live(client) {
  const { items } = await read(client, 'offers?limit=1000');
  return items.filter(({ status }) => status === 'live').length;
}

async function read(client, path) {
  return JSON.parse((await client.call('GET', `/api/v1/${path}`)).body);
}

/** Leaves a selection behind as the page itself would. */
async function select(client, ids) {
  const value = JSON.stringify({ ids, choices: {}, bundle: 'bench', text: '', round: 0, plan: [], results: {} });
  const answer = await client.call('PUT', '/api/v1/drafts/bulk-merge', { headers: { 'if-match': '*' }, body: JSON.stringify({ value }) });
  if (answer.status !== 200) throw new Error(`The selection was answered with ${answer.status}: ${answer.body}`);
}

/** Opens the table from a list that is there, in a fresh profile, as a link of the page does. */
async function once({ browser, state, portal, slowdown }) {
  const { context, page, line } = await freshPage(browser, state, watch);
  await page.addInitScript((count) => window.bench.awaitRows(count), COMPANY);
  await page.goto(`${portal.url}/solutions`);
  await page.waitForFunction(() => window.bench.full !== null, null, { timeout: 120_000, polling: 250 });
  await slowProcessor(line, slowdown);
  const measured = await page.evaluate(async ([facts, afterwards]) => {
    performance.clearResourceTimings();
    const end = window.bench.watchLongTasks();
    const shown = window.bench.appears('.bulk .ring');
    const link = document.body.appendChild(Object.assign(document.createElement('a'), { href: '/solutions/bulk/merge' }));
    const pressed = performance.now();
    link.click();
    link.remove();
    const matched = await shown;
    await new Promise((done) => setTimeout(done, afterwards));
    const read = performance.getEntriesByType('resource').filter(({ name }) => name.includes(facts) || name.includes('/offers?'));
    return { pressed, matched, read: Math.max(...read.map(({ responseEnd }) => responseEnd)), tasks: end() };
  }, [FACTS, AFTERWARDS]);
  const rows = await page.locator('.bulk tbody tr').count();
  await context.close();
  if (rows === 0) throw new Error('The table of "Merge selected" has no rows.');
  return measured;
}

function tell(report, rounds, slowdown) {
  const every = (of) => rounds.map(of);
  const tasks = rounds.flatMap((round) => round.tasks);
  const matching = rounds.flatMap(({ tasks, read, matched }) => tasks.filter(({ at }) => at >= read && at < matched));
  report.add('from the press to all best matches', { values: every(({ pressed, matched }) => matched - pressed), unit: 'ms' });
  report.add('matching: from the last answer to all best matches', { values: every(({ read, matched }) => matched - read), unit: 'ms', budget: slowdown === 1 ? 1_000 : undefined });
  const note = (of) => `${of.length} over 50 ms in ${rounds.length} rounds`;
  report.add('longest task while it matches, of those over 50 ms', { values: [largest(matching.map(({ ms }) => ms))], unit: 'ms', way: 'only', budget: slowdown === 1 ? 50 : undefined, note: note(matching) });
  report.add('longest task from the press to the table', { values: [largest(tasks.map(({ ms }) => ms))], unit: 'ms', way: 'only', note: note(tasks), detail: rounds });
}
