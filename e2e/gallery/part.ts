// The gallery's places: each part stands in a region with its name.
import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the gallery and gives the place of a part, once it is there. */
export async function open(page: Page, name: string): Promise<Locator> {
  await page.goto('/gallery');
  const part = page.getByRole('region', { name, exact: true });
  await expect(part).toBeVisible();
  return part;
}

/** The line that says what was done last. */
export function log(page: Page): Locator {
  return page.locator('#gallery-log');
}
