// Tooltips: hover and focus, Escape, and staying while the pointer is on them (WCAG 1.4.13).
import { test, expect } from '../support/fixtures';
import { open } from './part';

test('focus by keyboard opens it and describes the thing, Escape hides it and leaves the focus', async ({ page }) => {
  const part = await open(page, 'Tooltip');
  const info = part.getByRole('button', { name: 'About the alias' });
  await info.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('tooltip')).toContainText('Only your colleagues see it.');
  await expect(info).toHaveAccessibleDescription(/Only your colleagues see it\./);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toBeHidden();
  await expect(info).toBeFocused();
});

test('it stays while the pointer goes from the thing to it, and goes when the pointer leaves', async ({ page }) => {
  const part = await open(page, 'Tooltip');
  const info = part.getByRole('button', { name: 'About the alias' });
  await info.hover();
  const tooltip = page.getByRole('tooltip');
  await expect(tooltip).toBeVisible();
  const [from, to] = [(await info.boundingBox())!, (await tooltip.boundingBox())!];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
  expect(await tooltip.evaluate((element) => element.matches(':hover'))).toBe(true);
  await expect(tooltip).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(tooltip).toBeHidden();
});

test('Escape hides what the pointer opened, without moving anything', async ({ page }) => {
  const part = await open(page, 'Tooltip');
  await part.getByRole('button', { name: 'Explained refusal' }).hover();
  await expect(page.getByRole('tooltip')).toHaveText('Two people need to agree.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toBeHidden();
});

test('an icon says its name once', async ({ page }) => {
  const part = await open(page, 'Tooltip');
  const copy = part.getByRole('button', { name: 'Named by its icon' });
  await copy.hover();
  await expect(page.getByRole('tooltip')).toHaveText('Named by its icon');
  await expect(copy).toHaveAccessibleDescription('');
});

test('a badge explains itself on focus and on a press', async ({ page }) => {
  const part = await open(page, 'Badge');
  const badge = part.getByRole('button', { name: 'Attention needed' });
  await badge.click();
  await expect(page.getByRole('tooltip')).toContainText('Support has a question.');
  await expect(page.getByRole('tooltip')).toContainText('Open the request and answer it.');
});

test('it does not leave the page', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 600 });
  const part = await open(page, 'Tooltip');
  await part.getByRole('button', { name: 'About the alias' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('tooltip')).toBeVisible();
  const box = (await page.getByRole('tooltip').boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(320);
});
