// "Add authorized CSP partners": search and filters on the server, a selection that lasts, and the list below.
import { expect, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { Reselling, tabTo } from '../support/reselling';

test.use({ portalOf: 'test' });

test('partners are found by search and filters, ticked across searches, and added', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [first, second] = await reselling.others('carbon-books', 2);
  const before = await reselling.draft('carbon-books');
  await signIn(people.owner, reselling.path('carbon-books'));
  await page.getByRole('link', { name: 'Select CSP partners' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add authorized CSP partners' });
  const search = dialog.getByRole('combobox', { name: 'Search by name or tenant ID' });
  await expect(search).toBeFocused();
  const options = dialog.getByRole('option');
  await expect(options).toHaveCount(50);
  await expectAccessible(page, 'the directory');
  await expect(dialog.getByRole('button', { name: 'Add (0)' })).toHaveAttribute('aria-disabled', 'true');

  // A tenant ID by its beginning, in any case and without hyphens.
  await search.fill(first!.tenantId.replaceAll('-', '').slice(0, 16).toUpperCase());
  await expect(options).toHaveCount(1);
  await expect(options).toContainText(first!.name);
  await options.click();
  await expect(options).toHaveAttribute('aria-selected', 'true');
  await expect(search).toBeFocused();
  await expect(page).toHaveURL(/\/add\?search=/);

  // The selection stays when something else is sought.
  await search.fill(second!.tenantId);
  await expect(options).toContainText(second!.name);
  await options.click();
  await expect(dialog.getByText('2 selected')).toBeVisible();
  await dialog.getByRole('button', { name: 'Show selected' }).click();
  await expect(dialog.getByRole('group', { name: 'Selected partners' })).toContainText(first!.name);
  await expectAccessible(page, 'the selection');

  // Filters have counts, go together, and each is taken away by its chip.
  await dialog.getByRole('button', { name: 'Clear search' }).click();
  await expect(options).toHaveCount(50);
  await dialog.getByRole('button', { name: 'Country' }).click();
  await dialog.getByRole('searchbox', { name: 'Find' }).fill('France');
  const france = dialog.getByRole('checkbox', { name: /^France/ });
  const count = Number(/\d+/.exec((await france.locator('xpath=..').innerText()).replaceAll(',', ''))![0]);
  await france.check();
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('status').filter({ hasText: 'found' })).toContainText(`${count.toLocaleString('en')} partner`);
  for (const option of await options.all()) await expect(option).toContainText('France');
  await expect(page).toHaveURL(/country=FR/);
  await expectAccessible(page, 'a filter');
  await dialog.getByRole('button', { name: 'Remove filter France' }).click();
  await expect(page).not.toHaveURL(/country=FR/);

  await dialog.getByRole('button', { name: 'Add (2)' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main')).toContainText(first!.name);
  // Nothing is saved by adding alone.
  expect(await reselling.draft('carbon-books')).toHaveLength(before.length);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect.poll(async () => (await reselling.draft('carbon-books')).length).toBe(before.length + 2);
});

test('keys alone: the arrows move through the results and the field keeps the focus', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, reselling.path('carbon-books', 'add'));
  const dialog = page.getByRole('dialog', { name: 'Add authorized CSP partners' });
  const search = dialog.getByRole('combobox');
  await expect(search).toBeFocused();
  await expect(dialog.getByRole('option')).toHaveCount(50);
  const picked: string[] = [];
  for (let taken = 0; taken < 2; taken += 1) {
    // Those that are in the list already cannot be ticked.
    for (;;) {
      await page.keyboard.press('ArrowDown');
      const active = page.locator(`[id="${await search.getAttribute('aria-activedescendant')}"]`);
      await expect(active).toBeInViewport();
      if ((await active.getAttribute('aria-disabled')) === 'true') continue;
      await page.keyboard.press('Enter');
      await expect(active).toHaveAttribute('aria-selected', 'true');
      picked.push((await active.getAttribute('id'))!.replace('reseller-', ''));
      break;
    }
  }
  // Typing goes on in the field, and the results change under it.
  await page.keyboard.type('cloud');
  await expect(page).toHaveURL(/search=cloud/);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('cloud');
  // One press, one effect: Escape empties the field and leaves the dialog.
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(dialog).toBeVisible();
  const { total } = await reselling.api.get('resellers?limit=1');
  await expect(dialog.getByText(`${total.toLocaleString('en')} partners found, 50 shown`)).toBeVisible();
  await tabTo(page, /^Show more$/);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('option')).toHaveCount(100);
  await tabTo(page, /^Add \(2\)$/);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await tabTo(page, /^Save draft$/);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await reselling.draft('carbon-books')).filter((row) => picked.includes(row.tenantId)).length).toBe(2);
});

