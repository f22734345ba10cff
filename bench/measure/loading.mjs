// How long a first visit takes on slow 4G: until something is painted, and until the first row of the list stands in the document.
import { freshPage, slowNetwork } from '../support/browser.mjs';

/** Runs in the page before everything else: notes when the first row with text is there. */
function watchRows() {
  const found = () => {
    const row = document.querySelector('[role=grid] [role=row]:not([hidden]) [role=gridcell] .grid__text');
    return row !== null && row.textContent.trim() !== '';
  };
  const observer = new MutationObserver(() => {
    if (!found()) return;
    window.firstRow = performance.now();
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['hidden'] });
}

/** Measures one list; `label` says which. */
export async function measure({ report, browser, state, portal, quick, label }) {
  report.group(`First visit on slow 4G, ${label}`, 'nothing cached, signed in, /solutions; 150 ms, 1.6 Mbit/s down, 0.75 up');
  const runs = [];
  for (let run = 0; run < (quick ? 2 : 5); run += 1) runs.push(await visit(browser, state, portal));
  const column = (name) => runs.map((run) => run[name]);
  report.add('first contentful paint', { values: column('paint'), unit: 's', budget: 1.0, aim: 0.5 });
  report.add('program arrived (last byte of WASM)', { values: column('wasm'), unit: 's' });
  report.add('first rows arrived (last byte of the first page)', { values: column('rows'), unit: 's' });
  report.add('first row in the document', { values: column('row'), unit: 's', budget: 3.5, aim: 1.75, detail: runs.map((run) => run.requests) });
}

async function visit(browser, state, portal) {
  const { context, page, line } = await freshPage(browser, state, watchRows);
  await slowNetwork(line);
  await page.goto(`${portal.url}/solutions`, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.firstRow !== undefined, null, { timeout: 120_000, polling: 100 });
  const seen = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    row: window.firstRow,
    requests: performance.getEntriesByType('resource').map((entry) => ({
      path: entry.name.slice(location.origin.length),
      from: Math.round(entry.startTime),
      answered: Math.round(entry.responseStart),
      to: Math.round(entry.responseEnd),
      bytes: entry.encodedBodySize,
    })),
  }));
  await context.close();
  const last = (pattern) => Math.min(...seen.requests.filter((request) => pattern.test(request.path)).map((request) => request.to));
  return {
    paint: seen.paint / 1000,
    row: seen.row / 1000,
    wasm: last(/\.wasm$/) / 1000,
    rows: last(/solutions\?/) / 1000,
    requests: seen.requests.filter((request) => request.from <= seen.row),
  };
}
