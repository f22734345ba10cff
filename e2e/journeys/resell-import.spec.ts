// "Import CSPs" and "Export CSPs": a file is previewed by kind, confirmed as it was shown, and nothing is written before.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { csv, type Given } from '../support/csv';
import { expect, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { Reselling, tabTo } from '../support/reselling';

test.use({ portalOf: 'test' });

const HEAD = ['ID', 'Description', 'Type'];
const give = (page: Page, file: Given) => page.getByLabel('Drop a CSV file here, or choose one').setInputFiles(file);

/** The figure of a kind. */
function figure(page: Page, kind: string) {
  return page.getByRole('term').filter({ hasText: new RegExp(`^${kind}$`) }).locator('xpath=following-sibling::dd');
}

test('a French spreadsheet’s file: every kind is counted, bad rows come back with reasons, good ones are written', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const before = await reselling.draft('carbon-books');
  const [one, two] = await reselling.others('carbon-books', 2);
  const file = csv(
    'partenaires.csv',
    [
      HEAD,
      [one!.tenantId.toUpperCase(), 'Société créée', 'TenantID'],
      [two!.tenantId, 'Deuxième', 'TenantID'],
      [before[0]!.tenantId, 'Connue', 'TenantID'],
      ['00000000-0000-4000-8000-00000000abcd', 'Personne', 'TenantID'],
      ['pas un identifiant', 'Erreur', 'TenantID'],
      [one!.tenantId, 'Encore', 'TenantID'],
    ],
    ';',
    'latin1',
  );
  await signIn(people.owner, reselling.path('carbon-books'));
  await page.getByRole('link', { name: 'Import CSPs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import CSPs' });
  await expectAccessible(page, 'no file yet');
  await expect(dialog.getByRole('button', { name: 'Import CSPs' })).toHaveAttribute('aria-disabled', 'true');
  await give(page, file);
  await expect(figure(page, 'Added')).toHaveText('2');
  await expect(figure(page, 'Already there')).toHaveText('1');
  await expect(figure(page, 'Unknown tenant')).toHaveText('1');
  await expect(figure(page, 'Invalid')).toHaveText('1');
  await expect(figure(page, 'Duplicate')).toHaveText('1');
  await expect(dialog.getByLabel('File encoding')).toHaveValue('windows1252');
  await expect(dialog.getByLabel('Separator')).toHaveValue('semicolon');
  // Row and column of each problem.
  const problems = dialog.getByRole('table', { name: 'Problems by line and column' });
  await expect(problems.getByRole('row').filter({ hasText: 'pas un identifiant' })).toContainText('6');
  await expectAccessible(page, 'a preview');
  expect(await reselling.draft('carbon-books')).toHaveLength(before.length);

  const [rejected] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download rejected rows' }).click(),
  ]);
  const text = readFileSync((await rejected.path())!, 'utf8');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text).toContain('pas un identifiant');
  expect(text).not.toContain('Deuxième');

  // Another encoding is another reading: these bytes are no UTF-8, so nothing can be confirmed then.
  await dialog.getByLabel('File encoding').selectOption('utf8');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Import CSPs' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('File encoding').selectOption('windows1252');
  await expect(figure(page, 'Added')).toHaveText('2');
  await dialog.getByRole('button', { name: 'Add 2 partners' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('The file is imported: 2 partners were added to the draft.')).toBeVisible();
  const now = (await reselling.draft('carbon-books')).map((row) => row.tenantId);
  expect(now.sort()).toEqual([...before.map((row) => row.tenantId), one!.tenantId, two!.tenantId].sort());
});

