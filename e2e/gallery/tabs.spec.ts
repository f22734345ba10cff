// Keys of the tabs pattern with automatic activation.
import { test, expect } from '../support/fixtures';
import { open } from './part';

test('Tab reaches the open tab and goes on into the panel', async ({ page }) => {
  const part = await open(page, 'Tabs');
  await part.getByRole('tab', { name: 'Action 1' }).focus();
  await page.keyboard.press('Tab');
  await expect(part.getByRole('tabpanel')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(part.getByRole('checkbox', { name: 'I have an offer' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(part.getByRole('tab', { name: 'Action 1' })).toBeFocused();
});

test('arrows, Home and End move and open; a refused tab is reached, stays closed and says why', async ({ page }) => {
  const part = await open(page, 'Tabs');
  const tab = (name: string) => part.getByRole('tab', { name });
  await tab('Action 1').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab('Action 2')).toBeFocused();
  await expect(tab('Action 2')).toHaveAttribute('aria-selected', 'false');
  await expect(tab('Action 2')).toHaveAccessibleDescription('Choose an offer first.');
  await page.keyboard.press('Enter');
  await expect(part.getByRole('tabpanel', { name: 'Action 1' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(tab('History')).toHaveAttribute('aria-selected', 'true');
  await expect(part.getByRole('tabpanel', { name: 'History' })).toHaveText('What happened');
  await page.keyboard.press('ArrowRight');
  await expect(tab('Action 1')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await expect(part.getByRole('tabpanel', { name: 'Action 1' })).toBeVisible();
});

test('an allowed tab opens', async ({ page }) => {
  const part = await open(page, 'Tabs');
  await part.getByRole('checkbox', { name: 'I have an offer' }).check();
  await part.getByRole('tab', { name: 'Action 1' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(part.getByRole('tabpanel', { name: 'Action 2' })).toHaveText('The request');
});
