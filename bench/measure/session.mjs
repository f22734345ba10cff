// Interaction to next paint over a scripted session, as the browser's event timing tells it.
import { freshPage, slowProcessor } from '../support/browser.mjs';
import { pause } from '../support/portal.mjs';
import { largest, median, quantile } from '../support/statistics.mjs';
import { watch } from '../support/watch.mjs';

/** Between two interactions, in ms: a quick person. */
const RHYTHM = 120;

/** The browser tells of interactions from this length on; shorter ones count as this. */
const SHORTEST = 16;

/** Measures at one speed of the processor. */
export async function measure({ report, browser, state, portal, quick, rows, slowdown }) {
  report.group(`Interaction to next paint, ${slowdown}x`, `${rows} rows, processor ${slowdown === 1 ? 'as it is' : `${slowdown} times slower`}`);
  const { context, page, line } = await freshPage(browser, state, watch);
  await page.addInitScript((count) => window.bench.awaitRows(count), rows);
  await page.goto(`${portal.url}/solutions`);
  await page.waitForFunction(() => window.bench.full !== null, null, { timeout: 120_000, polling: 250 });
  await slowProcessor(line, slowdown);
  await page.evaluate(() => void (window.bench.endInteractions = window.bench.watchInteractions()));
  let made = 0;
  for (let round = 0; round < (quick ? 1 : 2); round += 1) made += await session(page, line);
  const { durations, slow, count } = await page.evaluate(() => new Promise((done) => setTimeout(() => done(window.bench.endInteractions()), 500)));
  // What the browser did not tell of was shorter than its threshold.
  const all = [...durations, ...Array(Math.max(0, (count || made) - durations.length)).fill(SHORTEST)];
  const note = `${all.length} interactions, ${durations.length} of ${SHORTEST} ms or more`;
  report.add('median', { values: [median(all)], unit: 'ms', way: 'only' });
  report.add('98 of 100 within', { values: [quantile(all, 0.98)], unit: 'ms', way: 'only', budget: slowdown === 1 ? 50 : undefined, note });
  report.add('the longest', { values: [largest(all)], unit: 'ms', way: 'only', note: slow.map(({ type, ms }) => `${type} ${ms}`).slice(0, 4).join(', '), detail: slow });
  await context.close();
}

/** One round of what a person does on the list; gives the number of interactions. */
async function session(page, line) {
  let made = 0;
  const press = async (key, times = 1) => {
    for (let n = 0; n < times; n += 1) {
      await page.keyboard.press(key);
      made += 1;
      await pause(RHYTHM);
    }
  };
  const click = async (selector) => {
    const box = await page.locator(selector).first().boundingBox();
    await page.mouse.click(box.x + Math.min(box.width / 2, 60), box.y + box.height / 2);
    made += 1;
    await pause(RHYTHM);
  };
  const search = '.solutions__tools > .search-box .search-box__input';
  for (const column of [1, 2, 6, 1]) await click(`[data-cell="head:${column}"]`);
  await click(search);
  for (const letter of 'billing pro') await press(letter === ' ' ? 'Space' : letter);
  await press('Escape');
  await click('.filter__button');
  await click('.filter__panel:popover-open li:nth-child(1) input');
  await click('.filter__panel:popover-open li:nth-child(2) input');
  await click('.filter__panel:popover-open .filter__foot button');
  await press('Escape');
  await click('.grid__row:not([hidden]) .grid__cell--num');
  await press('ArrowDown', 15);
  await press('PageDown', 6);
  await press('ArrowRight', 3);
  await withControl(line, 'End', 35);
  await press('ArrowUp', 5);
  await withControl(line, 'Home', 36);
  made += 2;
  await press('Space', 3);
  await press('ArrowDown', 2);
  await press('Enter');
  await press('Enter');
  await click('.nav a[href="/"]');
  await page.waitForSelector('.overview, main h1');
  await click('.nav a[href^="/solutions"]');
  await page.waitForSelector('[role=grid] [role=gridcell]');
  return made;
}

/** A key with Control held, as one event: pressing Control by itself paints nothing, and its "next paint" would be any later one. */
async function withControl(line, key, code) {
  const press = { key, code: key, windowsVirtualKeyCode: code, modifiers: 2 };
  await line.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...press });
  await line.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press });
  await pause(RHYTHM);
}
