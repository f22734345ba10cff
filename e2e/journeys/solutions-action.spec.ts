// Each row says where it stands, what that means, and what to do next.
import { expect, people, test } from '../support/fixtures';
import { grid, row } from '../support/grid';

// Undoing a discard acts at once: its journey is in migrate-discard.
const WAYS = [
  { id: 'S-10595', name: '=Balance Sheet Connector', state: 'Pending', action: 'Begin migration', address: /\/solutions\/[^/]+\/begin$/, title: 'Begin your migration' },
  { id: 'S-10455', name: 'Returns Desk', state: 'Draft created', action: 'Continue migration', address: /\/offers\/[^/]+\/overview$/, title: 'Returns Desk' },
  { id: 'S-10606', name: 'Cold Chain Insight', state: 'Merging', action: 'View request', address: /\/help\/[^/]+$/, title: 'Cold Chain Insight' },
  { id: 'S-10410', name: 'Carbon Books', state: 'Merged', action: 'View offer', address: /\/offers\/[^/]+\/co-sell$/, title: 'Carbon Books' },
] as const;

for (const { id, name, state, action, address, title } of WAYS) {
  test(`${state}: ${action}`, async ({ signIn, page }) => {
    await signIn(people.owner, `/solutions?search=${id}`);
    await expect(row(page, name).getByText(state, { exact: true })).toBeVisible();
    await row(page, name).getByRole('link', { name: `${name}: ${action}` }).click();
    await expect(page).toHaveURL(address);
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
  });
}

test('attention needed goes on where support asked', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions?status=attentionNeeded');
  await grid(page).getByRole('link', { name: 'Demand Compass for Retail: Continue migration' }).click();
  await expect(page).toHaveURL(/\/(help\/[^/]+|solutions\/[^/]+\/begin|offers\/[^/]+\/overview)$/);
});

test('a status explains itself on hover', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions?search=S-10595');
  const tip = page.getByRole('tooltip');
  await expect(tip).toBeHidden();
  await row(page, '=Balance Sheet Connector').getByText('Pending', { exact: true }).hover();
  await expect(tip).toContainText('Nothing is decided yet. Merge it into a live offer, create an offer, or discard it.');
  // It stays while the pointer is on it, and Escape takes it away.
  await tip.hover();
  await expect(tip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
});

test('a status explains itself on focus', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions?search=S-10606');
  await page.getByRole('button', { name: 'Details of Cold Chain Insight' }).focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tooltip')).toContainText('Partner support has the merge request and answers within two business days.');
  await expect(page.locator(':focus')).toHaveText('Merging');
  await expect(page.locator(':focus')).toHaveAccessibleDescription(/Partner support has the merge request/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tooltip')).toBeHidden();
});

test('a long name is told whole', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions?search=S-10787');
  await grid(page).getByText(/^Northlake Integrated Warehouse/).hover();
  await expect(page.getByRole('tooltip')).toHaveText(/\(Enterprise, 2019 Terms\)$/);
});

test('a viewer sees the next step and why it is not theirs', async ({ signIn, page, accessible }) => {
  await signIn(people.viewer, '/solutions?search=S-10595');
  const next = row(page, '=Balance Sheet Connector').getByRole('link', { name: '=Balance Sheet Connector: Begin migration' });
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await next.hover();
  await expect(page.getByRole('tooltip')).toHaveText('Your role (Viewer) may not do this. An account owner or a manager can change roles.');
  await next.click({ force: true });
  await expect(page).toHaveURL(/\/solutions\?search=S-10595$/);
  await accessible();

  await page.getByRole('searchbox', { name: 'Search solutions' }).fill('S-10410');
  await row(page, 'Carbon Books').getByRole('link', { name: 'Carbon Books: View offer' }).click();
  await expect(page).toHaveURL(/\/offers\/[^/]+\/co-sell$/);
});
