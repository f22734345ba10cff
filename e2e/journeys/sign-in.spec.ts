// A person signs in by the link of their administrator, stays signed in, and signs out.
import { expect, heading, people, test } from '../support/fixtures';

test.use({ portalOf: 'test' });

test('a link signs in once', async ({ page, portal, browser }) => {
  const link = portal.link(people.owner);
  await page.goto(link);
  await expect(heading(page)).toHaveText(/solutions need an action/);
  await expect(page).toHaveURL(`${portal.url}/`);
  await expect(page.getByRole('button', { name: 'Account: Ingrid Solheim' })).toBeVisible();

  const stranger = await browser.newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole('alert')).toHaveText('This sign-in link was used already or is too old. Ask your administrator for a new one.');
  await expect(heading(stranger)).toHaveText('Sign in');
  await stranger.close();
});

test('without a link the page says what is needed', async ({ page, portal, accessible }) => {
  await page.goto(portal.url);
  await expect(heading(page)).toHaveText('Sign in');
  await expect(page).toHaveTitle('Sign in - Cosell');
  await expect(page.getByText('Open the sign-in link that your administrator gave you.')).toBeVisible();
  await accessible();
});

test('the wanted address opens after signing in', async ({ page, portal }) => {
  await page.goto(`${portal.url}/solutions?status=merging`);
  await expect(heading(page)).toHaveText('Sign in');
  await page.goto(portal.link(people.owner));
  await expect(page).toHaveURL(`${portal.url}/solutions?status=merging`);
  await expect(page.getByText('Showing 1-7 of 7')).toBeVisible();
});

test('a wanted address never leads to another site', async ({ page, portal }) => {
  await page.goto(`${portal.url}/sign-in?next=//elsewhere.example/#code=${portal.code(people.owner)}`);
  await expect(heading(page)).toHaveText(/solutions need an action/);
  await expect(page).toHaveURL(`${portal.url}/`);
});

test('reload and a second tab stay signed in', async ({ page, portal, context }) => {
  await page.goto(portal.link(people.developer));
  await expect(heading(page)).toHaveText(/solutions need an action/);
  await page.reload();
  await expect(heading(page)).toHaveText(/solutions need an action/);

  const second = await context.newPage();
  await second.goto(`${portal.url}/solutions`);
  await expect(heading(second)).toHaveText(/that you can merge or discard/);
  await expect(second.getByRole('button', { name: 'Account: Rafael Quintana Ibáñez' })).toBeVisible();
});

test('signing out in one tab ends the other', async ({ page, portal, context, signIn }) => {
  await signIn(people.owner);
  await page.getByRole('link', { name: 'Offers', exact: true }).click();
  await expect(heading(page)).toHaveText('Offers');
  const other = await context.newPage();
  await other.goto(`${portal.url}/solutions`);
  await expect(heading(other)).toHaveText(/that you can merge or discard/);

  await page.getByRole('button', { name: 'Account: Ingrid Solheim' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(heading(page)).toHaveText('Sign in');
  await expect(heading(other)).toHaveText('Sign in');
  await expect(other.getByRole('navigation', { name: 'Main' })).toHaveCount(0);

  await other.reload();
  await expect(heading(other)).toHaveText('Sign in');
  await page.goBack();
  await expect(heading(page)).toHaveText('Sign in');
});

test('signing out in one browser leaves another signed in', async ({ signIn, visit, page }) => {
  await signIn(people.owner);
  const elsewhere = await visit(people.owner);
  await page.getByRole('button', { name: 'Account: Ingrid Solheim' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(heading(page)).toHaveText('Sign in');
  await elsewhere.reload();
  await expect(heading(elsewhere)).toHaveText(/solutions need an action/);
});

test('a link put into the address of the sign-in page itself signs in', async ({ page, portal }) => {
  await page.goto(`${portal.url}/sign-in`);
  await expect(heading(page)).toHaveText('Sign in');
  await page.goto(portal.link(people.developer));
  await expect(heading(page)).toHaveText(/that you can merge or discard|solutions need an action/);
  await expect(page).not.toHaveURL(/code/);
});

test('a disabled person is out', async ({ signIn, page, portal }) => {
  await signIn(people.developer);
  portal.run('user', 'disable', people.developer);
  // The next call ends it, if the page has not heard of it by itself.
  await page.getByRole('link', { name: 'Solutions 30' }).click({ timeout: 5_000 }).catch(() => undefined);
  await expect(heading(page)).toHaveText('Sign in');
  await page.reload();
  await expect(heading(page)).toHaveText('Sign in');

  portal.run('user', 'enable', people.developer);
  await page.goto(portal.link(people.developer));
  await expect(heading(page)).toHaveText(/that you can merge or discard|solutions need an action/);
});
