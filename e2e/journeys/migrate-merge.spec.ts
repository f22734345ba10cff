// The merge wizard: by suggestion, by search, by the address of a listing; kept on the server, refused in words.
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe';
import { expect, people, test } from '../support/fixtures';
import { details } from '../support/grid';
import { searchFor, solution } from '../support/migrating';

test.use({ portalOf: 'test' });

const action1 = 'Action 1: Identify the existing offer';
const action2 = 'Action 2: Request the merge';

test('by suggestion, with the keyboard alone', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  const { id, name } = await solution(api, 'Insight Ledger for Grain');
  await signIn(people.developer, `/solutions/${id}/merge`);
  await expect(page.getByRole('heading', { level: 1, name: 'Action required' })).toBeVisible();
  await expect(page).toHaveTitle(`${name} - Action required - Cosell`);
  await expect(page.getByRole('tab', { name: action1 })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: action2 })).toHaveAttribute('aria-disabled', 'true');
  const best = page.getByRole('radiogroup', { name: 'Live offers' }).getByRole('radio').first();
  await best.focus();
  await page.keyboard.press('Space');
  await expect(best).toBeChecked();
  await expectAccessible(page, 'Action 1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/merge\/request\?offer=/);
  await expect(page.getByRole('heading', { level: 2, name: 'What moves' })).toBeFocused();
  await expect(page.getByLabel('OCP solution ID')).toHaveValue((await solution(api, name)).solutionId);
  await expect(page.getByLabel('Offer name')).not.toHaveValue('');
  await expect(page.getByRole('row', { name: /^Referral pipeline/ })).toContainText('14 referrals');
  await expectAccessible(page, 'Action 2');
  const words = page.getByLabel('Anything support should know');
  await words.focus();
  await page.keyboard.type('Please keep the pipeline whole.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Save & contact support' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: /^Request .+ is with support$/ })).toBeFocused();
  await expect(page.getByText(/^Partner support answers by /)).toBeVisible();
  await expectAccessible(page, 'what was filed');
  const filed = await solution(api, name);
  expect(filed.state).toBe('merging');
  await expect(page.getByRole('link', { name: 'View request' })).toHaveAttribute('href', `/help/${filed.request}`);
  const request = await api.get(`support-requests/${filed.request}`);
  expect(request.thread[0].text).toBe('Please keep the pipeline whole.');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merge into an offer');
  await page.reload();
  await expect(page.getByText('This solution is already with support')).toBeVisible();
  await expect(page.getByText(new RegExp(`Request ${filed.request} is with support\\. Partner support answers by `))).toBeVisible();
});

test('by the address of a listing alone', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  const { id, name } = await solution(api, 'Rail Slot Exchange');
  const typed = ' HTTPS://AppSource.Microsoft.com/fr-FR/product/web-apps/contoso.pallets-pro?tab=Overview&src=news ';
  await signIn(people.developer, `/solutions/${id}/merge`);
  await page.getByLabel('URL for existing listing').fill(typed);
  await expect(page.getByText('Microsoft AppSource, publisher contoso, offer pallets-pro.')).toBeVisible();
  await expect(page.getByText('contoso is not one of your publishers.')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/merge\/request\?url=/);
  const into = page.getByRole('region', { name: 'Merge into' });
  await expect(into).toContainText('Microsoft AppSource, publisher contoso, offer pallets-pro.');
  await expect(into).toContainText(typed.trim());
  await expect(into).toContainText('contoso is not one of your publishers.');
  await expect(page.getByLabel('URL for existing listing')).toHaveValue(typed.trim());
  await page.getByRole('button', { name: 'Save & contact support' }).dblclick();
  await expect(page.getByRole('heading', { name: /is with support$/ })).toBeVisible();
  const request = await api.get(`support-requests/${(await solution(api, name)).request}`);
  expect(request.merge.target).toEqual({ kind: 'url', url: typed.trim() });
});

test('an address of one of our live offers is that offer', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  const offers = (await api.get('offers?limit=1000')).items;
  const offer = offers.find((one: any) => one.status === 'live');
  const { id } = await solution(api, 'Rail Slot Exchange');
  await signIn(people.developer, `/solutions/${id}/merge`);
  await page
    .getByLabel('URL for existing listing')
    .fill(`https://azuremarketplace.microsoft.com/en-us/marketplace/apps/${offer.publisher}.${offer.externalId}?mktcmpid=x`);
  await expect(page.getByText(`This is your live offer “${offer.name}”; the merge goes there.`)).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(new RegExp(`offer=${offer.id}$`));
});

