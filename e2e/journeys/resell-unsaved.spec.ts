// What is changed on an audience and not saved: it stays whatever else happens, and is only given up by the person.
import { Asking } from '../support/asking';
import { csv } from '../support/csv';
import { expect, people, test, type Fixtures } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { Reselling } from '../support/reselling';

test.use({ portalOf: 'test' });

const any = 'Any partner in the CSP program';
const some = 'Specific partners in the CSP program I select';
const none = 'No partners in the CSP program';

/** The button of a row. */
function button(page: import('@playwright/test').Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

/** The draft is what is in force; the owner takes two of it out, who never sold, and saves nothing. */
async function twoTakenOut({ portal, signIn, page }: Pick<Fixtures, 'portal' | 'signIn' | 'page'>) {
  const reselling = await Reselling.at(portal);
  const operator = await portal.api(people.operator);
  const rows = await reselling.draft('grain-ledger');
  await reselling.save('grain-ledger', rows.filter((row) => row.inLive).map((row) => row.tenantId));
  const [first, second] = rows.filter((row) => row.inLive && !row.soldSince);
  if (!first || !second) throw new Error('the sample has no two resellers that never sold this offer');
  await signIn(people.owner, reselling.path('grain-ledger'));
  for (const one of [first, second]) await button(page, `Remove ${one.name}`).click();
  return { reselling, operator, first, second };
}

test('a sale puts back who sold, and leaves every other change as it is', async ({ portal, signIn, page }) => {
  const { reselling, operator, first, second } = await twoTakenOut({ portal, signIn, page });
  // Something of another offer changes: the list is read again.
  const read = page.waitForResponse((answer) => answer.url().includes('/resell/resellers'));
  await reselling.sells(operator, 'insight-ledger', first.tenantId);
  await read;
  await expect(button(page, `Undo removing ${first.name}`)).toBeVisible();
  await expect(button(page, `Undo removing ${second.name}`)).toBeVisible();
  // One of the two sells this very offer.
  await reselling.sells(operator, 'grain-ledger', first.tenantId);
  await expect(page.getByText(new RegExp(`${first.name.replace('.', '\\.')} has sold this offer since .*, so it stays`))).toBeVisible();
  const back = page.getByRole('row').filter({ hasText: first.tenantId });
  await expect(back).toContainText('Back: has sold');
  await expect(back.getByRole('button')).toHaveCount(0);
  await expect(button(page, `Undo removing ${second.name}`)).toBeVisible();
  await expectAccessible(page, 'who came back');
});

test('a refused save keeps every other change and the option', async ({ portal, signIn, page }) => {
  const { reselling, operator, first, second } = await twoTakenOut({ portal, signIn, page });
  // The page cannot hear of it before the press.
  await page.route('**/resell', async (route) => {
    await reselling.sells(operator, 'grain-ledger', first.tenantId);
    await route.continue();
  }, { times: 1 });
  const refused = page.waitForResponse((answer) => answer.status() === 409);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await refused;
  await expect(page.getByText(/has sold this offer since .*, so it stays/)).toBeVisible();
  await expect(button(page, `Undo removing ${second.name}`)).toBeVisible();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  const after = (await reselling.draft('grain-ledger')).map((row) => row.tenantId);
  expect(after).toContain(first.tenantId);
  expect(after).not.toContain(second.tenantId);
});

test('saving the materials leaves the audience unsaved, and a wrong field gets the focus', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [mine] = await reselling.draft('carbon-books');
  await signIn(people.owner, reselling.path('carbon-books'));
  await button(page, `Remove ${mine!.name}`).click();
  const url = page.getByLabel('URL of marketing materials');
  await url.fill('nothing');
  await page.getByRole('button', { name: 'Save materials' }).click();
  await expect(url).toBeFocused();
  await url.fill('https://books.example/resellers');
  await page.getByRole('button', { name: 'Save materials' }).click();
  await expect(page.getByText('The materials are saved')).toBeVisible();
  await expect(button(page, `Undo removing ${mine!.name}`)).toBeVisible();
  expect((await reselling.draft('carbon-books')).map((row) => row.tenantId)).toContain(mine!.tenantId);
  // And the other way round: a saved list leaves what is typed.
  await url.fill('https://books.example/other');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  await expect(url).toHaveValue('https://books.example/other');
});