test('replace keeps who has sold, by keys alone', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const before = await reselling.draft('route-planner');
  const sold = before.filter((row) => row.soldSince);
  const stays = before.find((row) => !row.soldSince)!;
  await signIn(people.owner, reselling.path('route-planner', 'import'));
  const dialog = page.getByRole('dialog', { name: 'Import CSPs' });
  await expect(dialog.getByRole('radio', { name: 'Add to the list' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Replace the list' })).toBeChecked();
  await give(page, csv('list.csv', [HEAD, [stays.tenantId, stays.name, 'TenantID']]));
  await expect(figure(page, 'Missing, stays: has sold')).toHaveText(String(sold.length));
  await expect(figure(page, 'Removed')).toHaveText(String(before.length - sold.length - 1));
  const leaving = dialog.getByRole('region', { name: /leave the list/ });
  const goes = before.find((row) => !row.soldSince && row.tenantId !== stays.tenantId)!;
  await expect(leaving.getByText(goes.name, { exact: true }).first()).toBeVisible();
  await expectAccessible(page, 'a replacement');
  await tabTo(page, /^Replace: add 0, remove \d+$/);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const now = (await reselling.draft('route-planner')).map((row) => row.tenantId);
  expect(now.sort()).toEqual([...sold, stays].map((row) => row.tenantId).sort());
});

test('what changed since the preview is shown again before anything is written', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const before = await reselling.draft('carbon-books');
  const [one, two] = await reselling.others('carbon-books', 2);
  await signIn(people.owner, reselling.path('carbon-books', 'import'));
  const dialog = page.getByRole('dialog', { name: 'Import CSPs' });
  await give(page, csv('two.csv', [HEAD, [one!.tenantId, '', 'TenantID'], [two!.tenantId, '', 'TenantID']]));
  await expect(figure(page, 'Added')).toHaveText('2');
  await reselling.save('carbon-books', [...before.map((row) => row.tenantId), one!.tenantId]);
  await dialog.getByRole('button', { name: 'Add 2 partners' }).click();
  await expect(dialog.getByText('The audience changed while you looked.')).toBeVisible();
  await expect(figure(page, 'Added')).toHaveText('1');
  expect(await reselling.draft('carbon-books')).toHaveLength(before.length + 1);
  await dialog.getByRole('button', { name: 'Add 1 partner' }).click();
  await expect(dialog).toBeHidden();
  expect(await reselling.draft('carbon-books')).toHaveLength(before.length + 2);
});

test('a file that is none, and changes that are not saved, are told', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  await signIn(people.owner, reselling.path('carbon-books'));
  await page.getByRole('button', { name: /^Remove / }).first().click();
  await page.getByRole('link', { name: 'Import CSPs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import CSPs' });
  await expect(dialog.getByText('Save or undo your changes on this page first.').first()).toBeVisible();
  await give(page, { name: 'photo.csv', mimeType: 'text/csv', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]) });
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expectAccessible(page, 'no text');
});

test('an export is what an import reads back', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const before = await reselling.draft('route-planner');
  await signIn(people.owner, reselling.path('route-planner'));
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSPs' }).click()]);
  const path = (await file.path())!;
  const bytes = readFileSync(path);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  for (const row of before) expect(bytes.toString('utf8')).toContain(row.tenantId);
  await page.getByRole('link', { name: 'Import CSPs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import CSPs' });
  await give(page, { name: 'export.csv', mimeType: 'text/csv', buffer: bytes });
  await expect(figure(page, 'Already there')).toHaveText(String(before.length));
  await expect(figure(page, 'Added')).toHaveText('0');
  await expect(dialog.getByRole('button', { name: 'Import CSPs' })).toHaveAttribute('aria-disabled', 'true');
});

test('headings that are missing or other ones, a workbook, and too many rows are told before anything is sent', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const [one] = await reselling.others('carbon-books', 1);
  await signIn(people.owner, reselling.path('carbon-books', 'import'));
  const dialog = page.getByRole('dialog', { name: 'Import CSPs' });
  await give(page, csv('bare.csv', [[one!.tenantId, 'Someone', 'TenantID']]));
  await expect(dialog.getByRole('alert')).toContainText(`Found there: ${one!.tenantId}, Someone, TenantID.`);
  await give(page, csv('other.csv', [['Description', 'Type'], ['Someone', 'TenantID']]));
  await expect(dialog.getByRole('alert')).toContainText('There is no column with tenant IDs. Found: Description, Type.');
  const workbook = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from('xl/workbook.xml')]);
  await give(page, { name: 'list.xlsx', mimeType: 'application/vnd.ms-excel', buffer: workbook });
  await expect(dialog.getByRole('alert').filter({ hasText: 'an Excel workbook' })).toContainText('Save the table as CSV');
  let sent = 0;
  page.on('request', (request) => (sent += request.url().includes('/resell/import') ? 1 : 0));
  await give(page, { name: 'long.csv', mimeType: 'text/csv', buffer: Buffer.from(`ID\n${`${one!.tenantId}\n`.repeat(100_002)}`) });
  await expect(dialog.getByRole('alert').filter({ hasText: 'more than 100,000 rows' })).toBeVisible();
  expect(sent).toBe(0);
});