for (const [kind, url, sentence] of [
  ['a foreign host', 'https://example.com/product/web-apps/a.b', 'is not a storefront that this portal knows'],
  ['a look-alike', 'https://appsource.micros0ft.com/product/web-apps/a.b', 'only looks like'],
  ['a category page', 'https://appsource.microsoft.com/marketplace/apps?page=1', 'front, category or search page'],
  ['http', 'http://appsource.microsoft.com/product/web-apps/a.b', 'begins with http://'],
  ['nonsense', 'my old offer', 'This is not a web address'],
  ['a space inside', 'https://appsource.microsoft.com/product/web-apps/contoso. pallets', 'There is a space inside this address'],
  ['another port', 'https://appsource.microsoft.com:8443/product/web-apps/a.b', 'Listings are at appsource.microsoft.com'],
] as const) {
  test(`${kind} gets a sentence that says what was expected`, async ({ signIn, page, portal }) => {
    const { id } = await solution(await portal.api(people.owner), 'Rail Slot Exchange');
    await signIn(people.developer, `/solutions/${id}/merge`);
    const field = page.getByLabel('URL for existing listing');
    await field.fill(url);
    await field.blur();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(new RegExp(sentence));
    await page.getByRole('button', { name: 'Continue' }).click({ force: true });
    await expect(page).toHaveURL(/\/merge$/);
    await page.goto(`/solutions/${id}/merge/request?url=${encodeURIComponent(url)}`);
    await expect(page).toHaveURL(/\/merge$/);
    await expect(page.getByLabel('URL for existing listing')).toHaveValue(url);
    await expect(page.getByLabel('URL for existing listing')).toHaveAccessibleDescription(new RegExp(sentence));
  });
}

test('"Not a match" marks the offer, goes on to the next, and is taken back at once or later', async ({ signIn, page, portal }) => {
  const { id } = await solution(await portal.api(people.owner), 'Insight Ledger for Grain');
  await signIn(people.developer, `/solutions/${id}/merge`);
  const offers = page.getByRole('radiogroup', { name: 'Live offers' }).getByRole('radio');
  await expect(offers.first()).toBeVisible();
  const all = () => offers.evaluateAll((radios) => radios.map((radio) => document.getElementById(radio.getAttribute('aria-labelledby')!)!.textContent!));
  const before = await all();
  await page.getByRole('button', { name: 'Not a match' }).first().focus();
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: `Take back: ${before[0]}`, exact: true });
  await expect(back).toBeVisible();
  if (before.length > 1) await expect(offers.nth(1)).toBeFocused();
  // The list stays what it was, with a mark.
  expect((await all()).slice(0, before.length)).toEqual(before);
  await expectAccessible(page, 'a marked offer');
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await expect(back).toBeHidden();
  await page.getByRole('button', { name: 'Not a match' }).first().click();
  await expect(page.getByText(`“${before[0]}” is marked as not a match.`).last()).toBeVisible();
  await page.reload();
  await back.click();
  await expect(back).toBeHidden();
  expect(await all()).toEqual(before);
});

test('what is typed survives a reload and is there in a second tab', async ({ signIn, page, portal, context }) => {
  const { id } = await solution(await portal.api(people.owner), 'Insight Ledger for Grain');
  await signIn(people.developer, `/solutions/${id}/merge`);
  await page.getByRole('searchbox', { name: 'Search live offers' }).fill('fleet insight');
  await page.getByRole('radio', { name: 'Fleet Insight', exact: true }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Anything support should know').fill('Half a sentence');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Anything support should know')).toHaveValue('Half a sentence');
  const second = await context.newPage();
  await second.goto(`${portal.url}/solutions/${id}/merge`);
  await expect(second.getByRole('radio', { name: 'Fleet Insight', exact: true })).toBeChecked();
  await second.getByRole('tab', { name: action2 }).click();
  await expect(second.getByLabel('Anything support should know')).toHaveValue('Half a sentence');
  await second.close();
});

test('what was typed just before the page is left is saved all the same', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.developer);
  const { id } = await solution(api, 'Insight Ledger for Grain');
  const offer = (await api.get('offers?limit=1000')).items.find((one: any) => one.status === 'live');
  const kept = async () => JSON.parse((await api.get(`drafts/merge-${id}`)).value || '{}').text;
  await signIn(people.developer, `/solutions/${id}/merge/request?offer=${offer.id}`);
  const words = page.getByLabel('Anything support should know');
  await expect(words).toBeVisible();
  await words.fill('The first words');
  await expect.poll(kept).toBe('The first words');
  // In one breath, so that no timer of the page gets in between.
  const leaving = page.waitForURL('about:blank');
  await words.evaluate((field: HTMLTextAreaElement) => {
    field.value = 'The first words and the last';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    location.href = 'about:blank';
  });
  await leaving;
  await expect.poll(kept).toBe('The first words and the last');
});