test('who is authorized already says so; search and filters stand in the address', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [there] = await reselling.draft('route-planner');
  await signIn(people.owner, `${reselling.path('route-planner', 'add')}?search=${there!.tenantId}`);
  const dialog = page.getByRole('dialog', { name: 'Add authorized CSP partners' });
  await expect(dialog.getByRole('combobox')).toHaveValue(there!.tenantId);
  const option = dialog.getByRole('option');
  await expect(option).toContainText('Already authorized');
  await expect(option).toHaveAttribute('aria-disabled', 'true');
  await option.click({ force: true });
  await expect(option).toHaveAttribute('aria-selected', 'false');
  await expectAccessible(page, 'one that is there');
  await dialog.getByRole('combobox').fill('zzzz no such partner');
  await expect(dialog.getByText('No partner fits this search')).toBeVisible();
  await expectAccessible(page, 'nothing found');
  await dialog.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(dialog.getByRole('option')).toHaveCount(50);
});

test.describe('a search that fails', () => {
  test.use({ expectedFaults: /ERR_|Failed/ });

  test('says so, and is tried again', async ({ portal, signIn, page }) => {
    const reselling = await Reselling.at(portal);
    await signIn(people.owner, reselling.path('carbon-books', 'add'));
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('option')).toHaveCount(50);
    await page.route(/\/api\/v1\/resellers\?/, (route) => route.abort());
    await dialog.getByRole('combobox').fill('cloud');
    await expect(dialog.getByRole('alert')).toBeVisible();
    await page.unroute(/\/api\/v1\/resellers\?/);
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog.getByRole('alert')).toBeHidden();
    await expect(dialog.getByRole('option').first()).toContainText(/cloud/i);
  });

  test('a slow answer never replaces a newer one', async ({ portal, signIn, page }) => {
    const reselling = await Reselling.at(portal);
    const [one, two] = await reselling.others('carbon-books', 2);
    await signIn(people.owner, reselling.path('carbon-books', 'add'));
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('option')).toHaveCount(50);
    let release = () => {};
    const held = new Promise<void>((go) => (release = go));
    let answered = () => {};
    const late = new Promise<void>((done) => (answered = done));
    await page.route(`**/api/v1/resellers?search=${one!.tenantId}*`, async (route) => {
      await held;
      await route.continue();
      answered();
    });
    const asked = page.waitForRequest(`**/api/v1/resellers?search=${one!.tenantId}*`);
    await dialog.getByRole('combobox').fill(one!.tenantId);
    await asked;
    await dialog.getByRole('combobox').fill(two!.tenantId);
    await expect(dialog.getByRole('option')).toHaveCount(1);
    await expect(dialog.getByRole('option')).toContainText(two!.name);
    const response = page.waitForResponse(`**/api/v1/resellers?search=${one!.tenantId}*`);
    release();
    await late;
    await (await response).finished();
    await expect(dialog.getByRole('option')).toContainText(two!.name);
  });
});

