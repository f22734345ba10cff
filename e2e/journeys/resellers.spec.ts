// "Resellers": every offer with its audience, and one audience for several offers.
import { expect, heading, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { Reselling, tabTo } from '../support/reselling';

test.use({ portalOf: 'test' });

test('the overview says what is in force, saved, sold, pending and missing, and leads to each offer', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, '/resellers');
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  await expect(row('Fleet Insight')).toContainText('Any partner');
  await expect(row('Route Planner')).toContainText('24 specific partners');
  await expect(row('Route Planner')).toContainText('Same as in force');
  await expect(row('Grain Ledger')).toContainText('Needs a support request');
  await expect(row('Grain Ledger')).toContainText('Missing: URL of marketing materials');
  await expect(row('Carbon Books')).toContainText('Takes effect with a sync');
  await expect(row('Timber Yard Ledger')).toContainText('Never live');
  await expect(row('Warehouse Atlas')).toBeHidden();
  // A draft that nobody is to resell waits for nothing.
  await expect(row('Bay Camera Kit')).toContainText('No partners');
  await expect(row('Bay Camera Kit')).not.toContainText('Takes effect');
  await expectAccessible(page, 'the overview');

  // Search and options stand in the address.
  await page.getByRole('searchbox', { name: 'Search offers' }).fill('ledger grain');
  await expect(page.getByText('1 offer', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/search=ledger\+grain/);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await page.getByRole('button', { name: 'Audience', exact: true }).click();
  await page.getByRole('checkbox', { name: /^Any partner/ }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/state=all/);
  await expect(row('Fleet Insight')).toBeVisible();
  await expect(row('Route Planner')).toBeHidden();
  await page.goto('/resellers?show=all');
  await expect(row('Warehouse Atlas')).toContainText('in the CSP program by default');
  await expect(row('Returns Desk')).toContainText('not sold through the marketplace');
  await expectAccessible(page, 'offers that cannot be set');
  await page.getByRole('searchbox', { name: 'Search offers' }).fill('no such offer');
  await expect(page.getByText('No offer fits this search')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await page.getByRole('link', { name: 'Route Planner', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${reselling.path('route-planner')}$`));
});

test('one audience for several offers: reviewed, applied, and only what failed is tried again', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, '/resellers');
  await page.getByRole('link', { name: 'Apply one audience to several offers' }).click();
  await expect(heading(page)).toHaveText('Apply one audience to several offers');
  const review = page.getByRole('button', { name: 'Review' });
  await expect(review).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('Copy from').selectOption(reselling.id('route-planner'));
  await page.getByRole('checkbox', { name: /^Carbon Books/ }).check();
  await page.getByRole('checkbox', { name: /^Timber Yard Ledger/ }).check();
  await expectAccessible(page, 'choosing');
  await review.click();
  await expect(page.getByRole('heading', { name: 'What would come of each offer' })).toBeFocused();
  await expect(page.getByRole('row').filter({ hasText: 'Carbon Books' })).toContainText(/adds \d+ partners/);
  await expectAccessible(page, 'the review');
  const before = (await reselling.draft('timber-yard-ledger')).length;
  // Somebody else changes one of them meanwhile.
  await reselling.save('carbon-books', []);
  await page.getByRole('button', { name: 'Apply to 2 offers' }).click();
  await expect(page.getByRole('heading', { name: 'The audience was saved for 1 offer' })).toBeFocused();
  await expect(page.getByRole('row').filter({ hasText: 'Carbon Books' })).toContainText('Not possible');
  await expectAccessible(page, 'results');
  expect((await reselling.draft('timber-yard-ledger')).length).toBeGreaterThan(before);
  expect(await reselling.draft('carbon-books')).toHaveLength(0);

  await page.getByRole('button', { name: 'Try the 1 that failed again' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Timber Yard Ledger' })).toBeHidden();
  await page.getByRole('button', { name: 'Apply to 1 offer' }).click();
  await expect(page.getByRole('heading', { name: 'The audience was saved for 2 offers' })).toBeFocused();
  expect((await reselling.draft('carbon-books')).length).toBe((await reselling.draft('route-planner')).length);
});

test('keys alone: an audience is applied to every offer', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, `/resellers/apply?from=${reselling.id('carbon-books')}`);
  await expect(page.getByLabel('Copy from')).toHaveValue(reselling.id('carbon-books'));
  await tabTo(page, /^Every offer below/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Review$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'What would come of each offer' })).toBeFocused();
  await tabTo(page, /^Apply to \d+ offers$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^The audience was saved for \d+ offers$/ })).toBeFocused();
});

test('a viewer sees the overview and is told why not to apply', async ({ signIn, page }) => {
  await signIn(people.viewer, '/resellers');
  const apply = page.getByRole('link', { name: 'Apply one audience to several offers' });
  await expect(apply).toHaveAttribute('aria-disabled', 'true');
  await page.goto('/resellers/apply');
  await expect(heading(page)).toHaveText('Your role may not see this');
});

test('the overview is sorted by any column, and filters count only offers with a choice', async ({ signIn, page }) => {
  await signIn(people.owner, '/resellers?show=all');
  const first = page.getByRole('row').nth(1);
  await expect(first).toContainText('Bay Camera Kit');
  await page.getByRole('button', { name: 'Sold' }).click();
  await page.getByRole('button', { name: 'Sold' }).click();
  await expect(page.getByRole('columnheader', { name: 'Sold' })).toHaveAttribute('aria-sort', 'descending');
  await expect(first).toContainText('Insight Ledger');
  await expect(page).toHaveURL(/[?]show=all&sort=-sold$/);
  await page.reload();
  await expect(first).toContainText('Insight Ledger');
  await page.getByRole('button', { name: 'Audience', exact: true }).click();
  const none = page.getByRole('checkbox', { name: /^No partners/ });
  const counted = /\d+/.exec((await none.locator('xpath=ancestor::label').innerText()) ?? '')![0];
  await none.check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row')).toHaveCount(Number(counted) + 1);
});

test('two audiences are compared to the last name', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [one, other] = [await reselling.draft('insight-ledger'), await reselling.draft('route-planner')];
  const there = new Set(other.map((row) => row.tenantId));
  const only = one.filter((row) => !there.has(row.tenantId));
  await signIn(people.owner, '/resellers');
  await page.getByRole('link', { name: 'Compare two audiences' }).click();
  await page.getByLabel('One offer').selectOption({ label: 'Insight Ledger' });
  await page.getByLabel('The other offer').selectOption({ label: 'Route Planner' });
  await expect(page).toHaveURL(/one=.+&other=.+/);
  const list = page.getByRole('region', { name: 'Only in Insight Ledger' });
  await expect(list.getByText(only[0]!.name, { exact: true }).first()).toBeVisible();
  await expectAccessible(page, 'two audiences');
  // The last name too, though few are in the document at a time.
  await list.focus();
  await page.keyboard.press('End');
  await expect(list.locator(`[aria-posinset="${only.length}"]`)).toHaveText(only.at(-1)!.name);
  expect(await list.getByRole('listitem').count()).toBeLessThan(only.length);
});

test('what was chosen survives a reload, and an offer can be left out of the review', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, `/resellers/apply?from=${reselling.id('route-planner')}`);
  await page.getByRole('checkbox', { name: /^Carbon Books/ }).check();
  await page.getByRole('checkbox', { name: /^Timber Yard Ledger/ }).check();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: /^Carbon Books/ })).toBeChecked();
  await page.getByRole('button', { name: 'Review' }).click();
  const before = (await reselling.draft('carbon-books')).length;
  await page.getByRole('checkbox', { name: 'Apply to Carbon Books' }).uncheck();
  await expectAccessible(page, 'a review with one left out');
  await page.getByRole('button', { name: 'Apply to 1 offer' }).click();
  await expect(page.getByRole('heading', { name: 'The audience was saved for 1 offer' })).toBeFocused();
  expect(await reselling.draft('carbon-books')).toHaveLength(before);
});