test('another screen, Back and a reload lose nothing; one press gives all up', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [mine] = await reselling.draft('carbon-books');
  const [other] = await reselling.others('carbon-books', 1);
  await signIn(people.owner, reselling.path('carbon-books'));
  await button(page, `Remove ${mine!.name}`).click();
  await page.getByRole('link', { name: 'Select CSP partners' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add authorized CSP partners' });
  await dialog.getByRole('combobox').fill(other!.tenantId);
  await dialog.getByRole('option').filter({ hasText: other!.name }).click();
  await dialog.getByRole('button', { name: 'Add (1)' }).click();
  await expect(page.getByText('Your changes are not saved yet.')).toBeVisible();
  await page.getByRole('radio', { name: any }).check();
  const still = async () => {
    await expect(page.getByRole('radio', { name: any })).toBeChecked();
    await page.getByRole('radio', { name: some }).check();
    await expect(button(page, `Undo removing ${mine!.name}`)).toBeVisible();
    await expect(button(page, `Remove ${other!.name}`)).toBeVisible();
    await page.getByRole('radio', { name: any }).check();
  };
  await still();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Resellers' }).click();
  await expect(page).toHaveURL(/\/resellers$/);
  await page.goBack();
  await still();
  await page.reload();
  await still();
  await expectAccessible(page, 'changes that are kept');
  await page.getByRole('button', { name: 'Undo all changes' }).click();
  await expect(page.getByRole('radio', { name: some })).toBeChecked();
  await expect(page.getByText('Your changes are not saved yet.')).toBeHidden();
  await page.reload();
  await expect(button(page, `Remove ${mine!.name}`)).toBeVisible();
});

test('what cannot be is not saved, and says so until something else is chosen', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, reselling.path('insight-ledger'));
  const save = page.getByRole('button', { name: 'Save draft' });
  await page.getByRole('radio', { name: none }).check();
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await expect(save).toHaveAccessibleDescription(/have sold it/);
  await page.getByRole('radio', { name: any }).check();
  await expect(save).not.toHaveAttribute('aria-disabled', 'true');
});

/** The owner takes one reseller out, and then saves another list elsewhere. */
async function overtaken({ portal, signIn, page }: Pick<Fixtures, 'portal' | 'signIn' | 'page'>) {
  const reselling = await Reselling.at(portal);
  const before = await reselling.draft('carbon-books');
  const [[mine], [theirs]] = [before, await reselling.others('carbon-books', 1)];
  if (!mine || !theirs) throw new Error('the sample has no list to take out of, or nobody to add');
  await signIn(people.owner, reselling.path('carbon-books'));
  await button(page, `Remove ${mine.name}`).click();
  await reselling.save('carbon-books', [...before.map((row) => row.tenantId), theirs.tenantId]);
  return { mine, theirs };
}

test('your own change in another tab is told as such, with names', async ({ portal, signIn, page }) => {
  const { mine, theirs } = await overtaken({ portal, signIn, page });
  await expect(page.getByText(/You saved this audience on .* in another tab or window/)).toBeVisible();
  const sides = page.getByRole('definition');
  await sides.filter({ hasText: '1 added' }).getByText('Show who').click();
  await expect(sides.filter({ hasText: '1 added' })).toContainText(theirs.name);
  await sides.filter({ hasText: '1 removed' }).getByText('Show who').click();
  await expect(sides.filter({ hasText: '1 removed' })).toContainText(mine.name);
});

test('a case of another offer at the desk leaves unsaved changes alone', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  const [mine] = await reselling.draft('carbon-books');
  await signIn(people.owner, reselling.path('carbon-books'));
  await button(page, `Remove ${mine!.name}`).click();
  const read = page.waitForResponse((answer) => answer.url().includes('/resell/resellers'));
  await asking.desk.post(`desk/requests/${number}/claim`, { claimed: true });
  await read;
  await expect(button(page, `Undo removing ${mine!.name}`)).toBeVisible();
});

