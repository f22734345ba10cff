// The list of solutions at full length in the browser: fill, sort, search, filter, scroll; each action read from the browser's trace.
import { freshPage, slowProcessor } from '../support/browser.mjs';
import { median } from '../support/statistics.mjs';
import { actions, blocking, record } from '../support/trace.mjs';
import { watch } from '../support/watch.mjs';

/** An action is over when the grid has not changed for so long, in ms; the address follows typing after 300 ms. */
const QUIET = 450;

const WORDS = ['cedar', 'planner', 'retail', 'energie', 'portal'];
const SEARCH = '.solutions__tools > .search-box .search-box__input';

/** Measures at one speed of the processor: `slowdown` 1 is as it is. */
export async function measure({ report, browser, state, portal, quick, rows, slowdown }) {
  report.group(`Grid, ${slowdown}x`, `${rows} rows, processor ${slowdown === 1 ? 'as it is' : `${slowdown} times slower`}`);
  const { context, page, line, faults } = await freshPage(browser, state, watch);
  await page.addInitScript((count) => window.bench.awaitRows(count), rows);
  await slowProcessor(line, slowdown);
  await fill({ report, browser, page, portal, slowdown });
  tell(report, await act({ browser, page, quick }), slowdown);
  if (slowdown === 1) await changes({ report, page });
  await sweep({ report, browser, page, line, slowdown });
  if (slowdown === 1) await holds({ report, page, line });
  await context.close();
  if (faults.length) report.skip(`The page reported: ${faults.join('; ')}`);
}

async function fill({ report, browser, page, portal, slowdown }) {
  const { events, result } = await record(browser, async () => {
    await page.goto(`${portal.url}/solutions`, { waitUntil: 'commit' });
    await page.evaluate(() => performance.mark('bench:fill'));
    await page.waitForFunction(() => window.bench.full !== null, null, { timeout: 180_000, polling: 250 });
    await page.evaluate(() => window.bench.quiet(500));
    return page.evaluate(() => window.bench.full);
  }, ['toplevel', 'disabled-by-default-devtools.timeline', 'blink.user_timing']);
  const { longest, over, blocked } = blocking(events);
  report.add('fill: opening the address to all rows', { values: [result / 1000], unit: 's', way: 'only' });
  report.add('fill: longest task', { values: [longest], unit: 'ms', way: 'only', budget: slowdown === 1 ? undefined : 50, note: `${over} over 50 ms, ${blocked.toFixed(0)} ms beyond` });
}

/** Does every action in one trace; gives each with its cost. */
async function act({ browser, page, quick }) {
  await page.evaluate(() => window.bench.watchGrid({ count: false }));
  const { events } = await record(browser, async () => {
    const once = performer(page);
    for (const [name, heading, times] of [['sort by name', 1, 7], ['sort by Solution ID', 2, 7], ['sort by status', 6, 6], ['sort by assigned to', 7, 6]]) {
      for (let n = 0; n < (quick ? 3 : times); n += 1) {
        await once(n === 0 ? `${name}, first time` : name, 'click', await clickOn(page, `[data-cell="head:${heading}"]`));
      }
    }
    await once('sort by name', 'click', await clickOn(page, '[data-cell="head:1"]'));
    await page.focus(SEARCH);
    for (const word of WORDS.slice(0, quick ? 2 : WORDS.length)) {
      for (const [n, letter] of [...word].entries()) {
        await once(n === 0 ? 'keystroke, first' : 'keystroke, refining', 'keydown', () => page.keyboard.press(letter));
      }
      await once('clear the search', 'keydown', () => page.keyboard.press('Escape'));
    }
    await filter(page, once, quick ? 2 : 5);
    await page.evaluate(() => performance.mark('bench:end'));
  });
  return actions(events);
}

/** Ticks and unticks values of the first filter. */
async function filter(page, once, times) {
  const panel = page.locator('.filter').first();
  await panel.locator('.filter__button').click();
  for (let n = 0; n < times; n += 1) {
    await once('filter: tick a status', 'click', await clickOn(page, '.filter__panel:popover-open li:nth-child(1) input'));
    await once('filter: untick it', 'click', await clickOn(page, '.filter__panel:popover-open li:nth-child(1) input'));
  }
  await page.keyboard.press('Escape');
}

/** A function that does one action between its mark and quiet. */
const performer = (page) => async (name, trigger, perform) => {
  await page.evaluate(([name, trigger]) => window.bench.begin(name, trigger), [name, trigger]);
  await perform();
  return page.evaluate((ms) => window.bench.quiet(ms), QUIET);
};

/** Brings the mouse over an element before the action begins, so that the action is the click alone. */
async function clickOn(page, selector) {
  const box = await page.locator(selector).first().boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  return () => page.mouse.click(x, y);
}

