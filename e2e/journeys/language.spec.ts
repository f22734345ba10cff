// A person reads the portal in their language and changes it without losing anything.
import type { Page } from '@playwright/test';
import { expect, heading, people, test } from '../support/fixtures';
import { details } from '../support/grid';

test.use({ portalOf: 'test' });

async function choose(page: Page, menu: string, language: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitemradio', { name: language }).click();
}

test('the language changes live and keeps what is typed, chosen and open', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  await page.evaluate(() => ((globalThis as any).unreloaded = true));
  await page.getByRole('searchbox', { name: 'Search solutions' }).fill('carbon');
  await details(page, 'Carbon Books').click();
  await page.getByRole('textbox', { name: 'Add a note' }).fill('half a sent');

  await choose(page, 'Language', 'Français');
  await expect(page.getByRole('searchbox', { name: 'Rechercher des solutions' })).toHaveValue('carbon');
  await expect(page.getByRole('columnheader', { name: 'Nom de la solution' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page).toHaveTitle('Solutions - Cosell');
  const note = page.getByRole('group', { name: 'Carbon Books' }).getByRole('textbox');
  await expect(note).toHaveValue('half a sent');

  await choose(page, 'Langue', '简体中文');
  await expect(page.getByRole('searchbox', { name: '搜索解决方案' })).toHaveValue('carbon');
  await expect(page.getByRole('navigation').getByRole('link', { name: '概述' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page).toHaveTitle('解决方案 - Cosell');
  await expect(note).toHaveValue('half a sent');

  await choose(page, '语言', 'English');
  await expect(page.getByRole('searchbox', { name: 'Search solutions' })).toHaveValue('carbon');
  await expect(note).toHaveValue('half a sent');
  expect(await page.evaluate(() => (globalThis as any).unreloaded)).toBe(true);
});

test('the choice is remembered here and on another device', async ({ signIn, page, visit }) => {
  await signIn(people.owner);
  await choose(page, 'Language', 'Français');
  await expect(heading(page)).toHaveText(/solutions/);
  await expect(page.getByRole('link', { name: 'Cliquez ici pour commencer' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Cliquez ici pour commencer' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');

  const elsewhere = await visit(people.owner);
  await expect(elsewhere.getByRole('link', { name: 'Cliquez ici pour commencer' })).toBeVisible();
});

test('numbers and dates are written as the language writes them', async ({ signIn, page, portal }) => {
  const { deadline } = await (await portal.api(people.owner)).get('overview');
  await signIn(people.owner);
  for (const [menu, language, locale] of [
    ['Language', 'Français', 'fr'],
    ['Langue', '简体中文', 'zh-CN'],
  ] as const) {
    await choose(page, menu, language);
    const written = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(deadline));
    await expect(page.getByText(written, { exact: false }).first()).toBeVisible();
  }
});

for (const [locale, button] of [
  ['fr-CA', 'Cliquez ici pour commencer'],
  ['zh-Hans-CN', '单击此处开始'],
  ['de-DE', 'Click here to get started'],
] as const) {
  test(`a browser that speaks ${locale} is understood`, async ({ visit }) => {
    const page = await visit(people.developer, '/', { locale });
    await expect(page.getByRole('link', { name: button })).toBeVisible();
  });
}

test('what the server refuses is said in the chosen language', async ({ page, portal }) => {
  await page.addInitScript(() => localStorage.setItem('cosell.locale', 'fr'));
  await page.goto(`${portal.url}/sign-in#code=worn-out`);
  await expect(heading(page)).toHaveText('Se connecter');
  await expect(page.getByRole('alert')).not.toHaveText('');
  await expect(page.getByRole('alert')).not.toContainText('administrator');
});
