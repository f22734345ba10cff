// The host's token: hosts that are slow or silent, tokens that end, browsers that give a frame neither cookie nor storage.
import { chromium, type Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { expect, framed, inside, log, test, title } from '../support/embedding';
import { people } from '../support/fixtures';

test('a host that never answers: a clear screen, and a way on', async ({ page, host, portal }) => {
  await page.clock.install();
  await page.goto(`${host.origin}/plain`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#boot')).toBeVisible();
  const screen = frame.getByRole('heading', { name: 'The portal around this page did not answer' });
  await expect.poll(async () => {
    await page.clock.runFor(2_000);
    return screen.isVisible();
  }).toBe(true);
  await expect(frame.getByRole('link', { name: portal.url })).toHaveAttribute('href', `${portal.url}/`);
  await expectAccessible(inside(page, portal), 'a silent host');
  await frame.getByRole('button', { name: 'Try again' }).click();
  await expect(screen).toBeHidden();
  await expect.poll(async () => {
    await page.clock.runFor(2_000);
    return screen.isVisible();
  }).toBe(true);
});

test('a host that answers late is as welcome', async ({ page, host }) => {
  await page.clock.install();
  await page.goto(`${host.origin}/plain`);
  const frame = page.frameLocator('iframe');
  await page.evaluate(() => {
    addEventListener('message', ({ data }) => Object.assign(globalThis, { nonce: data.nonce }));
  });
  const screen = frame.getByRole('heading', { name: 'The portal around this page did not answer' });
  await expect.poll(async () => {
    await page.clock.runFor(2_000);
    return screen.isVisible();
  }).toBe(true);
  await page.evaluate(async () => {
    const token = await (await fetch('/token?email=ingrid.solheim@northlake.example&org=northlake&role=owner')).text();
    frames[0]!.postMessage({ cosell: 1, type: 'init', nonce: (globalThis as any).nonce, token }, '*');
  });
  await expect(frame.getByRole('main').getByRole('heading', { level: 1 })).toContainText('solutions need an action');
  await expect(screen).toBeHidden();
});

test('a host whose tokens are slow, and one whose tokens never come', async ({ page, host }) => {
  await page.clock.install();
  const sent = () => page.evaluate(() => (globalThis as any).inits as number);
  await page.addInitScript(() => addEventListener('cosell-sent', (event) => {
    if ((event as CustomEvent).detail.type === 'init') (globalThis as any).inits = ((globalThis as any).inits ?? 0) + 1;
  }));
  await page.goto(`${host.origin}/?tokens=slow`);
  await expect.poll(async () => {
    await page.clock.runFor(1_000);
    return page.locator('#state').textContent();
  }).toBe('ready');
  await expect(title(page)).toContainText('solutions need an action');
  expect(await sent(), 'a greeting that is repeated while its token is on its way has one answer').toBe(1);
  await page.goto(`${host.origin}/?tokens=silent`);
  const screen = framed(page).getByRole('heading', { name: 'The portal around this page did not answer' });
  // From the frame's first greeting on: until then the clock of the page counts what this machine takes to load it.
  await expect(log(page).filter({ hasText: 'frame: hello' }).first()).toBeVisible();
  let seconds = 0;
  await expect.poll(async () => {
    await page.clock.runFor(1_000);
    seconds += 1;
    return screen.isVisible();
  }, { timeout: 30_000 }).toBe(true);
  // Nobody was signed in yet, so nothing is drawn that would look like a page without content.
  await expect(framed(page).locator('.header, .nav, .waiting-bar').filter({ visible: true })).toHaveCount(0);
  expect(seconds, 'seconds until the screen').toBeLessThanOrEqual(12);
  await page.getByLabel('Tokens').selectOption('');
  await framed(page).getByRole('button', { name: 'Try again' }).click();
  await expect(title(page)).toContainText('solutions need an action');
  await expect(screen).toBeHidden();
});

test.describe('in a browser whose own preference is left alone', () => {
  test.use({ colorScheme: null });

  test('what stands in the frame before the host answers is as bright as the element is told to be', async ({ page, host, portal }) => {
    for (const [theme, other] of [['dark', 'light'], ['light', 'dark']] as const) {
      await page.goto(`${host.origin}/?tokens=silent&theme=${theme}`);
      await expect(framed(page).locator('#boot')).toBeVisible();
      // A frame takes its page's own brightness over: here the element alone says otherwise.
      await page.evaluate((scheme) => document.documentElement.style.setProperty('color-scheme', scheme), other);
      const isLight = async () => {
        const ground = await inside(page, portal).evaluate(() => getComputedStyle(document.body).backgroundColor);
        return Math.max(...ground.match(/[\d.]+/g)!.slice(0, 3).map(Number)) > 128;
      };
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      // Soon: once the element gives up waiting for the token, the frame hears of the theme in words.
      await expect.poll(isLight, { message: theme, timeout: 3_000 }).toBe(theme === 'light');
    }
  });
});

/** Lets every token be used once; `ends` counts how many calls came with one that was used up. */
async function takeOnce(page: Page, api: string, more?: (url: URL) => unknown): Promise<{ ends: number }> {
  const used = new Set<string>();
  const counted = { ends: 0 };
  await page.route(`${api}/api/**`, async (route) => {
    const token = route.request().headers().authorization ?? '';
    if (token && used.has(token)) {
      counted.ends += 1;
      const problem = { type: 'about:blank', title: 'Unauthorized', status: 401, code: 'tokenRefused', detail: 'The token has ended.', args: { reason: 'expired' }, errors: [] };
      return route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    }
    used.add(token);
    const json = more?.(new URL(route.request().url()));
    return json ? route.fulfill({ json }) : route.continue();
  });
  return counted;
}

test('a thousand tokens end, nobody sees it and nothing typed is lost', async ({ openHost, page, portal, host }) => {
  test.setTimeout(240_000);
  // Tokens that differ, however fast they are asked for.
  let number = 0;
  await page.route(`${host.origin}/token?*`, async (route) => {
    const asked = Object.fromEntries(new URL(route.request().url()).searchParams) as { email: string };
    number += 1;
    await route.fulfill({ contentType: 'text/plain', body: host.issuer.token({ ...asked, life: 300, audience: portal.url, more: { jti: String(number) } }) });
  });
  await openHost({ path: '/help/new' });
  const field = framed(page).getByRole('textbox').first();
  // The program asks for news again as soon as it has some. There are always some, so its clock runs as fast as it can ask,
  // and each of its calls finds the token of the one before used up.
  const pulse = await (await portal.api(people.owner)).get('events');
  let news = 0;
  const counted = await takeOnce(page, portal.url, (url) => url.pathname === '/api/v1/events' && { ...pulse, cursor: String((news += 1)) });
  const refusals = framed(page).locator('[role=alert], .waiting-bar, .toast');
  let typed = '';
  while (counted.ends < 1000) {
    const before = counted.ends;
    await field.pressSequentially('word ');
    typed += 'word ';
    await expect(refusals).toHaveCount(0);
    await expect.poll(() => counted.ends, { timeout: 60_000 }).toBeGreaterThan(before + 50);
  }
  await expect(field).toHaveValue(typed);
  await expect(framed(page).getByText('You are signed out')).toHaveCount(0);
  await expect(refusals).toHaveCount(0);
  console.log(`token ends: ${counted.ends}, ${news} calls went on, none seen, nothing lost`);
  expect(news).toBeGreaterThan(900);
});

test('a host that gives no token in the middle of a wizard: the page waits, and goes on by itself', async ({ openHost, page, portal }) => {
  await openHost({ path: '/help/new' });
  const field = framed(page).getByRole('textbox').first();
  await field.fill('Half a sentence');
  const counted = await takeOnce(page, portal.url);
  await page.evaluate(() => {
    const element: any = document.querySelector('cosell-portal');
    element.getToken = async () => { throw new Error('The host has its own trouble.'); };
  });
  const frame = inside(page, portal);
  await framed(page).getByRole('button', { name: 'Open navigation' }).click();
  await framed(page).getByRole('dialog').getByRole('link', { name: 'Offers' }).click();
  const bar = framed(page).getByRole('status').filter({ hasText: 'Waiting for the portal to sign you in again' });
  await expect(bar).toBeVisible();
  await expect(log(page).filter({ hasText: 'frame: error {"code":"token.unavailable","fatal":false,"retryable":true}' }).first()).toBeVisible();
  expect(counted.ends).toBeGreaterThan(0);
  await page.unroute(`${portal.url}/api/**`);
  await page.evaluate(() => {
    const element: any = document.querySelector('cosell-portal');
    element.getToken = async () => (await fetch('/token?email=ingrid.solheim@northlake.example&org=northlake&role=owner&name=Ingrid')).text();
  });
  await bar.getByRole('button', { name: 'Try again' }).click();
  await expect(bar).toBeHidden();
  await expect(title(page)).toHaveText('Offers');
  await expect(framed(page).getByRole('alert')).toHaveCount(0);
  await page.goBack();
  await expect(field).toHaveValue('Half a sentence');
  expect(frame.url()).toContain('/help/new');
});

test('another person at the host begins a page of their own', async ({ openHost, page, portal }) => {
  await openHost({ path: '/help/new' });
  await framed(page).getByRole('textbox').first().fill('Half a sentence');
  await takeOnce(page, portal.url);
  await page.evaluate(() => {
    const element: any = document.querySelector('cosell-portal');
    element.getToken = async () => (await fetch('/token?email=aoife.nibhriain@northlake.example&org=northlake&role=viewer&name=Aoife')).text();
  });
  const hellos = log(page).filter({ hasText: 'frame: hello' });
  const before = await hellos.count();
  await framed(page).getByRole('button', { name: 'Open navigation' }).click();
  await framed(page).getByRole('dialog').getByRole('link', { name: 'Offers' }).click();
  await expect.poll(() => hellos.count()).toBeGreaterThan(before);
  await page.unroute(`${portal.url}/api/**`);
  await expect(title(page)).toBeVisible();
  const who = await inside(page, portal).evaluate(() => JSON.parse(atob((globalThis as any).cosellBoot.embed.token().split('.')[1])).sub);
  expect(who).toBe('person:aoife.nibhriain@northlake.example');
  await expect(framed(page).getByText('Half a sentence')).toHaveCount(0);
});

test('a host that says that nobody is signed in', async ({ openHost, page, portal }) => {
  await openHost();
  await takeOnce(page, portal.url);
  await page.getByLabel('Tokens').selectOption('signedOut');
  await framed(page).getByRole('button', { name: 'Open navigation' }).click();
  await framed(page).getByRole('dialog').getByRole('link', { name: 'Offers' }).click();
  await expect(framed(page).getByRole('heading', { name: 'You are signed out' })).toBeVisible();
});

test('third-party cookies blocked and storage denied', async ({ host, portal }, info) => {
  const browser = await chromium.launchPersistentContext(info.outputPath('profile'), {
    executablePath: info.project.use.launchOptions?.executablePath,
    args: [...(info.project.use.launchOptions?.args ?? []), '--test-third-party-cookie-phaseout'],
  });
  try {
    const page = await browser.newPage();
    // As a browser does that blocks all data of sites: whatever asks for storage is refused.
    await page.addInitScript(() => {
      if (window.parent === window) return;
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); } });
      }
      Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => undefined });
    });
    await page.goto(`${host.origin}/?path=/help/new`);
    await expect(page.locator('#state')).toHaveText('ready');
    const frame = inside(page, portal);
    expect(await frame.evaluate(() => { try { return String(localStorage); } catch (error) { return (error as Error).name; } })).toBe('SecurityError');
    const field = framed(page).getByRole('textbox').first();
    await field.fill('Kept as long as the page');
    await framed(page).getByRole('button', { name: 'Open navigation' }).click();
    await framed(page).getByRole('dialog').getByRole('link', { name: 'Solutions' }).click();
    await expect(title(page)).toContainText('in OCP GTM');
    await page.goBack();
    await expect(field).toHaveValue('Kept as long as the page');
    await expect(framed(page).getByRole('heading', { name: 'The page stopped' })).toHaveCount(0);
  } finally {
    await browser.close();
  }
});
