// Focus after something goes, toasts, steps, and what opens by itself.
import { test, expect } from '../support/fixtures';
import { log, open } from './part';

test('removing chips moves the focus to the next, then to the one before, then to the row', async ({ page }) => {
  const part = await open(page, 'Chip');
  await part.getByRole('button', { name: 'Remove Status: Merging' }).focus();
  await page.keyboard.press('Enter');
  await expect(part.getByRole('button', { name: 'Remove Status: Merged' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(part.getByRole('button', { name: 'Remove Status: Pending' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(part.getByRole('group', { name: 'Active filters' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(part.getByRole('button', { name: 'Clear filters' })).toBeFocused();
});

test('a chip that is a choice turns with Space', async ({ page }) => {
  const part = await open(page, 'Chip');
  const mine = part.getByRole('button', { name: 'Mine' });
  await mine.focus();
  await page.keyboard.press('Space');
  await expect(mine).toHaveAttribute('aria-pressed', 'true');
});

test('done steps lead back', async ({ page }) => {
  const part = await open(page, 'Steps');
  const steps = part.getByRole('list', { name: 'Import', exact: true });
  await steps.getByRole('button', { name: 'Columns done' }).focus();
  await page.keyboard.press('Enter');
  await expect(steps.locator('[aria-current=step]')).toHaveText('Columns');
});

test('a toast takes no focus, is read out, and its action takes it away', async ({ page }) => {
  const part = await open(page, 'Toast');
  const show = part.getByRole('button', { name: 'Show success' });
  await show.focus();
  await page.keyboard.press('Enter');
  await expect(part.getByRole('status')).toHaveText('Payroll Bridge is discarded.');
  await expect(show).toBeFocused();
  await part.getByRole('button', { name: 'Undo discard' }).focus();
  await page.keyboard.press('Enter');
  await expect(log(page)).toHaveText('undone');
  await expect(show).toBeFocused();
  await expect(part.getByRole('status')).toHaveCount(0);
});

test('a toast waits while the focus or the pointer is on it, an error for ever', async ({ page }) => {
  const part = await open(page, 'Toast');
  const toasts = part.locator('.toast');
  const show = part.getByRole('button', { name: 'Show information' });
  await part.getByRole('button', { name: 'Show error' }).click();
  // The younger one goes first: the older one waited.
  for (const hold of ['focus', 'hover'] as const) {
    await show.click();
    await show.evaluate((button: HTMLElement) => button.click());
    const held = (await toasts.nth(1).elementHandle())!;
    await (hold === 'focus' ? toasts.nth(1).getByRole('button', { name: 'Dismiss' }).focus() : held.hover());
    await expect(toasts).toHaveCount(3);
    await expect(toasts).toHaveCount(2);
    expect(await held.isVisible()).toBe(true);
    await (hold === 'focus' ? show.focus() : page.mouse.move(5, 5));
    await expect(toasts).toHaveCount(1);
  }
  await expect(part.getByRole('alert')).toHaveText('The server took too long.');
});

test('Enter opens the table of a chart', async ({ page }) => {
  const part = await open(page, 'Line chart');
  await part.getByText('Show as a table').first().focus();
  await page.keyboard.press('Enter');
  const table = part.getByRole('table').first();
  await expect(table.getByRole('row')).toHaveCount(9);
  await expect(table.getByRole('rowheader', { name: 'Day 62' })).toBeVisible();
});

test('the scroller of a table is reached with Tab', async ({ page }) => {
  const part = await open(page, 'Table');
  await part.getByRole('region', { name: 'Resellers', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(part.getByRole('region', { name: 'Resellers again' })).toBeFocused();
});

test('words for ears come into a live region that was there before', async ({ page }) => {
  const part = await open(page, 'Text');
  await expect(part.getByRole('status')).toHaveText('');
  await part.getByRole('button', { name: 'Say it' }).focus();
  await page.keyboard.press('Enter');
  await expect(part.getByRole('status')).toHaveText('Twelve rows fit');
});
