// Offers: the list, an offer's pages, what came with a merge, and deleting a draft.
import { Asking } from '../support/asking';
import { expect, heading, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';

test.use({ portalOf: 'test' });

test('the list leads to an offer, its pages and what it carries', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number, solution, offer } = await asking.merge();
  await asking.decide(number, { decision: 'approve' });
  await signIn(people.owner, '/offers');
  await expectAccessible(page, 'offers');
  await page.getByRole('link', { name: offer!.name, exact: true }).click();
  await expect(heading(page)).toHaveText(offer!.name);
  await expect(page.getByRole('region', { name: 'Solutions' })).toContainText(solution.name);
  await expectAccessible(page, 'offer overview');
  const pages = page.getByRole('navigation', { name: 'Pages of the offer' });
  await pages.getByRole('link', { name: 'Co-sell with Microsoft' }).click();
  await expect(page.getByRole('region', { name: 'What the offer carries' })).toBeVisible();
  await expectAccessible(page, 'co-sell page');
  await pages.getByRole('link', { name: 'Properties' }).click();
  await expect(page.getByText('This page of the offer is not ready yet.')).toBeVisible();
});

test('what a merge that was taken back left is removed by hand', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { items } = await asking.partner.get('solutions?limit=1000&status=pending');
  // A solution that carries something leaves something.
  let carrying: { id: string; name: string } | undefined;
  for (const row of items) {
    const { carries } = await asking.partner.get(`solutions/${row.id}`);
    if (carries.referrals.length > 0) {
      carrying = row;
      break;
    }
  }
  const offer = asking.live[0]!;
  const { number } = await asking.partner.post(`solutions/${carrying!.id}/merge`, { target: { kind: 'offer', id: offer.id }, text: '' });
  await asking.decide(number, { decision: 'approve' });
  await asking.decide(number, { decision: 'reopen', text: 'It was the wrong offer.' });
  await signIn(people.owner, `/offers/${offer.id}/co-sell`);
  const left = page.getByRole('status').filter({ hasText: `The merge of “${carrying!.name}” was taken back` });
  await expect(left).toBeVisible();
  await expectAccessible(page, 'leftovers');
  await left.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(left).toBeHidden();
});

test('a draft is deleted after a question; a viewer is told why not', async ({ portal, signIn, visit, page }) => {
  const asking = await Asking.at(portal);
  const { items } = await asking.partner.get('solutions?limit=1000&status=pending');
  const [publisher] = await asking.partner.get('publishers');
  const offer = await asking.partner.post(`solutions/${items[0].id}/offer`, {
    offerType: 'softwareAsAService',
    publisher: { kind: 'existing', id: publisher.id },
    offerId: 'short-lived',
    alias: 'Short lived',
  });
  const id = offer.offer?.id ?? offer.id;
  const viewer = await visit(people.viewer, `/offers/${id}/overview`);
  await expect(viewer.getByRole('button', { name: 'Delete draft' })).toHaveAccessibleDescription(/Your role \(Viewer\) may not do this/);
  await signIn(people.owner, `/offers/${id}/overview`);
  await page.getByRole('button', { name: 'Delete draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete draft' }).click();
  await expect(heading(page)).toHaveText('Offers');
  await expect(page.getByText('short-lived')).toBeHidden();
  expect((await asking.partner.get(`solutions/${items[0].id}`)).state).toBe('pending');
});

test('publishers are listed with the partner IDs that they carry', async ({ signIn, page }) => {
  await signIn(people.viewer, '/publishers');
  await expect(page.getByRole('columnheader', { name: 'Publisher ID' })).toBeVisible();
  await expectAccessible(page, 'publishers');
});

test('offers are searched and sorted, and say who may resell them', async ({ signIn, page }) => {
  await signIn(people.viewer, '/offers');
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  await expect(row('Route Planner')).toContainText('24 specific partners');
  await expect(row('Carbon Books')).toContainText('A saved change waits');
  await expect(row('Warehouse Atlas')).toContainText('Any partner, by default');
  await page.getByRole('button', { name: 'Last change' }).click();
  await expect(page.getByRole('columnheader', { name: 'Last change' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByRole('row').nth(1)).toContainText('Insight Ledger');
  await expect(page.getByRole('button', { name: 'Last change' })).toBeFocused();
  // Letter by letter: each is another address of the same screen, and the field keeps the focus.
  await page.getByRole('searchbox', { name: 'Search offers' }).pressSequentially('ledger grain');
  await expect(page.getByRole('searchbox', { name: 'Search offers' })).toBeFocused();
  await expect(page.getByText('1 offer', { exact: true })).toBeVisible();
  await expect(row('Route Planner')).toBeHidden();
  // All of it stands in the address: after a reload, and for whoever is sent it.
  await expect(page).toHaveURL(/[?]search=ledger[+]grain&sort=changed$/);
  await page.reload();
  await expect(page.getByText('1 offer', { exact: true })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search offers' })).toHaveValue('ledger grain');
  await expect(page.getByRole('columnheader', { name: 'Last change' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('searchbox', { name: 'Search offers' }).fill('no such offer');
  await expect(page.getByText('No offer fits this search')).toBeVisible();
  await expectAccessible(page, 'nothing found');
});
