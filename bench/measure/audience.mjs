// The largest audience and the largest directory: searches on loopback, the preview of a file, and the page in the browser.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshPage } from '../support/browser.mjs';
import { Client, load } from '../support/client.mjs';
import { pause } from '../support/portal.mjs';
import { largest, median, quantile } from '../support/statistics.mjs';
import { watch } from '../support/watch.mjs';

/** Resellers of the directory. */
export const RESELLERS = 50_000;
/** Resellers of the long audience, and rows of the file. */
const ROWS = 20_000;
/** The offer with the long audience, and one that nobody may resell yet. */
export const LONG = { long: 'grain-ledger', length: ROWS };
const EMPTY = 'yard-gate';

/** Kinds of searches; `{name}`, `{id}`, `{country}`, `{competency}` and `{skill}` are of a reseller of the directory. */
const SEARCHES = {
  'nothing typed': '',
  'one letter': 'search=a',
  'the beginning of a name': 'search={name}',
  'without accents, in capitals': 'search=ECLUSE',
  'Chinese': `search=${encodeURIComponent('云')}`,
  'what nobody is called': 'search=zzqq',
  'two digits of a GUID': 'search={id:2}',
  'eight digits of a GUID': 'search={id:8}',
  'a GUID to its second part': 'search={id:12}',
  'a country': 'country={country}',
  'a skill': 'skill={skill}',
  'all three filters': 'country={country}&competency={competency}&skill={skill}',
  'a name with two filters': 'search={name}&country={country}&competency={competency}',
};

/** Measures; `directory` is what the database was filled with. */
export async function measure({ report, browser, state, portal, quick, folder, directory }) {
  const client = await new Client(portal.port).signIn(portal.link());
  const members = directory.filter(({ leftAt }) => !leftAt);
  await searches({ report, client, quick, like: members.find(({ skills, competencies }) => skills.length && competencies.length) });
  const { items } = JSON.parse((await client.call('GET', '/api/v1/offers?limit=1000')).body);
  const address = (offer) => `/offers/${items.find(({ externalId }) => externalId === offer).id}/resell`;
  const file = join(folder, 'resellers.csv');
  const line = ({ tenantId, name }) => `${tenantId},"${name.replaceAll('"', '""')}",TenantID\r\n`;
  const csv = `ID,Description,Type\r\n${members.slice(0, ROWS).map(line).join('')}`;
  writeFileSync(file, csv);
  await previews({ report, client, quick, csv, path: `/api/v1${address(EMPTY)}/import?dryRun=true&mode=add` });
  client.close();
  await visits({ report, browser, state, portal, quick, file, long: address(LONG.long), empty: address(EMPTY) });
}

async function searches({ report, client, quick, like }) {
  report.group('Directory of resellers', `${RESELLERS} resellers, first 50 of each search with their number, loopback`);
  const word = encodeURIComponent(like.name.split(' ')[0].toLowerCase());
  const values = { name: word, country: like.country, competency: encodeURIComponent(like.competencies[0]), skill: encodeURIComponent(like.skills[0]) };
  const filled = (query) => query.replace(/\{(\w+)(?::(\d+))?\}/g, (_, name, length) => (name === 'id' ? like.tenantId.slice(0, Number(length)) : values[name]));
  for (const [name, query] of Object.entries(SEARCHES)) {
    const { times } = await load(client, { count: quick ? 30 : 200, warm: 5, make: () => ['GET', `/api/v1/resellers?limit=50&${filled(query)}`] });
    report.add(`${name}, p99`, { values: [quantile(times, 0.99)], unit: 'ms', way: 'only', budget: 100, note: `p50 ${median(times).toFixed(1)} ms` });
  }
  for (const name of ['nothing typed', 'the beginning of a name']) {
    const { times } = await load(client, { count: quick ? 10 : 50, warm: 2, make: () => ['GET', `/api/v1/resellers/facets?${filled(SEARCHES[name])}`] });
    report.add(`counts of the filters, ${name}`, { values: times, unit: 'ms' });
  }
}

async function previews({ report, client, quick, csv, path }) {
  report.group('Import CSPs', `a file of ${ROWS} rows, loopback`);
  const make = () => ['POST', path, { headers: { 'content-type': 'text/csv' }, body: csv }];
  const { times } = await load(client, { count: quick ? 5 : 20, warm: 1, make });
  report.add('preview, server', { values: times, unit: 'ms', budget: 1_000 });
}

/** What a person does on the page, each in a fresh profile so many times. */
async function visits({ report, browser, state, portal, quick, file, long, empty }) {
  const all = {};
  for (let round = 0; round < (quick ? 2 : 5); round += 1) {
    const { context, page } = await freshPage(browser, state, watch);
    const step = async (name, work) => {
      const { ms, tasks } = await timed(page, work);
      (all[name] ??= []).push({ ms, longest: largest(tasks.map((task) => task.ms)), tasks });
    };
    await page.goto(`${portal.url}/offers`);
    await page.waitForFunction(() => document.querySelector('main h1'));
    // Files of code that come later are there before anything is measured.
    await pause(2_000);
    await audience(page, step, long);
    await preview(page, step, empty, file);
    await context.close();
  }
  report.group('The page', `an audience of ${ROWS} resellers and a file of as many rows, in the browser`);
  for (const [name, rounds] of Object.entries(all)) {
    if (name.startsWith('preview')) report.add(`${name}: until it is shown`, { values: rounds.map(({ ms }) => ms), unit: 'ms', budget: 1_000 });
    report.add(`${name}: longest task over 50 ms`, { values: rounds.map(({ longest }) => longest), unit: 'ms', budget: 50, detail: rounds });
  }
}

/** Does something, waits until the page has come to rest, and gives how long it took with the tasks over 50 ms. */
async function timed(page, work) {
  await page.evaluate(() => void (window.bench.endTasks = window.bench.watchLongTasks()));
  const begun = performance.now();
  await work();
  const ms = performance.now() - begun;
  await pause(500);
  return { ms, tasks: await page.evaluate(() => window.bench.endTasks()) };
}

/** Goes to an address as a link of the page does. */
const go = (page, path) =>
  page.evaluate((href) => {
    const link = document.body.appendChild(Object.assign(document.createElement('a'), { href }));
    link.click();
    link.remove();
  }, path);

async function audience(page, step, path) {
  const field = page.locator('.resell__find input');
  const press = (selector) => page.locator(selector).first().click();
  await step('opening the audience', async () => {
    await go(page, path);
    await page.waitForSelector('.resell-table__body [role=row]');
  });
  for (const letter of 'cloud') await step('a letter of a search', () => field.press(letter));
  await step('clearing the search', () => field.fill(''));
  for (const n of [2, 3, 4, 1]) await step('sorting', () => press(`.resell-table [role=columnheader]:nth-child(${n}) button`));
  await step('scrolling to the end', () => page.locator('.resell-table').evaluate((table) => table.scrollTo(0, table.scrollHeight)));
  await step('taking one out', () => press('.resell-table__action button'));
  await step('undo', () => press('.resell__undo button'));
  await step('opening the directory', async () => {
    await press('.resell__tools a');
    await page.waitForSelector('.directory__list [role=option]');
  });
  await page.keyboard.press('Escape');
}

async function preview(page, step, path, file) {
  await go(page, `${path}/import`);
  const input = page.locator('dialog input[type=file]');
  await input.waitFor({ state: 'attached' });
  // By name, so that the browser reads the file itself.
  await step('preview of a file', async () => {
    await input.setInputFiles(file);
    await page.waitForSelector('.import__figures');
  });
}
