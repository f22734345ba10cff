// Every address of the page in each of its states: accessible, with a title and one heading, and never wider than the window.
import { expect, heading, people, test } from '../support/fixtures';
import { everywhere } from './everywhere';

// Languages are kept for the person, so that nobody else may look at the same time.
test.use({ portalOf: 'test' });

/** Addresses that show something at once, with the key of their title; `{...}` is filled from the API. */
const READY = [
  ['/', 'nav.overview'],
  ['/report', 'report.title'],
  ['/solutions', 'nav.solutions'],
  ['/solutions/import', 'import.title'],
  ['/solutions/bulk/merge', 'selection.merge'],
  ['/solutions/bulk/discard', 'selection.discard'],
  ['/solutions/{solution}/begin', 'begin.title'],
  ['/solutions/{solution}/merge', 'merge.title'],
  ['/solutions/{solution}/merge/request?offer={offer}', 'merge.title'],
  ['/solutions/{solution}/discard', 'discard.title'],
  ['/offers', 'nav.offers'],
  ['/offers/new', 'newOffer.title'],
  ['/offers/{offer}/co-sell', 'offerPage.co-sell'],
  ['/offers/{offer}/resell', 'resell.title'],
  ['/resellers', 'nav.resellers'],
  ['/resellers/apply', 'resellers.apply'],
  ['/resellers/compare', 'resellers.compare'],
  ['/toolkit', 'nav.toolkit'],
  ['/publishers', 'nav.publishers'],
  ['/help', 'nav.help'],
  ['/help/new', 'help.new'],
  ['/help/{request}', 'help.request'],
  ['/help/1', 'help.request'],
  ['/nowhere', 'notFound.title'],
] as const;

for (const [address, title] of READY) {
  test(`ready: ${address}`, async ({ signIn, portal, page }) => {
    const api = await portal.api(people.owner);
    const merged = (await api.get('solutions?status=merged&limit=1')).items[0];
    const pending = (await api.get('solutions?status=pending&limit=1')).items[0];
    const request = (await api.get('support-requests?limit=1')).items[0];
    const full = address.replace('{solution}', pending.id).replace('{offer}', merged.offer).replace('{request}', request.number);
    await signIn(people.owner, full);
    await expect(page.locator('.skeleton')).toHaveCount(0);
    await everywhere(page, title);
  });
}

for (const [address, title] of [
  ['/desk', 'nav.desk'],
  ['/desk/{request}', 'desk.case'],
  ['/desk/calendar', 'desk.calendar'],
  ['/desk/templates', 'desk.templates'],
] as const) {
  test(`ready: ${address}`, async ({ signIn, portal, page }) => {
    const request = (await (await portal.api(people.operator)).get('desk/requests?limit=1')).items[0];
    await signIn(people.operator, address.replace('{request}', request.number));
    await expect(page.locator('.skeleton')).toHaveCount(0);
    await everywhere(page, title);
  });
}

test.describe('ready: /sign-in', () => {
  // There is no menu to change the language before somebody is known.
  for (const [locale, language] of [
    ['en-GB', 'en'],
    ['fr-CA', 'fr'],
    ['zh-TW', 'zh-CN'],
  ] as const) {
    test(language, async ({ browser, portal, clean }) => {
      const context = await browser.newContext({ baseURL: portal.url, locale, reducedMotion: 'reduce' });
      clean(context);
      const page = await context.newPage();
      await page.goto('/sign-in');
      await expect(heading(page)).toBeVisible();
      await everywhere(page, 'signIn.title', [language]);
      await context.close();
    });
  }
});

test.describe('with more open', () => {
  test('a row, a filter, a selection', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions?status=merged&search=fleet');
    await page.getByRole('button', { name: 'Details of Fleet Insight', exact: true }).click();
    await expect(page.getByRole('group', { name: 'Fleet Insight', exact: true })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Select Fleet Insight', exact: true }).check();
    await everywhere(page, 'nav.solutions');
  });
});

test.describe('empty', () => {
  for (const [address, title] of [
    ['/', 'nav.overview'],
    ['/solutions', 'nav.solutions'],
    ['/report', 'report.title'],
  ] as const) {
    test(address, async ({ signIn, page }) => {
      await signIn(people.newcomer, address);
      await expect(page.locator('.skeleton')).toHaveCount(0);
      await everywhere(page, title);
    });
  }

  test('/solutions, of a viewer', async ({ signIn, page }) => {
    await signIn(people.newViewer, '/solutions');
    await expect(page.getByText('No solutions yet')).toBeVisible();
    await everywhere(page, 'nav.solutions');
  });

  test('/solutions, nothing found', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions?search=nothing+such&status=merged');
    await expect(page.getByText('No solution fits')).toBeVisible();
    await everywhere(page, 'nav.solutions');
  });
});

/** What each screen asks first. */
const ASKS = [
  ['/', 'nav.overview', '**/api/v1/overview'],
  ['/solutions', 'nav.solutions', '**/api/v1/solutions?*'],
  ['/report', 'report.title', '**/api/v1/report?*'],
] as const;

for (const [address, title, call] of ASKS) {
  test(`failed: ${address}`, async ({ signIn, page }) => {
    await signIn(people.owner, '/offers');
    await page.route(call, (route) => route.abort());
    await page.goto(address);
    await expect(page.getByRole('alert')).toContainText('This did not load');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await everywhere(page, title);
  });

  test(`loading: ${address}`, async ({ signIn, page }) => {
    await signIn(people.owner, '/offers');
    await page.route(call, () => {});
    await page.goto(address);
    await expect(page.getByRole('status').filter({ hasText: 'Loading' }).first()).toBeAttached();
    await everywhere(page, title);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

test('failed: who it is', async ({ signIn, page }) => {
  await signIn(people.owner, '/offers');
  await page.route('**/api/v1/session/refresh', (route) => route.abort());
  await page.goto('/solutions');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await everywhere(page, 'nav.solutions');
});

for (const [who, address, title] of [
  ['viewer', '/solutions/import', 'import.title'],
  ['viewer', '/solutions/bulk/merge', 'selection.merge'],
  ['owner', '/desk', 'nav.desk'],
  ['operator', '/solutions', 'nav.solutions'],
  ['operator', '/report', 'report.title'],
] as const) {
  test(`not allowed: ${who} at ${address}`, async ({ signIn, page }) => {
    await signIn(people[who], address);
    await expect(heading(page)).toHaveText('Your role may not see this');
    await everywhere(page, title);
  });
}
