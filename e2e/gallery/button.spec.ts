// Keys of buttons and of links that look like one.
import { test, expect } from '../support/fixtures';
import { log, open } from './part';

test('Enter and Space press a button', async ({ page }) => {
  const part = await open(page, 'Button');
  await part.getByRole('button', { name: 'Primary' }).focus();
  await page.keyboard.press('Enter');
  await expect(log(page)).toHaveText('primary');
  await page.keyboard.press('Tab');
  await expect(part.getByRole('button', { name: 'Secondary' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(log(page)).toHaveText('secondary');
});

test('a refused button takes the focus, says why and does nothing until it is allowed', async ({ page }) => {
  const part = await open(page, 'Button');
  const refused = part.getByRole('button', { name: 'Refused' });
  await part.getByRole('button', { name: 'Busy' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(refused).toBeFocused();
  await expect(refused).toHaveAccessibleDescription('Choose an offer first.');
  await expect(page.getByRole('tooltip')).toHaveText('Choose an offer first.');
  await page.keyboard.press('Enter');
  await expect(log(page)).toHaveText('nothing yet');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await refused.focus();
  await page.keyboard.press('Enter');
  await expect(log(page)).toHaveText('refused');
  await expect(refused).toHaveAccessibleDescription('');
});

test('a button that stays down turns with each press', async ({ page }) => {
  const part = await open(page, 'Button');
  const pin = part.getByRole('button', { name: 'Stays down' });
  await pin.focus();
  await page.keyboard.press('Space');
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Enter');
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
});

test('a link is followed with Enter, a refused one is reached and leads nowhere', async ({ page }) => {
  const part = await open(page, 'Link button');
  await part.getByRole('link', { name: 'Link with icon' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#link-button$/);
  await part.getByRole('link', { name: 'Link with icon' }).focus();
  await page.keyboard.press('Tab');
  const refused = part.getByRole('link', { name: 'Refused link' });
  await expect(refused).toBeFocused();
  await expect(refused).toHaveAccessibleDescription('You are a viewer.');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#link-button$/);
});
