// All parts together have no fault that axe can find, in both themes, on a phone, with lists and dialogs open.
import { test, expect } from '../support/fixtures';
import { open } from './part';

for (const scheme of ['light', 'dark'] as const) {
  test(`the gallery is accessible in ${scheme}`, async ({ page, accessible }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await open(page, 'Button');
    await accessible();
  });
}

test('the gallery is accessible on a phone and nothing sticks out', async ({ page, accessible }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'Button');
  await accessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('an open menu is accessible', async ({ page, accessible }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const part = await open(page, 'Menu');
  await part.getByRole('button', { name: 'Account: Mira Gallen' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'System' })).toBeFocused();
  await accessible();
});

test('an open filter is accessible', async ({ page, accessible }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const part = await open(page, 'Filter');
  await part.getByRole('button', { name: 'Country' }).click();
  await expect(part.getByRole('checkbox').first()).toBeVisible();
  await accessible();
});

test('an open dialog is accessible', async ({ page, accessible }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const part = await open(page, 'Dialog');
  await part.getByRole('button', { name: 'Open a form' }).click();
  await expect(page.getByRole('dialog', { name: 'Save these filters' })).toBeVisible();
  await accessible();
});

test('every target is at least 24 pixels wide and high', async ({ page }) => {
  await open(page, 'Button');
  const small = await page.evaluate(() => {
    const targets = document.querySelectorAll<HTMLElement>('.gallery__stage :is(button, a[href], summary, label:not(.field__label), select, [tabindex="0"])');
    // Links inside of a sentence are exempt.
    const inText = (target: HTMLElement) => target.matches('a:not([class])');
    return [...targets]
      .filter((target) => target.checkVisibility() && !inText(target))
      .map((target) => ({ box: target.getBoundingClientRect(), html: target.outerHTML.slice(0, 90) }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ box, html }) => `${box.width} x ${box.height}: ${html}`);
  });
  expect(small).toEqual([]);
});
