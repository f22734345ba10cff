// Notifications: the bell, the list, and what an open page hears.
import { Asking } from '../support/asking';
import { expect, heading, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';

test.use({ portalOf: 'test' });

test('the bell counts, opens by keyboard, marks as read and leads to the request', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number, solution } = await asking.merge();
  await signIn(people.owner);
  const bell = page.getByRole('banner').getByRole('button', { name: /^Notifications/ });
  await asking.decide(number, { decision: 'ask', text: 'Which edition is it?' });
  await expect(bell).toHaveAccessibleName(/: \d+ unread/);
  await bell.focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('region', { name: 'Notifications' });
  const item = list.getByRole('link', { name: new RegExp(`has a question about request ${number}`) });
  await expect(item).toBeVisible();
  await expectAccessible(page, 'open notifications');
  await expect(bell).toHaveAccessibleName('Notifications');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(bell).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(item).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(solution.name);
  await expect(list).toBeHidden();
});

test('Solutions follows what a colleague and the desk do', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  await signIn(people.owner, '/solutions?status=merging');
  const { solution } = await asking.merge();
  await expect(page.getByRole('row').filter({ hasText: solution.name })).toContainText('Merging');
});

test('an operator is told of a new request', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  await signIn(people.operator, '/desk');
  const bell = page.getByRole('banner').getByRole('button', { name: /^Notifications/ });
  const { number } = await asking.merge();
  await expect(bell).toHaveAccessibleName(/unread/);
  await bell.click();
  await page.getByRole('region', { name: 'Notifications' }).getByRole('link', { name: new RegExp(`filed request ${number}`) }).click();
  await expect(page).toHaveURL(new RegExp(`/desk/${number}$`));
});

test('the navigation counts what the desk decides, on any screen and within two seconds', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await signIn(people.owner, `/help/${number}`);
  const count = page.getByRole('navigation', { name: 'Main' }).locator('.nav__count');
  const before = Number(await count.textContent());
  await asking.decide(number, { decision: 'refuse', text: 'These are two products.' });
  await expect(count).toHaveText(String(before + 1), { timeout: 2_000 });
});
