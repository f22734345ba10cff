// The system's Chromium as people use it, a signed-in person in it, and what the browser itself measures.
import { chromium } from '../../e2e/node_modules/@playwright/test/index.mjs';

const SWITCHES = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];

/** Starts the browser. */
export function openBrowser() {
  return chromium.launch({ executablePath: process.env.COSELL_CHROMIUM ?? '/usr/bin/chromium', args: SWITCHES });
}

const LOOK = { viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Paris' };

/** Signs the person in once and gives what the browser keeps of it, for any number of fresh profiles. */
export async function signIn(browser, portal) {
  const context = await browser.newContext(LOOK);
  const page = await context.newPage();
  await page.goto(portal.link());
  await page.waitForFunction(() => location.pathname === '/' && document.querySelector('main h1'));
  const state = await context.storageState();
  await context.close();
  return state;
}

/** A page in a fresh profile with nothing cached, and the line to the browser about it; `watch` runs in it before anything else. */
export async function freshPage(browser, state, watch) {
  const context = await browser.newContext({ ...LOOK, storageState: state });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  if (watch) await page.addInitScript(watch);
  const line = await context.newCDPSession(page);
  await fitWindow(line);
  return { context, page, line, faults };
}

/**
 * Makes the browser's window larger than the page. It is as large as the page by itself, its own bars included, so that nothing is ever
 * shown of the page's lower edge, and what changes there alone would never count as painted.
 */
async function fitWindow(line) {
  const { windowId } = await line.send('Browser.getWindowForTarget');
  const { width, height } = LOOK.viewport;
  await line.send('Browser.setWindowBounds', { windowId, bounds: { width: width + 200, height: height + 200 } });
}

/** Slow 4G as the browser emulates it: so long until an answer begins, so many bytes a second down and up. */
export const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

/** Makes the network of a page slow. */
export async function slowNetwork(line) {
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', SLOW_4G);
}

/** Makes the processor so many times slower for a page's main thread. */
export const slowProcessor = (line, times) => line.send('Emulation.setCPUThrottlingRate', { rate: times });
