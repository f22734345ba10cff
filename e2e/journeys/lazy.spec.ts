// Screens whose code is no part of a first visit: it comes when they are opened, or before, when there is nothing else to do.
import { expect, heading, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';

const FILES = /\/program-[0-9a-f]{16}\/(split|chunk)_\w+\.wasm$/;
const STYLES = /\/later-[0-9a-f]{16}\.css$/;
const FAILED = 'This did not load';

test('while the code comes, heading and focus are there already', async ({ signIn, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/split_records\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await signIn(people.owner, '/');
  await page.getByRole('link', { name: 'Get help' }).click();
  await expect(heading(page)).toHaveText('Get help');
  await expect(heading(page)).toBeFocused();
  await expect(page.getByRole('main').getByRole('status')).toHaveText('Loading');
  await expectAccessible(page, 'a screen whose code is on its way');
  release();
  await expect(page.getByRole('main').getByRole('link', { name: 'New request' }).first()).toBeVisible();
  await expect(heading(page)).toHaveCount(1);
  await expect(heading(page)).toBeFocused();
});

test('the code does not come: a sentence, and a way on', async ({ signIn, page }) => {
  await page.route(FILES, (route) => route.abort());
  await signIn(people.owner, '/');
  await page.getByRole('link', { name: 'Offers' }).click();
  const failure = page.getByRole('alert').filter({ hasText: FAILED });
  await expect(failure).toContainText('No answer from the server.');
  await expectAccessible(page, 'a screen whose code did not come');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(failure).toBeVisible();
  await page.unroute(FILES);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(failure).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('link', { name: 'New offer' }).first()).toBeVisible();
});

test('no screen is drawn without its styles, and they are asked for again', async ({ signIn, page }) => {
  let come = false;
  await page.route(STYLES, (route) => (come ? route.continue() : route.abort()));
  await signIn(people.owner, '/');
  await page.getByRole('link', { name: 'Resellers' }).click();
  const failure = page.getByRole('alert').filter({ hasText: FAILED });
  await expect(failure).toBeVisible();
  await expect(page.locator('.resellers')).toHaveCount(0);
  come = true;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(failure).toHaveCount(0);
  await expect(page.locator('.resellers__tools')).toHaveCSS('display', 'flex');
  await expect(page.locator('link[rel=stylesheet]')).toHaveCount(2);
});

test('after a new release the page of the old one is loaded anew', async ({ signIn, page }) => {
  let old = true;
  // The first screen's own file is there, or the page would be loaded anew before anybody went anywhere.
  await page.route(/split_records\.wasm$/, (route) => (old ? route.fulfill({ status: 404 }) : route.continue()));
  await signIn(people.owner, '/');
  await page.route('/', (route) => {
    old = false;
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Another release</title>' });
  });
  await page.getByRole('link', { name: 'Get help' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: 'New request' }).first()).toBeVisible();
  await expect(page).toHaveURL(/\/help$/);
});

test('code that came while nothing else was to do is there without a network', async ({ signIn, page }) => {
  // The last in the list.
  const last = page.waitForResponse(/split_records\.wasm$/);
  await signIn(people.owner, '/');
  await (await last).finished();
  await page.route(FILES, (route) => route.abort());
  for (const [name, shown] of [['Get help', 'New request'], ['Offers', 'New offer']] as const) {
    await page.getByRole('link', { name }).click();
    await expect(page.getByRole('main').getByRole('link', { name: shown }).first()).toBeVisible();
  }
});

for (const path of ['/help', '/help/new', '/offers', '/publishers', '/import', '/report', '/solutions/merge']) {
  test(`the address ${path} is opened directly and reloaded`, async ({ signIn, page }) => {
    await signIn(people.owner, path);
    const title = page.getByRole('main').locator('h1:not(.visually-hidden)');
    await expect(title).toBeVisible();
    const text = await title.textContent();
    await page.reload();
    await expect(title).toHaveText(text ?? '');
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  });
}
