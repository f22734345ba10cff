// A person chooses how bright the portal is.
import type { Page } from '@playwright/test';
import { expect, people, test } from '../support/fixtures';

async function choose(page: Page, theme: string): Promise<void> {
  await page.getByRole('button', { name: /^Account: / }).click();
  await page.getByRole('menuitemradio', { name: theme, exact: true }).click();
}

/** Whether the page is painted dark. */
async function isDark(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g)!.map(Number);
    return r! + g! + b! < 384;
  });
}

test('light, dark, and as the system says', async ({ signIn, page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await signIn(people.owner);
  expect(await isDark(page)).toBe(false);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => isDark(page)).toBe(true);

  await choose(page, 'Light');
  await expect.poll(() => isDark(page)).toBe(false);
  await page.reload();
  await expect(page.getByRole('button', { name: /^Account: / })).toBeVisible();
  expect(await isDark(page)).toBe(false);

  await choose(page, 'Dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => isDark(page)).toBe(true);
  await page.getByRole('button', { name: /^Account: / }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeChecked();
  await page.keyboard.press('Escape');

  await choose(page, 'As the system');
  await expect.poll(() => isDark(page)).toBe(false);
});

test('the first paint is in the chosen theme, before the program is there', async ({ signIn, page }) => {
  await signIn(people.owner);
  await choose(page, 'Dark');
  await page.route('**/*.wasm', (route) => void route);
  await page.reload({ waitUntil: 'commit' });
  await expect.poll(() => isDark(page)).toBe(true);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
