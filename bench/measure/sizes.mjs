// The first visit in bytes: every file that the browser asks for on the way to a screen, as it is and as it is sent; and the
// files of code that come later.
import { brotliCompressSync, constants } from 'node:zlib';
import { Client } from '../support/client.mjs';
import { freshPage } from '../support/browser.mjs';
import { sum } from '../support/statistics.mjs';

/** Names for people, by what the address ends with; the first that fits counts. */
const KINDS = [
  ['WASM', /\.wasm$/],
  ['locale', /^\/locales\//],
  ['boot.js', /^\/boot\.js$/],
  ['JS', /\.m?js$/],
  ['CSS', /\.css$/],
  ['icons', /\.svg$/],
  ['HTML', /./],
];
/** What the limits are about. */
const CODE = ['WASM', 'boot.js', 'JS', 'CSS', 'HTML'];

/** The screens that a first visit is to, what they show when they are there, and the most that WASM, JS, CSS and HTML may weigh
 * as sent, in bytes: a little above what they weigh. Everybody begins at the first; whoever is there has the second's code. */
const SCREENS = [
  ['/', '.overview', 270_000],
  ['/solutions', '[role=grid] [role=gridcell]', 350_000],
];

/** Measures; whether the limits are kept. */
export async function measure({ report, browser, state, portal }) {
  const client = new Client(portal.port);
  const weigh = weigher(client, portal);
  let kept = true;
  const seen = new Set();
  for (const [screen, shown, limit] of SCREENS) {
    report.group(`Size of a first visit to ${screen}`, 'kB of 1,000 bytes, as sent to a browser that takes brotli');
    const kinds = new Map(KINDS.map(([kind]) => [kind, []]));
    for (const path of await asked(browser, state, portal, screen, shown)) {
      seen.add(path);
      kinds.get(KINDS.find(([, pattern]) => pattern.test(path))[0]).push(await weigh(path));
    }
    for (const [kind, files] of kinds) {
      report.add(kind, { ...total(files), note: `${(sum(files.map((file) => file.raw)) / 1000).toFixed(1)} kB raw, ${files.length} files`, detail: files });
    }
    report.add('all together', total([...kinds.values()].flat()));
    const code = total(CODE.flatMap((kind) => kinds.get(kind)));
    report.add('WASM, JS, CSS and HTML', { ...code, budget: limit, aim: 200_000 });
    kept &&= code.values[0] <= limit;
  }
  report.group('Code that comes later', 'by the file that holds it');
  for (const path of await programs(client, portal)) {
    if (seen.has(path)) continue;
    const file = await weigh(path);
    report.add(path.split('/').pop(), { values: [file.sent], unit: 'kB', way: 'only', note: `${(file.raw / 1000).toFixed(1)} kB raw` });
  }
  client.close();
  return kept;
}

function total(files) {
  return { values: [sum(files.map((file) => file.sent))], unit: 'kB', way: 'only' };
}

/** Says what a file weighs as it is and as it is sent. */
function weigher(client, portal) {
  return async (path) => {
    const plain = await client.call('GET', path, { headers: { 'accept-encoding': 'identity' } });
    const packed = await client.call('GET', path, { headers: { 'accept-encoding': 'br' } });
    // A page served from a folder is not compressed; then this is what a release would send.
    const here = portal.page && !packed.headers['content-encoding'];
    const sent = here ? Math.min(packed.body.length, brotli(packed.body)) : packed.body.length;
    return { path, raw: plain.body.length, sent };
  };
}

/** The files that a browser asks for, and the page's icon, which it asks for in a window only. */
async function asked(browser, state, portal, screen, shown) {
  const { context, page } = await freshPage(browser, state);
  const paths = new Set();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.url().startsWith(portal.url) && !pathname.startsWith('/api/')) paths.add(pathname);
  });
  await page.goto(`${portal.url}${screen}`);
  await page.waitForSelector(shown);
  const all = [...paths];
  const icons = await page.evaluate(() => [...document.querySelectorAll('link[rel=icon]')].map((link) => new URL(link.href).pathname));
  await context.close();
  return new Set([...all, ...icons]);
}

/** The files of code, as the script that fetches them names them. */
async function programs(client, portal) {
  const index = (await client.call('GET', '/', { headers: { 'accept-encoding': 'identity' } })).body.toString();
  const loader = index.match(/\/program-[0-9a-f]{16}\/__wasm_split\.js/)[0];
  const text = (await client.call('GET', loader, { headers: { 'accept-encoding': 'identity' } })).body.toString();
  const names = [...text.matchAll(/\.\/((?:split|chunk)_\w+\.wasm)/g)].map((match) => match[1]);
  return [...new Set(names)].sort().map((name) => loader.replace('__wasm_split.js', name));
}

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
}
