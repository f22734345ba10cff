// "CSP reseller audience": what each change needs, and the ways to make it.
import { Asking } from '../support/asking';
import { expect, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { Reselling, rowTo, tabTo } from '../support/reselling';

test.use({ portalOf: 'test' });

const question = 'Make my offer available for resell to';

test('from none to specific partners by a sync, which says what it sent', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const list = await reselling.draft('carbon-books');
  await signIn(people.owner, reselling.path('carbon-books'));
  await expect(page.getByRole('heading', { name: 'CSP reseller audience' })).toBeVisible();
  await expect(page.getByRole('group', { name: question }).getByRole('radio', { name: 'Specific partners in the CSP program I select' })).toBeChecked();
  await expect(page.getByText('A sync is enough: the offer enters the CSP program.')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Resellers of this offer' }).getByText(list[0]!.name)).toBeVisible();
  await expectAccessible(page, 'an audience that waits for a sync');
  // Nothing is sent before the exact list was seen.
  const syncing = page.getByRole('dialog', { name: 'Sync CSP audience' });
  await page.getByRole('button', { name: 'Sync CSP audience' }).click();
  await expect(syncing.getByText(`These ${list.length} resellers are added to the list in force:`)).toBeVisible();
  for (const one of list) await expect(syncing.getByRole('listitem').filter({ hasText: one.name })).toBeVisible();
  await expectAccessible(page, 'a sync before it is sent');
  await syncing.getByRole('button', { name: 'Cancel' }).click();
  expect((await reselling.draft('carbon-books')).filter((row) => row.inLive)).toHaveLength(0);
  await expect(page.getByRole('button', { name: 'Sync CSP audience' })).toHaveClass(/button--primary/);
  await page.getByRole('button', { name: 'Sync CSP audience' }).click();
  await syncing.getByRole('button', { name: 'Sync', exact: true }).click();
  await expect(page.getByText(`${list.length} resellers were added`)).toBeVisible();
  await page.getByText('The list that was sent').click();
  for (const one of list) await expect(page.getByRole('listitem').filter({ hasText: one.name })).toBeVisible();
  await expect(page.getByText('The saved audience is the one in force.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync CSP audience' })).not.toHaveClass(/button--primary/);
  await page.getByRole('button', { name: 'Sync CSP audience' }).click();
  await expect(syncing.getByText('The list in force is the same already: there is nothing to send.')).toBeVisible();
  await expect(syncing.getByRole('button', { name: 'Sync', exact: true })).toHaveAttribute('aria-disabled', 'true');
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
  await rowTo(page, leaves.name);
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: `Remove ${leaves.name}`, exact: true })).toBeFocused();
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
  await expect(dialog.getByText('Deauthorize CSP')).toBeVisible();
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
  await expect(dialog.getByText(/^Any partner in the CSP program → Specific partners in the CSP program I select: \d+ partners$/)).toBeVisible();
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
  const row = page.getByRole('grid', { name: 'Resellers of this offer' }).getByRole('row').filter({ hasText: sold.name });
  await expect(row).toContainText('Stays: has sold');
  await expect(row.getByRole('button')).toHaveCount(0);
  await page.getByRole('radio', { name: 'No partners in the CSP program' }).check();
  await expect(page.getByText('This is not possible, because resellers that have sold this offer keep it.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync CSP audience' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page, 'an audience that cannot be');
});

test('two people at once: both versions are seen, and nothing is lost', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const before = (await reselling.draft('carbon-books')).map((row) => row.tenantId);
  const mine = (await reselling.draft('carbon-books'))[0]!;
  const [theirs] = await reselling.others('carbon-books', 1);
  await signIn(people.owner, reselling.path('carbon-books'));
  await page.getByRole('button', { name: `Remove ${mine.name}`, exact: true }).click();
  // The page cannot hear of it before the press.
  await page.route('**/resell', async (route) => {
    await reselling.save('carbon-books', [...before, theirs!.tenantId]);
    await route.continue();
  }, { times: 1 });
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText(/saved this audience on .* while you were changing it/)).toBeVisible();
  await expectAccessible(page, 'two versions');
  await page.getByRole('button', { name: 'Keep both sets of changes' }).click();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  const after = (await reselling.draft('carbon-books')).map((row) => row.tenantId).sort();
  expect(after).toEqual([...before.filter((id) => id !== mine.tenantId), theirs!.tenantId].sort());
});

