// A person keeps filters under names, and comes back to them.
import { expect, people, test } from '../support/fixtures';
import { grid, names } from '../support/grid';
import type { Page } from '@playwright/test';

test.use({ portalOf: 'test' });

const menu = (page: Page) => page.getByRole('button', { name: 'Saved filters', exact: true });

async function save(page: Page, name: string): Promise<void> {
  await menu(page).click();
  await page.getByRole('menuitem', { name: 'Save this filter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this filter' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Filter saved')).toBeVisible();
}

test('a filter is saved, opened, replaced and removed', async ({ signIn, page, context, portal }) => {
  await signIn(people.owner, '/solutions?search=ledger&status=pending&sort=-solutionId');
  await expect.poll(() => names(page)).toHaveLength(5);
  await save(page, 'Ledgers to begin');

  // It is there in another tab, and after the list was changed.
  const other = await context.newPage();
  await other.goto(`${portal.url}/solutions`);
  await menu(other).click();
  await other.getByRole('menuitemradio', { name: 'Ledgers to begin' }).click();
  await expect(other).toHaveURL(/\/solutions\?search=ledger&status=pending&sort=-solutionId$/);
  await expect.poll(() => names(other)).toEqual(await names(page));
  await expect(grid(other).getByRole('columnheader', { name: 'Solution ID' })).toHaveAttribute('aria-sort', 'descending');
  await menu(other).click();
  await expect(other.getByRole('menuitemradio', { name: 'Ledgers to begin' })).toBeChecked();
  await other.keyboard.press('Escape');

  // The same name again replaces it.
  await page.getByRole('searchbox', { name: 'Search solutions' }).fill('rota');
  await expect.poll(() => names(page)).toEqual(['Shift Rota']);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await save(page, 'Ledgers to begin');
  await page.getByRole('searchbox', { name: 'Search solutions' }).fill('');
  await expect.poll(async () => (await names(page)).length).toBeGreaterThan(5);
  await menu(page).click();
  await expect(page.getByRole('menuitemradio')).toHaveCount(1);
  await page.getByRole('menuitemradio', { name: 'Ledgers to begin' }).click();
  await expect.poll(() => names(page)).toEqual(['Shift Rota']);

  await menu(page).click();
  await page.getByRole('menuitem', { name: 'Remove Ledgers to begin' }).click();
  await expect(page.getByText('Filter removed')).toBeVisible();
  await page.reload();
  await menu(page).click();
  await expect(page.getByRole('menuitem', { name: 'Save this filter' })).toBeVisible();
  await expect(page.getByRole('menuitemradio')).toHaveCount(0);
});

test('a filter without a name is refused beside the field, and nothing typed is lost', async ({ signIn, page, accessible }) => {
  await signIn(people.owner, '/solutions?search=ledger');
  await menu(page).click();
  await page.getByRole('menuitem', { name: 'Save this filter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this filter' });
  const field = dialog.getByRole('textbox', { name: 'Name' });
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/Fill in “Name”\./);
  await accessible();
  await field.fill('x'.repeat(61));
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription(/At most 60 characters; there were 61\./);
  await expect(field).toHaveValue('x'.repeat(61));
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(menu(page)).toBeFocused();
});

test('filters belong to the person who saved them', async ({ signIn, page, visit }) => {
  await signIn(people.viewer, '/solutions?status=merging');
  await save(page, 'With support');
  const colleague = await visit(people.developer, '/solutions');
  await menu(colleague).click();
  await expect(colleague.getByRole('menuitem', { name: 'Save this filter' })).toBeVisible();
  await expect(colleague.getByRole('menuitemradio')).toHaveCount(0);
});

for (const way of ['by key', 'by pointer']) {
  test(`what is chosen ${way} stays while the filters arrive`, async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions?status=pending');
    await save(page, 'To begin');
    let arrive = (): void => undefined;
    await page.route('**/api/v1/saved-filters', async (route) => {
      await new Promise<void>((resolve) => (arrive = resolve));
      await route.fallback();
    });
    await page.reload();
    const item = page.getByRole('menuitem', { name: 'Save this filter' });
    if (way === 'by key') await menu(page).press('ArrowDown');
    else {
      await menu(page).click();
      await item.hover();
      await page.mouse.down();
    }
    await expect(item).toBeFocused();
    arrive();
    await expect(page.getByRole('menuitemradio', { name: 'To begin' })).toBeVisible();
    await expect(item).toBeFocused();
    await (way === 'by key' ? page.keyboard.press('Enter') : page.mouse.up());
    await expect(page.getByRole('dialog', { name: 'Save this filter' })).toBeVisible();
  });
}

test('filters that cannot be read are said to be so, and are read again', async ({ signIn, page, accessible }) => {
  await signIn(people.owner, '/solutions?status=pending');
  await save(page, 'To begin');
  await page.route('**/api/v1/saved-filters', (route) => route.abort());
  await page.reload();
  await menu(page).click();
  const again = page.getByRole('menuitem', { name: 'They did not load. Try again' });
  await expect(again).toBeVisible();
  await accessible();
  // The menu closes, so that a second failure is said elsewhere.
  await again.click();
  await expect(page.getByRole('region', { name: 'Messages' }).getByRole('alert')).toBeVisible();
  await page.unroute('**/api/v1/saved-filters');
  await menu(page).click();
  await again.click();
  await menu(page).click();
  await expect(page.getByRole('menuitemradio', { name: 'To begin' })).toBeVisible();
});
