// Keys of the menu button pattern.
import { test, expect } from '../support/fixtures';
import { log, open } from './part';

for (const key of ['Enter', 'Space', 'ArrowDown']) {
  test(`${key} opens on the first entry`, async ({ page }) => {
    const part = await open(page, 'Menu');
    const button = part.getByRole('button', { name: 'Actions' });
    await button.focus();
    await page.keyboard.press(key);
    await expect(part.getByRole('menuitem', { name: 'Export' })).toBeFocused();
    await expect(button).toHaveAttribute('aria-expanded', 'true');
  });
}

test('arrows go round, Home and End go to the ends, letters find', async ({ page }) => {
  const part = await open(page, 'Menu');
  await part.getByRole('button', { name: 'Actions' }).focus();
  await page.keyboard.press('ArrowUp');
  const entry = (name: string) => part.getByRole('menuitem', { name });
  await expect(entry('Discard')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(entry('Export')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(entry('Edit')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(entry('Export')).toBeFocused();
  await page.keyboard.press('End');
  await expect(entry('Discard')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(entry('Export')).toBeFocused();
  await page.keyboard.type('op');
  await expect(entry('Open the gallery')).toBeFocused();
});

test('Escape closes and gives the focus back', async ({ page }) => {
  const part = await open(page, 'Menu');
  const button = part.getByRole('button', { name: 'Actions' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(part.getByRole('menuitem', { name: 'Export' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await expect(part.getByRole('menu', { name: 'Actions' })).toBeHidden();
});

test('Enter and Space choose, and the focus is back on the button', async ({ page }) => {
  const part = await open(page, 'Menu');
  const button = part.getByRole('button', { name: 'Actions' });
  for (const key of ['Enter', 'Space']) {
    await button.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(key);
    await expect(log(page)).toHaveText('Edit');
    await expect(button).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press(key);
    await expect(log(page)).toHaveText('Discard');
  }
});

test('Space follows a link', async ({ page }) => {
  const part = await open(page, 'Menu');
  await part.getByRole('button', { name: 'Actions' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('o');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/#menu$/);
  await expect(part.getByRole('menu', { name: 'Actions' })).toBeHidden();
});

test('Tab closes and goes on from the button', async ({ page }) => {
  const part = await open(page, 'Menu');
  await part.getByRole('button', { name: 'Actions' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(part.getByRole('menu', { name: 'Actions' })).toBeHidden();
  await expect(part.getByRole('button', { name: 'Account: Mira Gallen' })).toBeFocused();
});

test('a refused entry is reached, says why and does nothing', async ({ page }) => {
  const part = await open(page, 'Menu');
  await part.getByRole('button', { name: 'Actions' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('as');
  const refused = part.getByRole('menuitem', { name: 'Assign' });
  await expect(refused).toBeFocused();
  await expect(refused).toHaveAccessibleDescription('You are a viewer.');
  await page.keyboard.press('Enter');
  await expect(log(page)).toHaveText('nothing yet');
  await expect(refused).toBeFocused();
});

test('a refused link goes nowhere, by key or by mouse', async ({ page }) => {
  const part = await open(page, 'Menu');
  await part.getByRole('button', { name: 'Actions' }).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  const refused = part.getByRole('menuitem', { name: 'Leave for the desk' });
  await expect(refused).toBeFocused();
  await expect(refused).toHaveAttribute('aria-disabled', 'true');
  await expect(refused).toHaveAccessibleDescription('You are no operator.');
  await expect(page.getByRole('tooltip')).toHaveText('You are no operator.');
  for (const key of ['Enter', 'Space']) {
    await page.keyboard.press(key);
    await expect(refused).toBeFocused();
  }
  await refused.click({ force: true });
  await expect(part.getByRole('menu', { name: 'Actions' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
});

test('a choice is taken with the arrows and Enter, and opening again leads to it', async ({ page }) => {
  const part = await open(page, 'Menu');
  await part.getByRole('button', { name: 'Account: Mira Gallen' }).focus();
  await page.keyboard.press('Enter');
  await expect(part.getByRole('menuitemradio', { name: 'System' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const light = part.getByRole('menuitemradio', { name: 'Light' });
  await expect(light).toBeFocused();
  await expect(light).toBeChecked();
});

test('a press on the button closes, a press elsewhere too', async ({ page }) => {
  const part = await open(page, 'Menu');
  const button = part.getByRole('button', { name: 'Actions' });
  const list = part.getByRole('menu', { name: 'Actions' });
  await button.click();
  await expect(list).toBeVisible();
  await button.click();
  await expect(list).toBeHidden();
  await button.click();
  await expect(list).toBeVisible();
  await page.getByRole('heading', { name: 'Parts' }).click();
  await expect(list).toBeHidden();
  await expect(button).toHaveAttribute('aria-expanded', 'false');
});

test('the list stands under its button', async ({ page }) => {
  const part = await open(page, 'Menu');
  const button = part.getByRole('button', { name: 'Actions' });
  await button.click();
  const list = part.getByRole('menu', { name: 'Actions' });
  await expect(list).toBeVisible();
  const [above, below] = [await button.boundingBox(), await list.boundingBox()];
  expect(below!.y - (above!.y + above!.height)).toBeLessThan(16);
  expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
  expect(Math.abs(below!.x - above!.x)).toBeLessThan(16);
});
