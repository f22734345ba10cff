// Companies are apart: one person may belong to two, nobody sees a third.
import { expect, heading, people, test } from '../support/fixtures';
import { box, names } from '../support/grid';
import type { Page } from '@playwright/test';

test.use({ portalOf: 'test' });

/** The company that a tab looks at. */
const company = (page: Page) => page.getByRole('banner').locator('.header__company');

async function lookAt(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Account: Tunde Adeyemi' }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await expect(company(page)).toHaveText(name);
}

test('a person of two companies looks at one in each tab', async ({ signIn, page, context, portal }) => {
  await signIn(people.inTwoCompanies);
  await expect(company(page)).toHaveText('Meridian Analytics');
  const other = await context.newPage();
  await other.goto(`${portal.url}/solutions`);
  await expect.poll(() => names(other)).toContain('Tide Tables');
  // Their role there is another one.
  await expect(other.getByRole('link', { name: 'Import solutions' })).toHaveCount(0);

  await lookAt(other, 'Northlake Software');
  await expect(heading(other)).toHaveText(/You have 30 solutions/);
  await expect.poll(() => names(other)).toContain('Carbon Books');
  expect(await names(other)).not.toContain('Tide Tables');
  await expect(other.getByRole('link', { name: 'Import solutions' })).toBeVisible();

  await page.reload();
  await expect(company(page)).toHaveText('Meridian Analytics');
  await expect(heading(page)).toHaveText('10 solutions need an action');
  await other.reload();
  await expect(company(other)).toHaveText('Northlake Software');
  await expect.poll(() => names(other)).toContain('Carbon Books');
});

test('switching on Overview shows the other company', async ({ signIn, page }) => {
  await signIn(people.inTwoCompanies);
  await expect(heading(page)).toHaveText('10 solutions need an action');
  await lookAt(page, 'Northlake Software');
  await expect(heading(page)).toHaveText('30 solutions need an action');
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Solutions 30' })).toBeVisible();
});

test('a selection does not go along to the other company', async ({ signIn, page }) => {
  await signIn(people.inTwoCompanies, '/solutions');
  await box(page, 'Tide Tables').click();
  await expect(page.getByRole('toolbar', { name: 'Selected solutions' })).toBeVisible();
  await lookAt(page, 'Northlake Software');
  await expect.poll(() => names(page)).toContain('Carbon Books');
  await expect(page.getByRole('toolbar', { name: 'Selected solutions' })).toHaveCount(0);
});

test('the company looked at last is the first after signing in', async ({ signIn, page, visit }) => {
  await signIn(people.inTwoCompanies);
  await lookAt(page, 'Northlake Software');
  const later = await visit(people.inTwoCompanies);
  await expect(company(later)).toHaveText('Northlake Software');
});

test('what belongs to another company is not there', async ({ portal, signIn, page }) => {
  const theirs = (await (await portal.api(people.stranger)).get('solutions?limit=1')).items[0];
  const api = await portal.api(people.owner);
  expect(await api.status(`solutions/${theirs.id}`)).toBe(404);
  expect(await api.status('solutions/no-such-solution')).toBe(404);
  expect((await api.get('solutions?search=S-70115')).total).toBe(0);
  await signIn(people.owner, '/solutions?search=tide+tables');
  await expect(page.getByText('No solution fits')).toBeVisible();
});

test('an operator sees the desk only', async ({ signIn, page, portal, accessible }) => {
  await signIn(people.operator);
  await expect(heading(page)).toHaveText('Desk');
  const main = page.getByRole('navigation', { name: 'Main' });
  await expect(main.getByRole('link')).toHaveCount(1);
  await expect(main.getByRole('link', { name: 'Desk' })).toBeVisible();
  await accessible();
  for (const path of ['/solutions', '/report', '/offers']) {
    await page.goto(path);
    await expect(heading(page)).toHaveText('Your role may not see this');
  }
  const api = await portal.api(people.operator);
  expect(await api.status('solutions')).toBe(403);
  expect(await api.status('overview')).toBe(403);
});

test('a partner does not see the desk', async ({ signIn, page }) => {
  await signIn(people.owner, '/desk');
  await expect(heading(page)).toHaveText('Your role may not see this');
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Desk' })).toHaveCount(0);
});
