// Cosell inside another portal: two real sites on loopback, the host page of e2e/host around the frame.
import { expectAccessible } from '../support/axe';
import { expect, framed, inside, log, test, title } from '../support/embedding';
import { Asking } from '../support/asking';
import { people } from '../support/fixtures';

test('the handshake: one origin, a token in memory, and the host hears that the frame is ready', async ({ openHost, portal, page }) => {
  const carried: string[] = [];
  page.on('request', (request) => {
    const { authorization } = request.headers();
    if (authorization) carried.push(new URL(request.url()).origin);
  });
  await openHost();
  await expect(title(page)).toContainText('solutions need an action');
  await expect(log(page).filter({ hasText: 'frame: ready {"version":1' })).toHaveCount(1);
  expect(new Set(carried)).toEqual(new Set([portal.url]));
  const frame = inside(page, portal);
  // Nothing is kept, whether the browser lets a frame keep something or not.
  const kept = await frame.evaluate(() => {
    try {
      return [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => /token|signed/i.test(name));
    } catch {
      return [];
    }
  });
  expect([kept, await frame.evaluate(() => document.cookie)]).toEqual([[], '']);
  await expect(framed(page).getByRole('link', { name: 'Cosell' })).toBeHidden();
  await expect(framed(page).getByRole('button', { name: 'Open navigation' })).toBeVisible();
  expect(await page.locator('cosell-portal').evaluate((element) => element.shadowRoot!.querySelector('iframe')!.title)).toBe('Cosell partner portal');
});