test('after an import the page says that the list is on its way', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [one] = await reselling.others('carbon-books', 1);
  await signIn(people.owner, reselling.path('carbon-books', 'import'));
  const file = csv('partners.csv', [['ID', 'Description', 'Type'], [one!.tenantId, one!.name, 'TenantID']]);
  await page.getByLabel('Drop a CSV file here, or choose one').setInputFiles(file);
  const confirm = page.getByRole('button', { name: 'Add 1 partner' });
  await expect(confirm).not.toHaveAttribute('aria-disabled', 'true');
  let pass = () => {};
  const held = new Promise<void>((resolve) => { pass = resolve; });
  await page.route('**/resell/resellers*', async (route) => {
    await held;
    await route.continue();
  });
  await confirm.click();
  await expect(page.getByText('Reading the new list.')).toBeVisible();
  pass();
  await expect(page.getByText('Reading the new list.')).toBeHidden();
  await expect(button(page, `Remove ${one!.name}`)).toBeVisible();
});

test('that there was no connection is not said any longer than it is true', async ({ portal, signIn, page, context }) => {
  const reselling = await Reselling.at(portal);
  const [mine] = await reselling.draft('carbon-books');
  await signIn(people.owner, reselling.path('carbon-books'));
  await button(page, `Remove ${mine!.name}`).click();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('No answer from the server.')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('No answer from the server.')).toBeHidden();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
});

/** The owner takes one reseller out, leaves the page, and comes back after another list was saved. */
async function leftAndOvertaken({ portal, signIn, page }: Pick<Fixtures, 'portal' | 'signIn' | 'page'>, more: number) {
  const reselling = await Reselling.at(portal);
  const [theirs, ...others] = await reselling.others('carbon-books', 1 + more);
  const list = [...(await reselling.draft('carbon-books')), ...others].map((row) => row.tenantId);
  await reselling.save('carbon-books', list);
  const [mine] = await reselling.draft('carbon-books');
  if (!mine || !theirs) throw new Error('the sample has no list to take out of, or nobody to add');
  await signIn(people.owner, reselling.path('carbon-books'));
  await button(page, `Remove ${mine.name}`).click();
  await expect(page.getByText('Your changes are not saved yet.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Resellers' }).click();
  await expect(page).toHaveURL(/\/resellers$/);
  await reselling.save('carbon-books', [...list, theirs.tenantId]);
  await page.goBack();
  return { reselling, mine, theirs };
}

for (const more of [0, 600]) test(`after a reload too, changes stand beside what somebody else saved since, and a choice is made, with ${more} more`, async ({ portal, signIn, page }) => {
  const { reselling, mine, theirs } = await leftAndOvertaken({ portal, signIn, page }, more);
  const conflict = page.getByText(/You saved this audience on .* in another tab or window/);
  await expect(conflict).toBeVisible();
  await page.reload();
  await expect(conflict).toBeVisible();
  const sides = page.getByRole('definition');
  await sides.filter({ hasText: '1 added' }).getByText('Show who').click();
  await expect(sides.filter({ hasText: '1 added' })).toContainText(theirs.name);
  await sides.filter({ hasText: '1 removed' }).getByText('Show who').click();
  await expect(sides.filter({ hasText: '1 removed' })).toContainText(mine.name);
  await page.getByRole('button', { name: 'Keep both sets of changes' }).click();
  await expect(conflict).toBeHidden();
  await page.getByRole('searchbox', { name: 'Search these resellers' }).fill(mine.name);
  await expect(button(page, `Undo removing ${mine.name}`)).toBeVisible();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('Your changes are not saved yet.')).toBeHidden();
  const saved = (await reselling.draft('carbon-books')).map((row) => row.name);
  expect(saved).toContain(theirs.name);
  expect(saved).not.toContain(mine.name);
});

test('a reseller that only the older draft has keeps its row and its name', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [only, ...others] = await reselling.others('carbon-books', 3);
  const list = [...(await reselling.draft('carbon-books')), ...others].map((row) => row.tenantId);
  await reselling.save('carbon-books', [...list, only!.tenantId]);
  await signIn(people.owner, reselling.path('carbon-books'));
  await button(page, `Remove ${others[0]!.name}`).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Resellers' }).click();
  await expect(page).toHaveURL(/\/resellers$/);
  await reselling.save('carbon-books', list);
  await page.goBack();
  const conflict = page.getByText(/You saved this audience on .* in another tab or window/);
  for (const again of [true, true, false]) {
    await expect(conflict).toBeVisible();
    await expect(button(page, `Remove ${only!.name}`)).toBeVisible();
    if (again) await page.reload();
  }
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByRole('row').filter({ hasText: only!.name })).toContainText('Not saved');
});

