// Keys of what is typed and ticked.
import { test, expect } from '../support/fixtures';
import { log, open } from './part';

test('a field is checked when it is left, and says what is wrong', async ({ page }) => {
  const part = await open(page, 'Field');
  const listing = part.getByRole('textbox', { name: 'URL for existing listing' });
  await listing.focus();
  await page.keyboard.type('example');
  await expect(listing).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Tab');
  await expect(listing).toHaveAttribute('aria-invalid', 'true');
  await expect(listing).toHaveAccessibleDescription('This is no address of a store. On AppSource or Azure Marketplace.');
  await listing.fill('https://example.com');
  await expect(listing).not.toHaveAttribute('aria-invalid');
});

test('Space ticks, the third state follows', async ({ page }) => {
  const part = await open(page, 'Checkbox');
  const all = part.getByRole('checkbox', { name: 'All' });
  const mixed = () => all.evaluate((box: HTMLInputElement) => box.indeterminate);
  await expect.poll(mixed).toBe(true);
  await part.getByRole('checkbox', { name: 'Two', exact: true }).focus();
  await page.keyboard.press('Space');
  await expect(all).toBeChecked();
  await expect.poll(mixed).toBe(false);
  await all.focus();
  await page.keyboard.press('Space');
  await expect(part.getByRole('checkbox', { name: 'One' })).not.toBeChecked();
  await part.getByRole('checkbox', { name: 'Refuses' }).focus();
  await page.keyboard.press('Space');
  await expect(log(page)).toHaveText('refused');
  await expect(part.getByRole('checkbox', { name: 'Refuses' })).not.toBeChecked();
});

test('a select follows the arrows', async ({ page }) => {
  const part = await open(page, 'Select');
  const type = part.getByRole('combobox', { name: 'Offer type' });
  await type.focus();
  await page.keyboard.press('ArrowDown');
  await expect(type).toHaveValue('iot');
  await expect(log(page)).toHaveText('chose iot');
  await expect(part.getByRole('combobox', { name: 'With an error' })).toHaveAccessibleDescription('Choose one.');
});

test('a switcher follows the arrows', async ({ page }) => {
  const part = await open(page, 'Switcher');
  await part.getByRole('radio', { name: 'System' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(part.getByRole('radio', { name: 'Light' })).toBeChecked();
  await expect(part.getByRole('radio', { name: 'Light' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(part.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(part.getByRole('group', { name: 'Theme' })).toBeVisible();
});

test('Escape empties a search box, and the button that empties it gives the focus back', async ({ page }) => {
  const part = await open(page, 'Search box');
  const field = part.getByRole('searchbox', { name: 'Search solutions' });
  await field.focus();
  await page.keyboard.type('grain');
  await expect(part.locator('#gallery-sought')).toHaveText('grain');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await expect(part.locator('#gallery-sought')).toHaveText('');
  await page.keyboard.type('oats');
  await page.keyboard.press('Tab');
  await expect(part.getByRole('button', { name: 'Clear search' }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
});

for (const key of ['Enter', 'Space']) {
  test(`${key} on a dropzone opens the browser's own chooser, for the same file again too`, async ({ page }) => {
    const part = await open(page, 'Dropzone');
    const field = part.getByLabel('Drop a CSV file here, or choose one');
    // From now on the browser tells of choosers instead of opening them: asked for with the press, it may come too late.
    page.on('filechooser', () => undefined);
    for (let time = 0; time < 2; time += 1) {
      await field.focus();
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press(key)]);
      await chooser.setFiles({ name: 'solutions.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') });
      await expect(log(page)).toHaveText('file solutions.csv');
    }
  });
}