test('theme, accent and language change live, and what is typed stays', async ({ openHost, page, portal }) => {
  await openHost({ path: '/help/new' });
  const field = framed(page).getByRole('textbox').first();
  await field.fill('Half a sentence');
  await expect(page.locator('#dirty')).toHaveText('yes');
  const frame = inside(page, portal);
  const english = await title(page).innerText();
  await page.getByLabel('Language').selectOption('fr');
  await expect(title(page)).not.toHaveText(english);
  await expect.poll(() => frame.evaluate(() => document.documentElement.lang)).toBe('fr');
  await page.getByLabel('Theme').selectOption('dark');
  await expect.poll(() => frame.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark');
  await page.getByLabel('Theme').selectOption('contrast');
  await expect.poll(() => frame.evaluate(() => document.documentElement.hasAttribute('data-contrast'))).toBe(true);
  await page.getByLabel('Theme').selectOption('light');
  await page.getByLabel('Accent').selectOption('#7a1f6b');
  await expect.poll(() => frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--brand'))).toBe('#7a1f6b');
  // What cannot be read is not worn, and the host hears of it.
  await page.getByLabel('Accent').selectOption('#9a9a9a');
  await expect(log(page).filter({ hasText: 'frame: error {"code":"accent","fatal":false' })).toHaveCount(1);
  expect(await frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--brand'))).not.toBe('#9a9a9a');
  await expect(field).toHaveValue('Half a sentence');
  await field.fill('');
  await expect(page.locator('#dirty')).toHaveText('no');
});

test('deep links both ways, and the way back', async ({ openHost, page, host }) => {
  await openHost({ path: '/solutions' });
  await expect(title(page)).toContainText('in OCP GTM');
  await framed(page).getByRole('button', { name: 'Open navigation' }).click();
  await framed(page).getByRole('dialog').getByRole('link', { name: 'Get help' }).click();
  await expect(title(page)).toHaveText('Get help');
  await expect(page.getByLabel('Path')).toHaveValue('/help');
  await expect(page).toHaveURL(`${host.origin}/?path=%2Fhelp`);
  // The step is the frame's own; the host goes along.
  await page.goBack();
  await expect(title(page)).toContainText('in OCP GTM');
  await expect(page.getByLabel('Path')).toHaveValue('/solutions');
  await page.goForward();
  await expect(title(page)).toHaveText('Get help');
  // The host leads, and hears no echo of it.
  const told = log(page).filter({ hasText: 'frame: navigate' });
  await expect(page.getByLabel('Path')).toHaveValue('/help');
  const before = await told.count();
  await page.getByLabel('Path').fill('/offers');
  await page.getByRole('button', { name: 'Go to path' }).click();
  await expect(title(page)).toHaveText('Offers');
  await expect(log(page).filter({ hasText: 'host: navigate' })).toHaveCount(1);
  expect(await told.count()).toBe(before);
  // A reload of the host comes back to where it wrote down it was.
  await page.goto(`${host.origin}/?path=${encodeURIComponent('/solutions?status=pending')}`);
  await expect(title(page)).toContainText('in OCP GTM');
  await expect(page.locator('#state')).toHaveText('ready');
});

test('an address of another site is never followed', async ({ page, host, portal }) => {
  for (const path of ['//evil.example/', '/\\evil.example', 'https://evil.example/', '/\t/evil.example']) {
    await page.goto(`${host.origin}/?${new URLSearchParams({ path })}`);
    await expect(page.locator('#state')).toHaveText('ready');
    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    expect(frames.map((frame) => new URL(frame.url()).origin), path).toEqual([portal.url]);
  }
});

test('signing out is asked of the host, and what stands after leads back', async ({ openHost, page }) => {
  await openHost();
  await framed(page).getByRole('button', { name: 'Open navigation' }).click();
  await framed(page).getByRole('button', { name: 'Sign out' }).click();
  await expect(log(page).filter({ hasText: 'frame: signout' })).toHaveCount(1);
  await expect(framed(page).getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await expectAccessible(page, 'the host, signed out');
  await page.getByLabel('Tokens').selectOption('');
  await framed(page).getByRole('button', { name: 'Sign in again' }).click();
  await expect(title(page)).toContainText('solutions need an action');
});

test('who belongs to two companies has the choice', async ({ openHost, page }) => {
  await openHost({ person: 'Tunde Adeyemi, two companies' });
  const company = framed(page).getByRole('button', { name: 'Company: Northlake Software' });
  await company.click();
  await framed(page).getByRole('menuitemradio', { name: 'Meridian Analytics' }).click();
  await expect(framed(page).getByRole('button', { name: 'Company: Meridian Analytics' })).toBeVisible();
  await expect(page.locator('#state')).toHaveText('ready');
});

test('the height follows the content, and rests', async ({ openHost, page, portal }) => {
  await openHost({ path: '/solutions' });
  const frame = inside(page, portal);
  const heights = () => Promise.all([
    frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height)),
    page.locator('cosell-portal').evaluate((element) => element.shadowRoot!.querySelector('iframe')!.clientHeight),
  ]);
  await expect.poll(async () => { const [inside, outside] = await heights(); return Math.abs(inside - outside) < 8; }).toBe(true);
  // The list is long and the frame is not: the list scrolls in itself.
  expect((await heights())[1]).toBeLessThan(1200);
  await page.getByLabel('Path').fill('/help/new');
  await page.getByRole('button', { name: 'Go to path' }).click();
  await expect(title(page)).not.toContainText('in OCP GTM');
  await expect.poll(async () => { const [inside, outside] = await heights(); return Math.abs(inside - outside) < 8; }).toBe(true);
  for (const width of ['320', '390', '768', '']) {
    await page.getByLabel('Width').selectOption(width);
    await expect.poll(async () => { const [inside, outside] = await heights(); return Math.abs(inside - outside) < 8; }, `at ${width}`).toBe(true);
    expect(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `at ${width}`).toBe(true);
  }
});

test('a host that answers each height with another width is not followed for ever', async ({ openHost, page }) => {
  await openHost({ path: '/help/new' });
  const heights = log(page).filter({ hasText: 'frame: resize' });
  await page.evaluate(() => {
    const element = document.querySelector<HTMLElement>('cosell-portal')!;
    addEventListener('message', ({ data }) => {
      if (data?.type === 'resize') element.style.inlineSize = element.style.inlineSize === '340px' ? '900px' : '340px';
    });
    element.style.inlineSize = '340px';
  });
  await expect.poll(() => heights.count()).toBeGreaterThan(6);
  // Both heights were tried often enough: the higher one stays.
  let before = -1;
  await expect.poll(async () => {
    const now = await heights.count();
    const rests = now === before;
    before = now;
    return rests;
  }, { intervals: [1000] }).toBe(true);
  expect(before).toBeLessThan(40);
});

test('dialogs, drawer and messages stay in the part that is in sight', async ({ openHost, page }) => {
  await openHost();
  await page.setViewportSize({ width: 1280, height: 700 });
  await expect(title(page)).toBeVisible();
  // Down to the middle of a long overview.
  await title(page).evaluate((heading) => heading.ownerDocument.defaultView!.scrollTo(0, 0));
  await page.evaluate(() => scrollTo(0, 700));
  await expect.poll(() => framed(page).locator('html').evaluate((root) => parseFloat(root.style.getPropertyValue('--view-top')))).toBeGreaterThan(300);
  await framed(page).getByRole('main').press('Shift+?');
  const dialog = framed(page).getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect.poll(async () => {
    const box = (await dialog.boundingBox())!;
    return box.y >= 0 && box.y + box.height <= 700;
  }).toBe(true);
  await expectAccessible(page, 'a dialog in a host');
});

test('under a host that isolates itself', async ({ page, host, portal }) => {
  await page.goto(`${host.origin}/?coep`);
  await expect(page.locator('#state')).toHaveText('ready');
  await expect(title(page)).toContainText('solutions need an action');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(page.frames().map((frame) => new URL(frame.url()).origin)).toContain(portal.url);
});

test('a host that is in a frame itself', async ({ page, host }) => {
  await page.goto(`${host.origin}/nested`);
  const outer = page.frameLocator('iframe[title="The host"]');
  await expect(outer.locator('#state')).toHaveText('ready');
  const inner = outer.locator('cosell-portal').frameLocator('iframe');
  await expect(inner.getByRole('main').getByRole('heading', { level: 1 })).toContainText('solutions need an action');
});

test('several elements on a page, one removed and added again, another moved to a new address', async ({ openHost, page, portal }) => {
  await openHost();
  await page.evaluate((src) => {
    const other: any = document.createElement('cosell-portal');
    other.id = 'other';
    other.getToken = (document.querySelector('cosell-portal') as any).getToken;
    other.src = src;
    other.path = '/solutions';
    document.getElementById('stage')!.append(other);
  }, portal.url);
  const other = page.locator('#other').frameLocator('iframe').getByRole('main').getByRole('heading', { level: 1 });
  await expect(other).toContainText('in OCP GTM');
  await page.evaluate(() => {
    const other = document.getElementById('other')!;
    other.remove();
    other.setAttribute('path', '/offers');
    document.getElementById('stage')!.append(other);
  });
  await expect(other).toHaveText('Offers');
  await page.evaluate((src) => document.getElementById('other')!.setAttribute('src', `${src}/?again`), portal.url);
  await expect(other).toHaveText('Offers');
  await expect(page.locator('#stage > cosell-portal').first().frameLocator('iframe').getByRole('main').getByRole('heading', { level: 1 })).toContainText('solutions need an action');
});

test('an element that stood there before its script, with what a framework had set on it', async ({ page, host, portal }) => {
  await page.goto(`${host.origin}/empty`);
  await page.evaluate(async ({ src, email }) => {
    const early: any = document.createElement('cosell-portal');
    document.body.append(early);
    early.src = src;
    early.path = '/solutions';
    early.getToken = async () => (await fetch(`/token?${new URLSearchParams({ email, org: 'northlake', role: 'owner' })}`)).text();
    await import(`${src}/embed/v1.js`);
  }, { src: portal.url, email: people.owner });
  await expect(title(page)).toContainText('OCP GTM');
  // The language of the words around it, since it was given none.
  await expect(framed(page).locator('html')).toHaveAttribute('lang', 'fr');
});

test('a menu near the lower edge of what is in sight opens inside it', async ({ openHost, page }) => {
  await page.setViewportSize({ width: 1280, height: 640 });
  await openHost({ path: '/solutions' });
  await page.evaluate(() => scrollTo(0, 0));
  const button = framed(page).getByRole('button', { name: 'Offer type', exact: true }).first();
  await button.click();
  const panel = framed(page).locator('.filter__panel:popover-open');
  await expect.poll(async () => {
    const [box, at] = [(await panel.boundingBox())!, (await button.boundingBox())!];
    return [box.y >= at.y + at.height, box.y + box.height <= 640, box.height > 150];
  }).toEqual([true, true, true]);
  await page.keyboard.press('Escape');
  // Where there is no room below, it opens above.
  await page.setViewportSize({ width: 1280, height: 420 });
  await expect.poll(() => framed(page).locator('html').evaluate((root) => parseFloat(root.style.getPropertyValue('--room')))).toBe(420);
  await page.evaluate(() => scrollTo(0, 60));
  await button.click();
  await expect.poll(async () => {
    const [box, at] = [(await panel.boundingBox())!, (await button.boundingBox())!];
    return box.y + box.height <= at.y || box.y + box.height <= 420;
  }).toBe(true);
});

test('a program that stops says so to the person and to the host', async ({ openHost, page, portal }) => {
  await openHost({ locale: 'fr' });
  await inside(page, portal).evaluate(() => (globalThis as any).cosellBoot.fail('on purpose'));
  await expect(framed(page).locator('.recovery h1')).toBeVisible();
  await expect(log(page).filter({ hasText: 'frame: error {"code":"stopped","fatal":true,"retryable":true}' })).toHaveCount(1);
  await framed(page).locator('[data-reload]').click();
  await expect(title(page)).toContainText('nécessitent une action');
});

test('the same path again leads the frame back, and a blank in it does no harm', async ({ openHost, page }) => {
  await openHost({ path: '/offers' });
  await expect(title(page)).toHaveText('Offers');
  for (const path of ['/help/new', '/solutions?search=cloud seat']) {
    await page.evaluate((to) => document.querySelector('cosell-portal')!.setAttribute('path', to), path);
    await expect(title(page)).not.toHaveText('Offers');
    await framed(page).getByRole('button', { name: 'Open navigation' }).click();
    await framed(page).getByRole('dialog').getByRole('link', { name: 'Offers' }).click();
    await expect(title(page)).toHaveText('Offers');
    await page.evaluate((to) => document.querySelector('cosell-portal')!.setAttribute('path', to), path);
    await expect(title(page)).not.toHaveText('Offers');
    await page.evaluate(() => document.querySelector('cosell-portal')!.setAttribute('path', '/offers'));
    await expect(title(page)).toHaveText('Offers');
  }
});

test.describe('news', () => {
  test.use({ portalOf: 'test' });

  test('never take the focus from what is typed into on the host’s page', async ({ openHost, portal, page }) => {
    const asking = await Asking.at(portal);
    const { number } = await asking.merge();
    await openHost({ path: `/help/${number}` });
    await expect(framed(page).getByText('Submitted').first()).toBeVisible();
    await framed(page).getByRole('heading', { level: 1 }).click();
    const field = page.getByLabel('Theme');
    await field.focus();
    await asking.decide(number, { decision: 'refuse', text: 'Another edition.' });
    await expect(framed(page).getByText('Another edition.').first()).toBeVisible();
    // The focus would move with the next frame.
    await inside(page, portal).evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await expect(field).toBeFocused();
    expect(await page.evaluate(() => document.hasFocus() && document.activeElement!.tagName)).toBe('SELECT');
  });
});
