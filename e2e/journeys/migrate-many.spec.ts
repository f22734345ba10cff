// "Merge selected" with more rows than one page of the table and one call hold.
import { expectAccessible } from '../support/axe';
import { expect, people, test } from '../support/fixtures';
import { solutions } from '../support/migrating';

test.use({ portalOf: 'test', solutions: 120 });

test('a hundred are merged with one confirmation', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  const before = await solutions(api, { state: 'merging' });
  await signIn(people.developer, '/solutions?status=pending');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('link', { name: 'Merge selected' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Merge selected' })).toBeVisible();
  const send = page.getByRole('button', { name: /^Send \d+ requests?$/ }).last();
  await expect(send).toBeVisible();
  await expect(send).not.toHaveAttribute('data-tooltip', 'Wait until all rows are compared with your offers.');
  // Weak matches go only where a person says so.
  for (const include of await page.getByRole('checkbox', { name: /^Include / }).all()) {
    if ((await include.isEnabled()) && !(await include.isChecked())) await include.check();
  }
  await expect(send).not.toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page, 'the review');
  const n = Number((await send.textContent())!.match(/\d+/)![0]);
  expect(n).toBeGreaterThan(0);
  await send.click();
  await page.getByRole('dialog').getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: `${n} request${n === 1 ? ' is' : 's are'} with support` })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page, 'the result');
  expect((await solutions(api, { state: 'merging' })).length - before.length).toBe(n);
  await page.reload();
  await expect(page.getByRole('heading', { level: 2, name: /with support$/ })).toBeVisible();
});
