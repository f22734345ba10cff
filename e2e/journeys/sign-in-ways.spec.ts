// Signing in by password, and where a company signs in: against a real OpenID Connect provider on another site.
import { type Page } from '@playwright/test';
import { expect, heading, people, test as base } from '../support/fixtures';
import { client, IdentityProvider } from '../support/provider';

const PASSWORD = 'correct horse battery';

const test = base.extend<{ provider: IdentityProvider }>({
  provider: async ({ portal }, use) => {
    const provider = await IdentityProvider.start(portal.url, {
      rafael: { email: people.developer.toUpperCase(), verified: true },
      ingrid: { email: people.owner, verified: false },
      nobody: { email: 'nobody@elsewhere.example', verified: true },
    });
    await portal.stop();
    const settings = ['--oidc-issuer', provider.issuer, '--oidc-client-id', client.id, '--oidc-client-secret', client.secret];
    portal.more = ['--public-url', portal.url, '--oidc-name', 'Northlake ID', ...settings];
    await portal.start();
    await use(provider);
    await provider.stop();
  },
});

test.use({ portalOf: 'test' });

async function fill(page: Page, email: string, password: string) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in at the provider, whose own pages these are. */
async function atProvider(page: Page, provider: IdentityProvider, name: string) {
  await page.getByRole('link', { name: 'Sign in with Northlake ID' }).click();
  await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/interaction/`));
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('anything');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('a password signs in, and what was typed stays when it is refused', async ({ page, portal, accessible }) => {
  portal.setPassword(people.owner, PASSWORD);
  await page.goto(`${portal.url}/solutions?status=merging`);
  await fill(page, people.owner, 'wrong horse battery');
  await expect(page.getByRole('alert')).toContainText('do not sign anybody in');
  await expect(page.getByLabel('E-mail')).toHaveValue(people.owner);
  await expect(page.getByLabel('Password')).toHaveValue('wrong horse battery');
  await accessible();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByLabel('Password').press('Enter');
  await expect(page).toHaveURL(`${portal.url}/solutions?status=merging`);
  await expect(page.getByText('Showing 1-7 of 7')).toBeVisible();
});

test('empty fields are named, and nothing is sent', async ({ page, portal }) => {
  await page.goto(portal.url);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription('Enter at least one character.');
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription('Enter at least one character.');
  await expect(page.getByRole('link', { name: /Sign in with/ })).toHaveCount(0);
});

test("the company's own sign-in leads to where the person wanted to go", async ({ page, portal, provider, accessible }) => {
  await page.goto(`${portal.url}/solutions?status=merging`);
  await expect(page.getByRole('link', { name: 'Sign in with Northlake ID' })).toBeVisible();
  await accessible();
  await atProvider(page, provider, 'rafael');
  await expect(page).toHaveURL(`${portal.url}/solutions?status=merging`);
  await expect(page.getByText('Showing 1-7 of 7')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Account: Rafael Quintana Ibáñez' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Showing 1-7 of 7')).toBeVisible();
});

for (const [name, why] of [
  ['nobody', 'has no account here'],
  ['ingrid', 'has an address that the provider did not check'],
]) {
  test(`who ${why} stays outside, with a sentence`, async ({ page, portal, provider, accessible }) => {
    await page.goto(portal.url);
    await atProvider(page, provider, name!);
    await expect(page.getByRole('alert')).toContainText('opens no account here for you');
    await expect(heading(page)).toHaveText('Sign in');
    await accessible();
  });
}

test('who turns back at the provider can go another way', async ({ page, portal, provider }) => {
  await page.goto(portal.url);
  await page.getByRole('link', { name: 'Sign in with Northlake ID' }).click();
  await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/interaction/`));
  await page.getByRole('link', { name: /cancel/i }).click();
  await expect(page.getByRole('alert')).toContainText('did not confirm who you are');
  await expect(page.getByLabel('E-mail')).toBeVisible();
});

test('a way back that nobody went is refused, and one that leads elsewhere leads home', async ({ page, portal, provider }) => {
  await page.goto(`${portal.url}/api/v1/session/oidc/callback?code=stolen&state=guessed`);
  await expect(page.getByRole('alert')).toContainText('took too long, or began in another browser');
  await page.goto(`${portal.url}/api/v1/session/oidc?next=//evil.example/x`);
  await expect(page).toHaveURL(new RegExp(`^${provider.issuer}/interaction/`));
  await page.locator('input[name=login]').fill('rafael');
  await page.locator('input[name=password]').fill('anything');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(`${portal.url}/`);
  await expect(heading(page)).toHaveText(/solutions need an action/);
});

test('a provider that is away leaves the other ways', async ({ page, portal, provider }) => {
  await page.goto(portal.url);
  await expect(page.getByRole('link', { name: 'Sign in with Northlake ID' })).toBeVisible();
  await provider.stop();
  await page.getByRole('link', { name: 'Sign in with Northlake ID' }).click();
  await expect(page.getByRole('alert')).toContainText('does not answer');
  await expect(page.getByLabel('Password')).toBeVisible();
});
