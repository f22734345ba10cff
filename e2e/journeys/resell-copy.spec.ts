// "Copy from another offer": two audiences compared, what copying would do, then the copy.
import { expect, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { Reselling, tabTo } from '../support/reselling';

test.use({ portalOf: 'test' });

/** The figure of a side of the comparison. */
function side(page: import('@playwright/test').Page, name: string) {
  return page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd');
}

test('the list of another offer is compared, added to ours, and told', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [ours, theirs] = [await reselling.draft('carbon-books'), await reselling.draft('route-planner')];
  const mine = new Set(ours.map((row) => row.tenantId));
  const both = theirs.filter((row) => mine.has(row.tenantId)).length;
  await signIn(people.owner, reselling.path('carbon-books'));
  await page.getByRole('link', { name: 'Copy from another offer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy from another offer' });
  await expectAccessible(page, 'nothing chosen');
  await expect(dialog.getByRole('button', { name: 'Copy the audience' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('Copy from').selectOption(reselling.id('route-planner'));
  await expect(side(page, 'Only there')).toContainText(String(theirs.length - both));
  await expect(side(page, 'Only here')).toContainText(String(ours.length - both));
  await expect(side(page, 'In both')).toContainText(String(both));
  await expect(dialog.getByRole('status').filter({ hasText: 'Copying it' })).toContainText(`adds ${theirs.length - both} partners`);
  await expect(page).toHaveURL(/copy\?from=/);
  await expectAccessible(page, 'a comparison');
  await dialog.getByRole('button', { name: 'Copy the audience' }).click();
  await expect(dialog).toBeHidden();
  expect(await reselling.draft('carbon-books')).toHaveLength(ours.length + theirs.length - both);
});

test('replace, by keys alone; who has sold stays', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const sold = (await reselling.draft('grain-ledger')).filter((row) => row.soldSince);
  const theirs = await reselling.draft('carbon-books');
  const kept = sold.filter((row) => !theirs.some((other) => other.tenantId === row.tenantId)).length;
  await signIn(people.owner, `${reselling.path('grain-ledger', 'copy')}?from=${reselling.id('carbon-books')}`);
  const dialog = page.getByRole('dialog', { name: 'Copy from another offer' });
  await expect(side(page, 'Only there')).toBeVisible();
  await tabTo(page, /^Add to the list/);
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('status').filter({ hasText: 'Copying it' })).toContainText(`keeps ${kept} that ha`);
  await tabTo(page, /^Copy the audience$/);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const wanted = new Set([...sold, ...theirs].map((row) => row.tenantId));
  expect(new Set((await reselling.draft('grain-ledger')).map((row) => row.tenantId))).toEqual(wanted);
});

test('what changed since the comparison is compared again', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, `${reselling.path('carbon-books', 'copy')}?from=${reselling.id('route-planner')}`);
  const dialog = page.getByRole('dialog', { name: 'Copy from another offer' });
  const copying = dialog.getByRole('button', { name: 'Copy the audience' });
  await expect(copying).not.toHaveAttribute('aria-disabled', 'true');
  // The page must not hear of it before the press.
  await page.route('**/api/v1/events*', (route) => route.abort());
  await page.route('**/api/v1/resellers/apply', async (route) => {
    await reselling.save('carbon-books', []);
    await route.continue();
  }, { times: 1 });
  await copying.click();
  await expect(dialog.getByText('The audience changed while you looked.')).toBeVisible();
  await expect(copying).not.toHaveAttribute('aria-disabled', 'true');
  expect(await reselling.draft('carbon-books')).toHaveLength(0);
  await copying.click();
  await expect(dialog).toBeHidden();
  expect((await reselling.draft('carbon-books')).length).toBeGreaterThan(0);
});

test('another option is said as such, with who loses and who gains', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, `${reselling.path('fleet-insight', 'copy')}?from=${reselling.id('route-planner')}`);
  const dialog = page.getByRole('dialog', { name: 'Copy from another offer' });
  await expect(dialog.getByLabel('Copy from')).toBeFocused();
  const would = dialog.getByRole('status').filter({ hasText: 'Copying it' });
  await expect(would).toContainText('from “Any partner in the CSP program” to “Specific partners in the CSP program I select”');
  await expect(would).toContainText(/Every partner but \d+ loses the offer/);
  await page.goto(`${portal.url}${reselling.path('route-planner', 'copy')}?from=${reselling.id('fleet-insight')}`);
  await expect(would).toContainText('from “Specific partners in the CSP program I select” to “Any partner in the CSP program”');
  await expect(would).toContainText(/Every other partner gains the offer too/);
  await expect(would).not.toContainText('the list stays as it is');
});
