// Keys of filters: a disclosure with a group of check boxes.
import { test, expect } from '../support/fixtures';
import { log, open } from './part';

test('Enter opens, Tab goes through, Space ticks, Escape closes and gives the focus back', async ({ page }) => {
  const part = await open(page, 'Filter');
  const button = part.getByRole('button', { name: 'Status 1 chosen' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(button).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(part.getByRole('checkbox', { name: 'Pending' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(log(page)).toHaveText('Status: pending, merging');
  const merging = part.getByRole('checkbox', { name: 'Merging' });
  await expect(merging).toBeChecked();
  await expect(merging).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(part.getByRole('button', { name: 'Status 2 chosen' })).toBeFocused();
  await expect(part.getByRole('group', { name: 'Status' })).toBeHidden();
});

test('leaving the list with Tab closes it', async ({ page }) => {
  const part = await open(page, 'Filter');
  await part.getByRole('button', { name: 'Status' }).focus();
  await page.keyboard.press('Space');
  const list = part.getByRole('group', { name: 'Status' });
  await expect(list).toBeVisible();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('Tab');
  await expect(part.getByRole('button', { name: 'Country' })).toBeFocused();
  await expect(list).toBeHidden();
});

test('a long list finds a value; Escape first empties the field, then closes', async ({ page }) => {
  const part = await open(page, 'Filter');
  const button = part.getByRole('button', { name: 'Country' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const find = part.getByRole('searchbox', { name: 'Find a value' });
  await expect(find).toBeFocused();
  await page.keyboard.type('ger');
  await expect(part.getByRole('checkbox')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(find).toHaveValue('');
  await expect(find).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('Clear unticks all', async ({ page }) => {
  const part = await open(page, 'Filter');
  await part.getByRole('button', { name: 'Status' }).click();
  await part.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'Clear' }).click();
  await expect(log(page)).toHaveText('Status:');
  await expect(part.getByRole('button', { name: 'Status', exact: true })).toBeVisible();
});
