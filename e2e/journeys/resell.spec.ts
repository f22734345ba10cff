// "CSP reseller audience": what each change needs, and the ways to make it.
import { Asking } from '../support/asking';
import { expect, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { Reselling, tabTo } from '../support/reselling';

test.use({ portalOf: 'test' });

const question = 'Make my offer available for resell to';

test('from none to specific partners by a sync, which says what it sent', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const list = await reselling.draft('carbon-books');
  await signIn(people.owner, reselling.path('carbon-books'));
  await expect(page.getByRole('heading', { name: 'CSP reseller audience' })).toBeVisible();
  await expect(page.getByRole('group', { name: question }).getByRole('radio', { name: 'Specific partners in the CSP program I select' })).toBeChecked();
  await expect(page.getByText('A sync is enough: the offer enters the CSP program.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Resellers of this offer' }).getByText(list[0]!.name)).toBeVisible();
  await expectAccessible(page, 'an audience that waits for a sync');
  await page.getByRole('button', { name: 'Sync CSP audience' }).click();
  await expect(page.getByText(`${list.length} resellers were added`)).toBeVisible();
  await page.getByText('The list that was sent').click();
  for (const one of list) await expect(page.getByRole('listitem').filter({ hasText: one.name })).toBeVisible();
  await expect(page.getByText('The saved audience is the one in force.')).toBeVisible();
  await page.getByRole('button', { name: 'Sync CSP audience' }).click();
  await expect(page.getByText('The list in force is the same already: nothing was sent.')).toBeVisible();
});

test('a reseller that never sold leaves by a request that support approves; by keys alone', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const asking = await Asking.at(portal);
  const rows = await reselling.draft('grain-ledger');
  await reselling.save('grain-ledger', rows.filter((row) => row.inLive).map((row) => row.tenantId));
  const leaves = rows.find((row) => row.inLive && !row.soldSince)!;
  await signIn(people.owner, reselling.path('grain-ledger'));
  await expect(page.getByRole('button', { name: `Remove ${leaves.name}`, exact: true })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).focus();
  await tabTo(page, new RegExp(`^Remove ${leaves.name}$`));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Undo removing ${leaves.name}`, exact: true })).toBeFocused();
  await expect(page.getByText('This needs a support request, because resellers in force would be removed.')).toBeVisible();
  await page.getByRole('heading', { level: 1 }).focus();
  await tabTo(page, /^Save draft$/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The draft is saved')).toBeVisible();
  await tabTo(page, /^Ask support for this change$/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Provide issue details' });
  await expect(dialog.getByText('Deauthorize CSP', { exact: true })).toBeVisible();
  await expectAccessible(page, 'the request');
  await dialog.getByLabel('Tell support why').focus();
  await page.keyboard.type('They left our region.');
  await tabTo(page, /^Send to support$/);
  await page.keyboard.press('Enter');
  const filed = await dialog.getByText(/^Request \d+ is filed/).innerText();
  const number = /\d+/.exec(filed)![0];
  await tabTo(page, /^Close$/);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await asking.decide(number, { decision: 'approve', text: '' });
  await expect(page.getByText('The saved audience is the one in force.')).toBeVisible();
  await expect(page.getByRole('button', { name: `Remove ${leaves.name}`, exact: true })).toBeHidden();
});

test('from any to specific partners by request: who has sold stays', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const asking = await Asking.at(portal);
  await signIn(people.owner, reselling.path('harbour-planner'));
  await expect(page.getByText('This needs a support request, because the offer is open to any partner today.')).toBeVisible();
  await page.getByRole('link', { name: 'Ask support for this change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Provide issue details' });
  await expect(dialog.getByText('Any partner in the CSP program → Specific partners in the CSP program I select')).toBeVisible();
  await dialog.getByRole('button', { name: 'Send to support' }).click();
  const number = /\d+/.exec(await dialog.getByText(/^Request \d+ is filed/).innerText())![0];
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText(`Request ${number} about this audience is with support.`)).toBeVisible();
  await asking.decide(number, { decision: 'approve', text: '' });
  await expect(page.getByText(`Request ${number} about this audience is with support.`)).toBeHidden();
  const { items } = await reselling.api.get<{ items: any[] }>(`offers/${reselling.id('harbour-planner')}/resell/resellers?limit=1000`);
  const sold = items.filter((row) => row.soldSince);
  expect(sold.length).toBeGreaterThan(0);
  for (const one of sold) expect(one.inLive, one.name).toBe(true);
});

test('a reseller that has sold cannot be taken out, nor the offer out of the program', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const sold = (await reselling.draft('insight-ledger')).find((row) => row.soldSince && row.inLive)!;
  await signIn(people.owner, reselling.path('insight-ledger'));
  await page.getByRole('searchbox', { name: 'Search these resellers' }).fill(sold.tenantId);
  const row = page.getByRole('table', { name: 'Resellers of this offer' }).getByRole('row').filter({ hasText: sold.name });
  await expect(row).toContainText('Stays: has sold');
  await expect(row.getByRole('button')).toHaveCount(0);
  await page.getByRole('radio', { name: 'No partners in the CSP program' }).check();
  await expect(page.getByText('This is not possible, because resellers that have sold this offer keep it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync CSP audience' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page, 'an audience that cannot be');
});

for (const heard of [true, false]) {
  test(`two people at once, ${heard ? 'told by the news' : 'found out by saving'}: both versions are seen, and nothing is lost`, async ({ portal, signIn, page }) => {
    const reselling = await Reselling.at(portal);
    const before = (await reselling.draft('carbon-books')).map((row) => row.tenantId);
    const mine = (await reselling.draft('carbon-books'))[0]!;
    const [theirs] = await reselling.others('carbon-books', 1);
    if (!heard) await page.route('**/api/v1/events*', (route) => route.abort());
    await signIn(people.owner, reselling.path('carbon-books'));
    await page.getByRole('button', { name: `Remove ${mine.name}`, exact: true }).click();
    await reselling.save('carbon-books', [...before, theirs!.tenantId]);
    const save = page.getByRole('button', { name: 'Save draft' });
    if (!heard) await save.click();
    await expect(page.getByText(/saved this audience on .* while you were changing it/)).toBeVisible();
    await expect(save).toHaveAccessibleDescription('Somebody saved another version: choose below what becomes of both.');
    await expectAccessible(page, 'two versions');
    await page.getByRole('button', { name: 'Put both together' }).click();
    await save.click();
    await expect(page.getByText('The draft is saved')).toBeVisible();
    const after = (await reselling.draft('carbon-books')).map((row) => row.tenantId).sort();
    expect(after).toEqual([...before.filter((id) => id !== mine.tenantId), theirs!.tenantId].sort());
  });
}

test('news of something else leave changes that are not saved alone', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const asking = await Asking.at(portal);
  const mine = (await reselling.draft('carbon-books'))[0]!;
  await signIn(people.owner, reselling.path('carbon-books'));
  await page.getByRole('button', { name: `Remove ${mine.name}`, exact: true }).click();
  const undo = page.getByRole('button', { name: `Undo removing ${mine.name}`, exact: true });
  await expect(undo).toBeVisible();
  const heard = page.waitForResponse((response) => response.url().includes('/resell/resellers') && response.ok());
  await asking.merge();
  await (await heard).finished();
  // Sorting draws the rows anew from what the page works on by then.
  await page.getByRole('columnheader', { name: 'Company' }).getByRole('button').click();
  await expect(undo).toBeVisible();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  expect((await reselling.draft('carbon-books')).map((row) => row.tenantId)).not.toContain(mine.tenantId);
});