test('changes of a long list stand on what somebody else saved since, and say so', async ({ portal, signIn, page }) => {
  const { mine, theirs } = await leftAndOvertaken({ portal, signIn, page }, 2_000);
  await expect(page.getByText(/Ingrid Solheim saved this audience on .*, since you made them/)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search these resellers' }).fill(mine.name);
  await expect(button(page, `Undo removing ${mine.name}`)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search these resellers' }).fill(theirs.name);
  await expect(button(page, `Remove ${theirs.name}`)).toBeVisible();
});

test('giving everything up in a conflict goes to what is saved by now, which can be brought in force', async ({ portal, signIn, page }) => {
  const { mine, theirs } = await overtaken({ portal, signIn, page });
  await expect(page.getByText(/in another tab or window while you were changing it here/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo all changes' }).click();
  await expect(button(page, `Remove ${theirs.name}`)).toBeVisible();
  await expect(button(page, `Remove ${mine.name}`)).toBeVisible();
  await expect(page.getByText(/in another tab or window while you were changing it here/)).toBeHidden();
});

test('a save whose answer is lost is no conflict with oneself', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [mine] = await reselling.draft('carbon-books');
  await signIn(people.owner, reselling.path('carbon-books'));
  await button(page, `Remove ${mine!.name}`).click();
  await page.route('**/resell', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('Your changes are not saved yet.')).toBeHidden();
  await expect(page.getByText(/in another tab or window while you were changing it here/)).toBeHidden();
  await page.unrouteAll({ behavior: 'wait' });
});

test('nor after a reload, when the page never heard what came of it', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [mine, ...others] = await reselling.draft('carbon-books');
  await signIn(people.owner, reselling.path('carbon-books'));
  await button(page, `Remove ${mine!.name}`).click();
  await expect(page.getByText('Your changes are not saved yet.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Resellers' }).click();
  await expect(page).toHaveURL(/\/resellers$/);
  await reselling.save('carbon-books', others.map((row) => row.tenantId));
  await page.goBack();
  await expect(button(page, `Remove ${others[0]!.name}`)).toBeVisible();
  await expect(page.getByText('Your changes are not saved yet.')).toBeHidden();
  await expect(page.getByText(/in another tab or window while you were changing it here/)).toBeHidden();
});

test('materials that a colleague saves meanwhile are seen before they are written over', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const at = `offers/${reselling.id('carbon-books')}/resell/materials`;
  const materials = (contactName: string, contactEmail: string) => ({ marketingUrl: 'https://books.example/first', contactName, contactEmail });
  await reselling.api.put(at, materials('First', 'first@books.example'));
  await signIn(people.owner, reselling.path('carbon-books'));
  const [url, name, email] = ['URL of marketing materials', 'Channel contact: name', 'Channel contact: e-mail'].map((label) => page.getByLabel(label, { exact: true }));
  await expect(name!).toHaveValue('First');
  await url!.fill('https://books.example/mine');
  await name!.fill('Mine');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Resellers' }).click();
  await expect(page).toHaveURL(/\/resellers$/);
  await reselling.api.put(at, materials('Second', 'second@books.example'));
  await page.goBack();
  await expect(url!).toHaveValue('https://books.example/mine');
  await expect(email!).toHaveValue('second@books.example');
  await expect(name!).toHaveValue('Mine');
  await expect(page.getByText('Saved meanwhile by somebody else: Second. Saving puts yours in its place.')).toBeVisible();
  await expectAccessible(page, 'materials that differ');
  await page.getByRole('button', { name: 'Save materials' }).click();
  await expect(page.getByText('The materials are saved')).toBeVisible();
  await expect(page.getByText('Saved meanwhile by somebody else')).toBeHidden();
});
