// "Resellers": every offer with its audience, and one audience for several offers.
import { expect, heading, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { Reselling, tabTo } from '../support/reselling';

test.use({ portalOf: 'test' });

test('the overview says what is in force, saved, sold, pending and missing, and leads to each offer', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, '/resellers');
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  await expect(row('Fleet Insight')).toContainText('Any partner in the CSP program');
  await expect(row('Route Planner')).toContainText('Specific partners in the CSP program I select: 24 partners');
  await expect(row('Route Planner')).toContainText('Same as in force');
  await expect(row('Grain Ledger')).toContainText('Needs a support request');
  await expect(row('Grain Ledger')).toContainText('Missing: URL of marketing materials');
  await expect(row('Carbon Books')).toContainText('Takes effect with a sync');
  await expect(row('Timber Yard Ledger')).toContainText('Never live');
  await expect(row('Warehouse Atlas')).toBeHidden();
  await expectAccessible(page, 'the overview');

  // Search and options stand in the address.
  await page.getByRole('searchbox', { name: 'Search offers' }).fill('ledger grain');
  await expect(page.getByText('1 offer', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/search=ledger\+grain/);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await page.getByRole('button', { name: 'Audience' }).click();
  await page.getByRole('checkbox', { name: /^Any partner/ }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/state=all/);
  await expect(row('Fleet Insight')).toBeVisible();
  await expect(row('Route Planner')).toBeHidden();
  await page.goto('/resellers?show=all');
  await expect(row('Warehouse Atlas')).toContainText('open to every partner of the CSP program by default');
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