test('a viewer may look and is told why not to add', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.viewer, reselling.path('carbon-books', 'add'));
  const dialog = page.getByRole('dialog', { name: 'Add authorized CSP partners' });
  const option = dialog.getByRole('option', { disabled: false }).first();
  await option.click();
  const add = dialog.getByRole('button', { name: 'Add (1)' });
  await expect(add).toHaveAttribute('aria-disabled', 'true');
  await expect(add).toHaveAccessibleDescription(/role/i);
});

test('a phone of 320 px shows the dialog without scrolling sideways', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(people.owner, reselling.path('carbon-books', 'add'));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  const wide = await dialog.locator('.dialog__body').evaluate((body) => body.scrollWidth - body.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  await expectAccessible(page, 'the directory at 320 px');
});

test('many tenant IDs at once: matches, unknown ones, and none of it in the address', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const others = await reselling.others('carbon-books', 300);
  const unknown = '00000000-0000-4000-8000-00000000ffff';
  await signIn(people.owner, reselling.path('carbon-books', 'add'));
  const dialog = page.getByRole('dialog', { name: 'Add authorized CSP partners' });
  const search = dialog.getByRole('combobox');
  await expect(search).toBeFocused();
  const pasted = [...others.map((row) => row.tenantId), unknown, 'not-an-id'].join('\r\n');
  await search.evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);
  await expect(dialog.getByText(`${others.length} of ${others.length + 1} tenant IDs found`)).toBeVisible();
  await dialog.getByText('1 ID is of no partner in the program').click();
  await expect(dialog.getByText(unknown)).toBeVisible();
  await dialog.getByText('1 word is no tenant ID').click();
  await expect(dialog.getByText('not-an-id', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/add$/);
  await expectAccessible(page, 'many tenant IDs');
  await dialog.getByRole('button', { name: `Select all ${others.length} found` }).click();
  await dialog.getByRole('button', { name: `Add (${others.length})` }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect.poll(async () => (await reselling.draft('carbon-books')).length).toBeGreaterThanOrEqual(others.length);
  // Typed with commas they are found too; a name is sought again afterwards.
  await page.getByRole('link', { name: 'Select CSP partners' }).click();
  await search.fill(others.slice(0, 3).map((row) => row.tenantId).join(', '));
  await expect(dialog.getByText('3 of 3 tenant IDs found')).toBeVisible();
  await dialog.getByRole('button', { name: 'Search by name again' }).click();
  await expect(search).toHaveValue('');
  await expect(dialog.getByRole('option')).toHaveCount(50);
});

test('what is ticked stays until it is added or cleared', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [first] = await reselling.others('carbon-books', 1);
  await signIn(people.owner, reselling.path('carbon-books', 'add'));
  const dialog = page.getByRole('dialog', { name: 'Add authorized CSP partners' });
  await dialog.getByRole('combobox').fill(first!.tenantId);
  await dialog.getByRole('option').filter({ hasText: first!.name }).click();
  await expect(dialog.getByText('1 selected')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: 'Select CSP partners' }).click();
  await expect(dialog.getByText('1 selected')).toBeVisible();
  await page.reload();
  await expect(dialog.getByText('1 selected')).toBeVisible();
  await dialog.getByRole('button', { name: 'Clear selection' }).click();
  await page.reload();
  await expect(dialog.getByText('0 selected')).toBeVisible();
});

test('what did not come for want of a connection comes with it', async ({ portal, signIn, page, context }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, reselling.path('carbon-books', 'add'));
  const dialog = page.getByRole('dialog', { name: 'Add authorized CSP partners' });
  await expect(dialog.getByRole('option')).toHaveCount(50);
  const [first] = await reselling.others('carbon-books', 1);
  await context.setOffline(true);
  await dialog.getByRole('combobox').fill(first!.tenantId);
  await expect(dialog.getByText('No answer from the server.')).toBeVisible();
  await context.setOffline(false);
  await expect(dialog.getByText('No answer from the server.')).toBeHidden();
  await expect(dialog.getByRole('option')).toHaveCount(1);
});
