// The first visit in bytes: every file that the browser asks for on the way to the list, as it is and as it is sent.
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

/** Measures. */
export async function measure({ report, browser, state, portal }) {
  report.group('Size of the first visit', 'kB of 1,000 bytes, as sent to a browser that takes brotli');
  const paths = await asked(browser, state, portal);
  const client = new Client(portal.port);
  const sizes = new Map(KINDS.map(([kind]) => [kind, { raw: 0, sent: 0, files: [] }]));
  let packedHere = false;
  for (const path of paths) {
    const plain = await client.call('GET', path, { headers: { 'accept-encoding': 'identity' } });
    const packed = await client.call('GET', path, { headers: { 'accept-encoding': 'br' } });
    let sent = packed.body.length;
    // A page served from a folder is not compressed; then this is what a release would send.
    if (portal.page && !packed.headers['content-encoding']) {
      sent = Math.min(sent, brotli(packed.body));
      packedHere = true;
    }
    const size = sizes.get(KINDS.find(([, pattern]) => pattern.test(path))[0]);
    size.raw += plain.body.length;
    size.sent += sent;
    size.files.push({ path, raw: plain.body.length, sent });
  }
  client.close();
  for (const [kind, { raw, sent, files }] of sizes) {
    report.add(kind, { values: [sent], unit: 'kB', way: 'only', note: `${(raw / 1000).toFixed(1)} kB raw`, detail: files });
  }
  const all = [...sizes.values()];
  const note = `${(sum(all.map((size) => size.raw)) / 1000).toFixed(1)} kB raw${packedHere ? '; compressed by the bench, not by the server' : ''}`;
  report.add('all together', { values: [sum(all.map((size) => size.sent))], unit: 'kB', way: 'only', budget: 300_000, aim: 200_000, note });
}

/** The files that a browser asks for, and the page's icon, which it asks for in a window only. */
async function asked(browser, state, portal) {
  const { context, page } = await freshPage(browser, state);
  const paths = new Set();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.url().startsWith(portal.url) && !pathname.startsWith('/api/')) paths.add(pathname);
  });
  await page.goto(`${portal.url}/solutions`);
  await page.waitForSelector('[role=grid] [role=gridcell]');
  const icons = await page.evaluate(() => [...document.querySelectorAll('link[rel=icon]')].map((link) => new URL(link.href).pathname));
  icons.forEach((icon) => paths.add(icon));
  await context.close();
  return paths;
}

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
}