test('the table is one stop of Tab, and arrows lead through heads and rows', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const names = (await reselling.draft('insight-ledger')).map((row) => row.name);
  await signIn(people.owner, reselling.path('insight-ledger'));
  const grid = page.getByRole('grid', { name: 'Resellers of this offer' });
  await expect(grid).toBeVisible();
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
  await rowTo(page, names[0]!);
  await page.keyboard.press('ArrowUp');
  await expect(grid.getByRole('button', { name: 'Company' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('columnheader', { name: 'Company' })).toHaveAttribute('aria-sort', 'descending');
  await page.keyboard.press('ArrowDown');
  await expect(grid.getByRole('row').nth(1)).toContainText(names.at(-1)!);
  // A row far away comes into the document with the focus, and stays below the head of the table.
  await page.keyboard.press('Control+End');
  const last = grid.getByRole('row').filter({ hasText: names[0]! });
  await expect(last.locator(':focus')).toBeInViewport();
  await page.keyboard.press('Home');
  // Fast keys, over rows that come and go.
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('PageUp');
  await expect(grid.locator(':focus')).toHaveAttribute('data-col', '0');
  const focused = grid.locator('[role="gridcell"]:focus');
  await expect(focused).toBeInViewport();
  const [cell, head] = await Promise.all([focused.boundingBox(), grid.getByRole('columnheader', { name: 'Company' }).boundingBox()]);
  expect(cell!.y).toBeGreaterThanOrEqual(head!.y + head!.height - 1);
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('[role="grid"]') === null)).toBe(true);
  await expectAccessible(page, 'a long list');
});

for (const width of [1440, 390, 320]) {
  test(`at ${width} px each reseller is told whole, and nothing hides behind the bar`, async ({ portal, signIn, page }) => {
    const reselling = await Reselling.at(portal);
    await page.setViewportSize({ width, height: 844 });
    await signIn(people.owner, reselling.path('grain-ledger'));
    const grid = page.getByRole('grid', { name: 'Resellers of this offer' });
    await expect(grid.getByRole('button', { name: /^Remove / }).first()).toBeVisible();
    // No window of its own for a list that is this short, and nothing beyond its edges.
    const size = await grid.evaluate((node) => [node.scrollHeight - node.clientHeight, node.scrollWidth - node.clientWidth]);
    expect(size).toEqual([0, 0]);
    const outside = await grid.evaluate((node) => {
      const edge = node.getBoundingClientRect().right;
      return [...node.querySelectorAll('[data-col], .badge')].filter((one) => one.getBoundingClientRect().right > edge).length;
    });
    expect(outside).toBe(0);
    // The bar stays right below the header.
    await page.mouse.wheel(0, 900);
    const save = page.getByRole('button', { name: 'Save draft' });
    const header = (await page.getByRole('banner').boundingBox())!;
    await expect.poll(async () => (await save.boundingBox())!.y).toBeLessThan(header.height + 60);
    expect((await save.boundingBox())!.y).toBeGreaterThanOrEqual(header.y + header.height);
  });
}

test('offers that nobody can set say so, and the tab says which page of which offer it is', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, reselling.path('grain-ledger'));
  await expect(page).toHaveTitle('CSP reseller audience - Grain Ledger - Cosell');
  await page.getByRole('link', { name: 'Import CSPs' }).click();
  await expect(page).toHaveTitle('Import CSPs - Grain Ledger - Cosell');
  await page.goto(reselling.path('dock-door-vision'));
  await expect(page.getByText('bring their own licence (BYOL)')).toBeVisible();
  await page.goto(reselling.path('warehouse-atlas'));
  await expect(page.getByRole('heading', { name: 'Open to every CSP partner' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What you owe your resellers' })).toBeVisible();
  await page.getByLabel('URL of marketing materials').fill('https://northlake.example/atlas');
  await page.getByRole('button', { name: 'Save materials' }).click();
  await expect(page.getByText('The materials are saved')).toBeVisible();
  await expectAccessible(page, 'an offer that is open by default');
  await page.goto(reselling.path('returns-desk'));
  await expect(page.getByRole('heading', { name: 'Cannot be resold through CSPs' })).toBeVisible();
  await page.goto('/offers/nowhere/resell');
  await expect(page).toHaveTitle('Not found - Cosell');
  await page.getByRole('link', { name: 'See who may resell which offer' }).click();
  await expect(page).toHaveURL(/\/resellers$/);
});

test('the list of a sync is exact to its last name', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const before = (await reselling.draft('carbon-books')).map((row) => row.tenantId);
  const live = new Set((await reselling.live('carbon-books')).map((row) => row.tenantId));
  const others = (await reselling.others('carbon-books', 500)).filter((row) => !live.has(row.tenantId));
  await reselling.save('carbon-books', [...before, ...others.map((row) => row.tenantId)]);
  const added = (await reselling.draft('carbon-books')).filter((row) => !live.has(row.tenantId));
  expect(added.length).toBeGreaterThan(400);
  await signIn(people.owner, reselling.path('carbon-books', 'sync'));
  const names = page.getByRole('dialog').locator('details');
  const more = names.getByRole('button', { name: 'Show more' });
  await expect(more).toBeVisible();
  const shown = () => names.locator('li:not(:has(button))').allTextContents();
  await expect.poll(async () => (await shown()).length).toBe(200);
  await more.press('Enter');
  await expect.poll(async () => (await shown()).length).toBe(400);
  await expect(more).toBeFocused();
  await more.press('Enter');
  await expect.poll(async () => (await shown()).sort()).toEqual(added.map((row) => row.name).sort());
  // The button went with the last names; the keys still move the list.
  await expect(names.getByRole('list')).toBeFocused();
  await expectAccessible(page, 'a long exact list');
});
