// "New offer", from a solution or from nothing: prefilled, checked while typed, kept on the server, made once.
import { expectAccessible } from '../support/axe';
import { expect, people, test } from '../support/fixtures';
import { solution } from '../support/migrating';

test.use({ portalOf: 'test' });

test('a draft offer is made from a solution', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  const { id, name } = await solution(api, 'Grain Ledger Pro');
  await signIn(people.developer, `/offers/new?from=${id}`);
  await expect(page.getByLabel('Offer type')).toHaveValue('softwareAsAService');
  const offerId = page.getByLabel('Offer ID');
  await expect(offerId).toHaveValue('grain-ledger-pro');
  await expect(page.getByLabel('Alias')).toHaveValue(name);
  await expect(page.getByText('This ID is free.')).toBeVisible();
  await expectAccessible(page, 'the form');
  await offerId.fill('Grain Ledger');
  await expect(page.getByText('Use only small letters a to z, digits, hyphens and underscores.')).toBeVisible();
  await offerId.fill('grain-ledger-pro-2');
  await expect(page.getByText('This ID is free.')).toBeVisible();
  await page.getByRole('button', { name: 'Create draft offer' }).dblclick();
  await expect(page).toHaveURL(/\/offers\/[^/]+\/overview$/);
  const made = await solution(api, name);
  expect(made.state).toBe('draftCreated');
  const { offer } = await api.get(`offers/${made.offer}`);
  expect(offer).toMatchObject({ externalId: 'grain-ledger-pro-2', alias: name, status: 'draft' });
  await page.goto(`/offers/new?from=${id}`);
  await expect(page.getByText('A draft offer was already made from this solution.')).toBeVisible();
});

test('what is wrong stands beside its field and in a summary that leads there', async ({ signIn, page, portal }) => {
  const { id } = await solution(await portal.api(people.owner), 'Grain Ledger Pro');
  await signIn(people.developer, `/offers/new?from=${id}`);
  await page.getByLabel('Offer type').selectOption('');
  await page.getByLabel('Publisher', { exact: true }).selectOption({ label: 'New publisher' });
  await page.getByLabel('Publisher name').fill('');
  await page.getByLabel('Publisher ID').fill('x');
  await page.getByLabel('Alias').fill('');
  await page.getByRole('button', { name: 'Create draft offer' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('4 fields need another look');
  await expectAccessible(page, 'the form with errors');
  await summary.getByRole('link', { name: /^Alias/ }).click();
  await expect(page.getByLabel('Alias')).toBeFocused();
  await expect(page.getByLabel('Alias')).toHaveAccessibleDescription(/Fill in “Alias”\./);
});

test('a taken offer ID is told while it is typed, and nothing typed is lost by a reload', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  const taken = (await api.get('offers?limit=1')).items[0].externalId;
  const { id } = await solution(api, 'Grain Ledger Pro');
  await signIn(people.developer, `/offers/new?from=${id}`);
  await page.getByLabel('Offer ID').fill(taken);
  await expect(page.getByText('Another of your offers has this ID. Choose another one.')).toBeVisible();
  await page.getByLabel('Alias').fill('Typed and kept');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Alias')).toHaveValue('Typed and kept');
  await expect(page.getByLabel('Offer ID')).toHaveValue(taken);
});

test('a draft offer begins empty from the list of offers', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  await signIn(people.developer, '/offers');
  await page.getByRole('link', { name: 'New offer' }).click();
  await expect(page).toHaveURL(/\/offers\/new$/);
  await page.getByRole('button', { name: 'Create draft offer' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toContainText('fields need another look');
  await expectAccessible(page, 'the empty form with errors');
  await page.getByLabel('Offer type').selectOption({ label: 'Consulting service' });
  await page.getByLabel('Publisher', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Offer ID').fill('begun-empty');
  await page.getByLabel('Alias').fill('Begun empty');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Alias')).toHaveValue('Begun empty');
  await page.getByRole('button', { name: 'Create draft offer' }).dblclick();
  await expect(page).toHaveURL(/\/offers\/[^/]+\/overview$/);
  const { items } = await api.get('offers?search=begun-empty');
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ offerType: 'consultingService', status: 'draft' });
  await page.goto('/offers/new');
  await expect(page.getByLabel('Alias')).toHaveValue('');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page).toHaveURL(/\/offers$/);
});
