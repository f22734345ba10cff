// Keys and focus of dialogs.
import { test, expect } from '../support/fixtures';
import { log, open } from './part';

test('the first field has the focus, Tab stays inside, Enter sends, the focus returns', async ({ page }) => {
  const part = await open(page, 'Dialog');
  const opener = part.getByRole('button', { name: 'Open a form' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save these filters' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  for (const name of ['Cancel', 'Save']) {
    await page.keyboard.press('Tab');
    await expect(dialog.getByRole('button', { name })).toBeFocused();
  }
  for (let press = 0; press < 4; press += 1) {
    await page.keyboard.press('Tab');
    // Between the last and the first control the browser's own controls may have the focus, never the page behind.
    expect(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement?.closest('dialog'))).toBe(true);
  }
  await dialog.getByRole('textbox', { name: 'Name' }).focus();
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(log(page)).toHaveText('saved Mine');
  await expect(opener).toBeFocused();
});

test('Escape closes again and again, and the focus returns', async ({ page }) => {
  const part = await open(page, 'Dialog');
  const opener = part.getByRole('button', { name: 'Open a form' });
  for (let time = 0; time < 3; time += 1) {
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Name' }).last()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(opener).toBeFocused();
  }
});

test('the backdrop closes while nothing was typed, then it does not', async ({ page }) => {
  const part = await open(page, 'Dialog');
  const dialog = page.getByRole('dialog');
  await part.getByRole('button', { name: 'Open a form' }).click();
  await page.mouse.click(5, 5);
  await expect(dialog).toBeHidden();
  await part.getByRole('button', { name: 'Open a form' }).click();
  await dialog.getByRole('textbox').fill('Mine');
  await page.mouse.click(5, 5);
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
});

test('a question begins on the button that changes nothing', async ({ page }) => {
  const part = await open(page, 'Dialog');
  await part.getByRole('button', { name: 'Ask a question' }).click();
  const question = page.getByRole('alertdialog', { name: 'Discard this solution' });
  await expect(question).toHaveAccessibleDescription('Its 14 referrals stay in the history.');
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(log(page)).toHaveText('discarded');
});

test('Escape takes away a tooltip before the dialog', async ({ page }) => {
  const part = await open(page, 'Dialog');
  await part.getByRole('button', { name: 'Open a form' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save these filters' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  await expect(page.getByRole('tooltip')).toHaveText('Close');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toBeHidden();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