function tell(report, done, slowdown) {
  const names = [...new Set(done.map((action) => action.name))];
  for (const name of names) {
    const same = done.filter((action) => action.name === name);
    const seen = same.filter((action) => action.total !== undefined);
    if (seen.length === 0) {
      report.skip(`${name}: the grid did not change.`);
      continue;
    }
    const parts = Object.keys(seen[0].parts).map((part) => [part, median(seen.map((action) => action.parts[part]))]);
    const work = median(seen.map((action) => action.work));
    const kept = median(seen.map((action) => action.kept));
    report.add(name, {
      values: seen.map((action) => action.total),
      unit: 'ms',
      budget: slowdown === 1 ? 16.7 : undefined,
      note: `rows out of sight after ${kept.toFixed(1)}; work ${work.toFixed(1)}: ${parts.filter(([, ms]) => ms >= 0.3).map(([part, ms]) => `${part} ${ms.toFixed(1)}`).join(', ')}`,
      detail: { kept, work, ...Object.fromEntries(parts) },
    });
  }
  const slowest = done.reduce((most, action) => (action.longest > most.longest ? action : most));
  report.add('longest task of all actions', { values: [slowest.longest], unit: 'ms', way: 'only', budget: slowdown === 1 ? undefined : 50, note: slowest.name });
}

/** How many changes to the document one action makes, by kind. Counting costs time, so it is done apart from timing. */
async function changes({ report, page }) {
  await page.evaluate(() => window.bench.watchGrid({ count: true }));
  const once = performer(page);
  const tallies = [
    ['sort by name', await once('', '', await clickOn(page, '[data-cell="head:1"]'))],
    ['sort by status', await once('', '', await clickOn(page, '[data-cell="head:6"]'))],
  ];
  await page.focus(SEARCH);
  tallies.push(['keystroke, first', await once('', '', () => page.keyboard.press('p'))]);
  tallies.push(['keystroke, refining', await once('', '', () => page.keyboard.press('l'))]);
  tallies.push(['clear the search', await once('', '', () => page.keyboard.press('Escape'))]);
  for (const [name, tally] of tallies) {
    const kinds = Object.entries(tally).sort(([, a], [, b]) => b - a);
    const all = kinds.reduce((sum, [, n]) => sum + n, 0);
    report.add(`changes to the document: ${name}`, { values: [all], unit: 'n', way: 'only', note: kinds.slice(0, 6).map(([kind, n]) => `${kind} ${n}`).join(', '), detail: tally });
  }
  await page.evaluate(() => window.bench.watchGrid({ count: false }));
}

/** Scrolls with the wheel at two speeds, then jumps, and counts rows that were not there in time. */
async function sweep({ report, browser, page, line, slowdown }) {
  const box = await page.locator('.grid__body').boundingBox();
  const at = { x: 700, y: Math.max(box.y, 300) + 200 };
  const { events, result } = await record(browser, async () => {
    await page.evaluate(() => performance.mark('bench:sweep'));
    const seen = [];
    for (const [name, speed, distance] of [['slow', 1_500, 6_000], ['fast', 6_000, 36_000]]) {
      await page.evaluate(() => void (window.bench.endScroll = window.bench.watchScroll()));
      await line.send('Input.synthesizeScrollGesture', { ...at, yDistance: -distance, speed, gestureSourceType: 'mouse', preventFling: true });
      seen.push([name, speed, await page.evaluate(() => window.bench.quiet(200).then(() => window.bench.endScroll()))]);
    }
    return seen;
  }, ['toplevel', 'disabled-by-default-devtools.timeline', 'blink.user_timing']);
  for (const [name, speed, seen] of result) {
    const note = `${seen.rows} rows passed, ${seen.events} scroll events, ${seen.before} with blank rows`;
    report.add(`scroll ${name}, ${speed} px/s: blank rows at once, most`, { values: [seen.beforeMost], unit: 'n', way: 'only', budget: 0, note, detail: seen });
    report.add(`scroll ${name}, ${speed} px/s: blank after the commit`, { values: [seen.afterMost], unit: 'n', way: 'only', budget: 0 });
  }
  const { longest, over } = blocking(events);
  report.add('scroll: longest task', { values: [longest], unit: 'ms', way: 'only', budget: slowdown === 1 ? undefined : 50, note: `${over} over 50 ms` });
}

/** What the page holds at the end: nodes in the document, and memory after a collection. */
async function holds({ report, page, line }) {
  const { elements, texts, comments, nodes } = await page.evaluate(() => window.bench.nodes());
  const note = `${elements} elements, ${texts} texts, ${comments} comments by which the program finds its places`;
  report.add('nodes in the document', { values: [nodes], unit: 'n', way: 'only', budget: 2_000, note });
  await line.send('HeapProfiler.collectGarbage');
  const { usedSize } = await line.send('Runtime.getHeapUsage');
  const program = await page.evaluate(() => window.bench.memory?.buffer.byteLength ?? 0);
  report.add('memory: JavaScript and WASM together', { values: [usedSize + program], unit: 'MiB', way: 'only', note: `JavaScript ${(usedSize / 2 ** 20).toFixed(1)}, WASM ${(program / 2 ** 20).toFixed(1)}` });
}