test('two tabs type into one draft: each sees the other’s words, and neither writes over them unasked', async ({ signIn, page, portal, context }) => {
  const api = await portal.api(people.developer);
  const { id } = await solution(api, 'Insight Ledger for Grain');
  const offer = (await api.get('offers?limit=1000')).items.find((one: any) => one.status === 'live');
  const address = `/solutions/${id}/merge/request?offer=${offer.id}`;
  await signIn(people.developer, address);
  const other = await context.newPage();
  await other.goto(portal.url + address);
  const words = (tab: Page) => tab.getByLabel('Anything support should know');
  const saved = (tab: Page) => expect(tab.getByText('Saved', { exact: true })).toBeVisible();
  const kept = async () => JSON.parse((await api.get(`drafts/merge-${id}`)).value || '{}').text;
  // A tab that is looked at again hears of it by this event; here both have the focus all the time.
  const lookAgain = (tab: Page) => tab.evaluate(() => window.dispatchEvent(new Event('focus')));
  const elsewhere = (tab: Page) => tab.getByText('Something else was typed in another tab.');
  await expect(words(page)).toBeVisible();
  await expect(words(other)).toBeVisible();

  await words(page).fill('From the first tab.');
  await expect.poll(kept).toBe('From the first tab.');
  await lookAgain(other);
  await expect(words(other)).toHaveValue('From the first tab.');

  await words(other).fill('From the second tab.');
  await expect.poll(kept).toBe('From the second tab.');
  await words(page).fill('The first tab goes on.');
  await expect(elsewhere(page)).toBeVisible();
  await expectAccessible(page, 'two tabs at odds');
  await expect(words(page)).toHaveValue('The first tab goes on.');
  expect(await kept()).toBe('From the second tab.');
  await page.getByRole('button', { name: 'Keep this one' }).click();
  await saved(page);
  await expect.poll(kept).toBe('The first tab goes on.');

  await words(other).fill('The second tab goes on.');
  await expect(elsewhere(other)).toBeVisible();
  await other.getByRole('button', { name: 'Show what is there' }).click();
  await expect(words(other)).toHaveValue('The first tab goes on.');
  await expect(elsewhere(other)).toHaveCount(0);
  expect(await kept()).toBe('The first tab goes on.');
});

test('a tab in which nothing was typed takes what was typed in another', async ({ signIn, page, portal, context }) => {
  const api = await portal.api(people.developer);
  const { id } = await solution(api, 'Insight Ledger for Grain');
  const offer = (await api.get('offers?limit=1000')).items.find((one: any) => one.status === 'live');
  const address = `/solutions/${id}/merge/request?offer=${offer.id}`;
  await signIn(people.developer, '/');
  const other = await context.newPage();
  // What this tab opens with is on its way while the other one is typed into.
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let saves = 0;
  await other.route('**/drafts/merge*', async (route) => {
    if (route.request().method() === 'PUT') {
      saves += 1;
      await released;
    }
    await route.continue();
  });
  await other.goto(portal.url + address);
  await expect.poll(() => saves).toBe(1);
  await page.goto(portal.url + address);
  await page.getByLabel('Anything support should know').fill('From the first tab.');
  await expect.poll(async () => JSON.parse((await api.get(`drafts/merge-${id}`)).value || '{}').text).toBe('From the first tab.');
  release();
  await expect(other.getByLabel('Anything support should know')).toHaveValue('From the first tab.');
  await expect(other.getByText('Something else was typed in another tab.')).toHaveCount(0);
});

test('an offer that is not live cannot be asked for by its address', async ({ signIn, page, portal }) => {
  const { id } = await solution(await portal.api(people.owner), 'Insight Ledger for Grain');
  await signIn(people.developer, `/solutions/${id}/merge/request?offer=nobody-knows`);
  await expect(page).toHaveURL(/\/merge$/);
  await expect(page.getByRole('button', { name: 'Continue' })).toHaveAccessibleDescription(/not live/);
  await expect(page.getByText('The address of this page names an offer that is not one of your live offers.')).toBeVisible();
});

test('the panel of a row shows the best match and leads to the request', async ({ signIn, page }) => {
  await signIn(people.developer, '/solutions');
  await searchFor(page, 'Route Planner Classic');
  await details(page, 'Route Planner Classic').click();
  await expect(page.getByRole('heading', { name: 'Best match' })).toBeVisible();
  await page.getByRole('link', { name: 'Merge into this offer' }).click();
  await expect(page).toHaveURL(/\/merge\/request\?offer=/);
  await expect(page.getByRole('heading', { level: 2, name: 'What moves' })).toBeVisible();
});
