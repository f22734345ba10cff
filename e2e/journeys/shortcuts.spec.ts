// A person who knows the keys is quicker; who does not want them switches them off.
import { expect, heading, people, test } from '../support/fixtures';

test('slash goes to the search of the page, or else of everything', async ({ signIn, page }) => {
  await signIn(people.owner);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search all solutions' })).toBeFocused();
  await page.keyboard.type('a/b');
  await expect(page.getByRole('searchbox', { name: 'Search all solutions' })).toHaveValue('a/b');
  await page.getByRole('link', { name: 'Click here to get started' }).click();
  await expect(heading(page)).toBeFocused();
  // Before the page has its own search the key goes to that of everything.
  await expect(page.getByRole('searchbox', { name: 'Search solutions' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search solutions' })).toBeFocused();
  await expect(page.getByRole('searchbox', { name: 'Search solutions' })).toHaveValue('');
});

test('g s and g o go to Solutions and Overview', async ({ signIn, page }) => {
  await signIn(people.owner);
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/solutions$/);
  await expect(heading(page)).toHaveText(/that you can merge or discard/);
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(heading(page)).toHaveText(/need an action/);
  // Other keys in between mean nothing.
  await page.keyboard.press('g');
  await page.keyboard.press('x');
  await page.keyboard.press('s');
  await expect(heading(page)).toHaveText(/need an action/);
});

test('letters that are typed are letters', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  const search = page.getByRole('searchbox', { name: 'Search solutions' });
  await search.focus();
  await page.keyboard.type('g o?');
  await expect(search).toHaveValue('g o?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/\/solutions\?search=/);
});

test('the question mark shows them, and they can be switched off and on', async ({ signIn, page, accessible }) => {
  await signIn(people.owner);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toContainText('Go to Solutions');
  await accessible();
  await dialog.getByRole('checkbox', { name: 'Shortcuts of a single key are on' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('?');
  await page.keyboard.press('/');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(heading(page)).toHaveText(/need an action/);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('searchbox', { name: 'Search all solutions' })).not.toBeFocused();

  await page.reload();
  await expect(heading(page)).toBeVisible();
  await page.keyboard.press('?');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: /^Account: / }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await dialog.getByRole('checkbox', { name: 'Shortcuts of a single key are on' }).check();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search all solutions' })).toBeFocused();
});
