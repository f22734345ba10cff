// A partner brings solutions from files, and nothing that goes wrong on the way loses or half writes anything.
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { csv, foreignPartnerId, inParts, megabytes, NEEDED, onDisk, partnerIds, rowCount, solutions, type Given } from '../support/csv';
import { expect, heading, people, test as base } from '../support/fixtures';
import { Importing } from '../support/importing';

const test = base.extend<{ importing: Importing }>({
  importing: async ({ signIn }, use) => use(new Importing(await signIn(people.owner, '/solutions/import'))),
});

// Imports write, and some of these tests stop the server.
test.use({ portalOf: 'test' });

const PART = /\/parts\/(\d+)$/;

/** Lets something happen once, just before a part leaves the browser. */
async function beforePart(page: Page, part: number, happens: () => Promise<void>): Promise<void> {
  await page.route(
    new RegExp(`/parts/${part}$`),
    async (route) => {
      await happens();
      await route.continue();
    },
    { times: 1 },
  );
}

test.describe('a file that is fine', () => {
  test('10,000 solutions are imported and found by search', async ({ importing, page, accessible }) => {
    test.slow();
    await expect(importing.step('Choose a file')).toBeVisible();
    await accessible();
    await importing.give(solutions('ten-thousand.csv', 10_000, 'Harbour'));
    await expect(importing.step('Check how the file was read')).toBeVisible({ timeout: 60_000 });
    await expect(importing.step('Check how the file was read')).toBeFocused();
    await expect(page.getByLabel('File encoding')).toHaveText(/UTF-8 \(found\)/);
    await accessible();
    await importing.button('Continue').click();
    await expect(importing.step('Review what will be imported')).toBeFocused();
    await importing.expectFigures('10,000', '10,000', '0', '0', '0');
    await expect(page.getByText('50 of 10,000 shown')).toBeVisible();
    await importing.button('Show more').click();
    await expect(page.getByText('100 of 10,000 shown').first()).toBeVisible();
    await accessible();
    await importing.write('10,000 rows');
    await accessible();

    await page.getByRole('link', { name: 'See the solutions' }).click();
    await expect(heading(page)).toHaveText('You have 10,030 solutions in OCP GTM that you can merge or discard.');
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill('number 9973 harbour');
    await expect(page.getByText('Showing 1-1 of 1')).toBeVisible();
    await expect(page.getByRole('grid').getByRole('row', { name: /Harbour-9973/ })).toBeVisible();
  });

  test('the same file again changes nothing', async ({ importing, page }) => {
    const file = solutions('again.csv', 20, 'Again');
    await importing.give(file);
    await importing.takeColumns();
    await importing.write('20 rows');
    await page.getByRole('link', { name: 'Import another file' }).click();
    await importing.give(file);
    await importing.takeColumns();
    await importing.expectFigures('20', '0', '0', '20', '0');
    await expect(page.getByText('There is nothing to import: all of the file is here already.').first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Import/ })).toHaveAttribute('aria-disabled', 'true');
  });

  test('Excel’s French file: Windows-1252 with semicolons', async ({ importing, page }) => {
    const rows = [
      ['ID de solution', 'Nom de la solution', 'ID partenaire', 'Valeur des références', 'Devise'],
      ...Array.from({ length: 12 }, (_, i) => [`FR-${i}`, `Tournée créée à Orléans ${i}`, partnerIds[0]!, `${1200 + i},50`, 'EUR']),
    ];
    await importing.give(csv('export.csv', rows, ';', 'latin1'));
    await expect(importing.step('Check how the file was read')).toBeVisible();
    await expect(page.getByLabel('File encoding')).toHaveValue('windows1252');
    await expect(page.getByRole('combobox', { name: 'Separator' })).toHaveValue('semicolon');
    await expect(importing.column('Nom de la solution')).toHaveValue('name');
    await expect(page.getByText('Tournée créée à Orléans 0').first()).toBeVisible();
    await importing.takeColumns();
    await importing.expectFigures('12', '12', '0', '0', '0');
    await importing.write('12 rows');
  });

  test('a wrong guess is put right, and what was chosen is kept', async ({ importing, page, accessible }) => {
    const rows = [
      ['Reference', 'Label', 'MPN ID', 'Notes'],
      ['W-1', 'Réseau fluvial', partnerIds[0]!, 'x'],
      ['W-2', 'Créneau étendu', partnerIds[1]!, 'y'],
    ];
    await importing.give(csv('own-headings.csv', rows, ',', 'latin1'));
    await expect(importing.step('Check how the file was read')).toBeVisible();
    const missing = 'Say which column of the file holds: Solution ID, Solution name.';
    await expect(page.getByText(missing).first()).toBeVisible();
    await expect(importing.button('Continue')).toHaveAttribute('aria-disabled', 'true');
    await accessible();

    await importing.column('Reference').selectOption({ label: 'Solution ID (required)' });
    await importing.column('Label').selectOption({ label: 'Keywords' });
    await importing.column('Notes').selectOption({ label: 'Solution name (required)' });
    await expect(importing.button('Continue')).not.toHaveAttribute('aria-disabled');
    // Another column for the same: the first one is left aside.
    await importing.column('Label').focus();
    await importing.column('Label').selectOption({ label: 'Solution name (required)' });
    await expect(importing.column('Notes')).toHaveValue('');
    await expect(importing.column('Label')).toBeFocused();

    // Another encoding shows other letters and keeps the choices.
    await page.getByLabel('File encoding').selectOption('gb18030');
    await expect(page.getByText('Réseau fluvial')).toBeHidden();
    await expect(importing.column('Label')).toHaveValue('name');
    await page.getByLabel('File encoding').selectOption('windows1252');
    await expect(page.getByText('Réseau fluvial · Créneau étendu')).toBeVisible();
    await expect(importing.column('Reference')).toHaveValue('solutionId');
    await importing.takeColumns();
    await importing.expectFigures('2', '2', '0', '0', '0');
    await expect(page.getByRole('cell', { name: 'Créneau étendu' })).toBeVisible();
  });

  test('referrals, collateral and contacts come by further files', async ({ importing, page }) => {
    await importing.give(solutions('parents.csv', 2, 'Quay'));
    await importing.takeColumns();
    await importing.write('2 rows');
    const files: [string, Given, string][] = [
      ['Referrals', csv('referrals.csv', [['Solution ID', 'Customer', 'Stage', 'Value', 'Currency'], ['Quay-1', 'Ostrava Tool Works', 'New', '1200', 'EUR'], ['Quay-2', 'Bergen Cold Store', 'Won', '900', 'EUR']]), '2 rows'],
      ['Collateral', csv('collateral.csv', [['Solution ID', 'Title', 'URL'], ['Quay-1', 'Quay one-pager', 'https://northlake.example/quay.pdf']]), '1 row'],
      ['Contacts', csv('contacts.csv', [['Solution ID', 'Name', 'E-mail', 'Region'], ['Quay-1', 'Signe Halvorsen', 'signe@northlake.example', 'Nordics'], ['Nowhere-1', 'Lost Person', 'lost@northlake.example', '']]), '1 row'],
    ];
    for (const [kind, file, written] of files) {
      await page.getByRole('link', { name: 'Import another file' }).click();
      await page.getByRole('radio', { name: kind }).check();
      await importing.give(file);
      await importing.takeColumns();
      await importing.write(written);
    }
    await page.getByRole('link', { name: 'See the solutions' }).click();
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill('Quay number 1');
    await page.getByRole('button', { name: 'Details of Quay number 1' }).click();
    const carries = page.locator('.row-panel');
    for (const text of ['1 referral', 'Quay one-pager', 'Signe Halvorsen']) await expect(carries).toContainText(text);
  });
});

test.describe('rows with problems', () => {
  const rows = [
    NEEDED.concat('Offer type'),
    ['P-1', 'Fine', partnerIds[0]!, 'Software as a Service'],
    ['P-1', 'Twice', partnerIds[0]!, ''],
    ['P-2', 'Somebody else’s', foreignPartnerId, ''],
    ['P-3', 'Nobody’s', '9999999', ''],
    ['P-4', '', partnerIds[0]!, ''],
    ['P-5', "'=SUM(A1)", partnerIds[0]!, ''],
    ['P-6', "'=cmd", partnerIds[0]!, 'Spaceship'],
  ];

  test('are told by row and column, stay out, and come back as a file', async ({ importing, page, accessible }) => {
    await importing.give(csv('problems.csv', rows));
    await importing.takeColumns();
    await importing.expectFigures('7', '2', '0', '0', '5');
    const problem = (line: string, column: string) =>
      importing.card('Problems').getByRole('row', { name: new RegExp(`^${line} ${column}`) });
    await expect(problem('3', 'Solution ID')).toContainText('2');
    // Whose it is, or whether it is anybody's, is not told.
    const foreign = await problem('4', 'Partner ID').getByRole('cell').last().innerText();
    expect(await problem('5', 'Partner ID').getByRole('cell').last().innerText()).toBe(foreign);
    await expect(problem('6', 'Solution name')).toBeVisible();
    await expect(problem('8', 'Offer type')).toContainText('Software as a Service');
    await expect(importing.card('What the import does').getByRole('cell', { name: '=SUM(A1)', exact: true })).toBeVisible();
    await accessible();

    const [download] = await Promise.all([page.waitForEvent('download'), importing.button('Download rejected rows').click()]);
    const text = readFileSync((await download.path())!, 'utf8');
    expect(text.split('\r\n').filter(Boolean)).toHaveLength(6);
    expect(text).toContain(",'=cmd,");
    await importing.write('2 rows');
    await expect(page.getByText('5 rows were left out.')).toBeVisible();
    await expect(importing.button('Download rejected rows')).toBeVisible();
  });

  test('alone leave nothing to import', async ({ importing, page }) => {
    await importing.give(csv('only-problems.csv', [NEEDED, ['X-1', 'Foreign', foreignPartnerId]]));
    await importing.takeColumns();
    await expect(page.getByText(/the rows that would change something are all rejected/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Import/ })).toHaveAttribute('aria-disabled', 'true');
  });

  test('what a colleague set here is shown before it is replaced', async ({ importing, page, portal }) => {
    const api = await portal.api(people.owner);
    const [solution] = (await api.get('solutions?limit=1')).items;
    const [rafael] = (await api.get('users')).filter((user: any) => user.name.startsWith('Rafael'));
    await api.post('solutions/bulk', { action: 'assign', items: [solution.id], assignee: rafael.id });
    const row = [solution.solutionId, `${solution.name} II`, solution.partnerId, people.manager];
    await importing.give(csv('assigned.csv', [[...NEEDED, 'Assigned to'], row]));
    await importing.takeColumns();
    await importing.expectFigures('1', '0', '1', '0', '0');
    const change = importing.card('What the import does').getByRole('listitem').filter({ hasText: 'Assigned to' });
    await expect(change).toContainText('Set here');
    await importing.write('1 row');
    await page.getByRole('link', { name: 'See the solutions' }).click();
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill(`${solution.name} II`);
    await expect(page.getByRole('grid').getByRole('row', { name: /Mireille/ })).toBeVisible();
  });
});

test.describe('files that cannot be imported', () => {
  const refused: [string, () => Given | string, RegExp][] = [
    ['a workbook', () => ({ name: 'plan.xlsx', mimeType: '', buffer: Buffer.from('PK\x03\x04\x14\0\0\0\x08\0xl/workbook.xml') }), /This is not a CSV file: it looks like an Excel workbook or another spreadsheet/],
    ['a PDF document', () => ({ name: 'plan.csv', mimeType: '', buffer: Buffer.from('%PDF-1.7\n%âãÏÓ') }), /it looks like a PDF document/],
    ['an empty file', () => ({ name: 'empty.csv', mimeType: '', buffer: Buffer.alloc(0) }), /“empty\.csv” is empty/],
    ['a file of 51 MB', () => onDisk('large.csv', 51_000_000), /“large\.csv” is 51 MB and a file may be up to 50 MB/],
  ];
  for (const [what, file, sentence] of refused) {
    test(`${what} is refused before anything is sent`, async ({ importing, page, accessible }) => {
      await importing.give(file());
      await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
      await accessible();
      // Nothing is lost: another file can be given at once.
      await importing.give(solutions('good.csv', 1, 'Good'));
      await importing.takeColumns();
    });
  }

  test('a header without rows is told by the server', async ({ importing, page }) => {
    await importing.give(csv('header.csv', [NEEDED]));
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(importing.button('Delete import')).toBeVisible();
  });
});

test.describe('breaks', () => {
  test('a reload in the middle of an upload goes on with the same file', async ({ importing, page }) => {
    test.slow();
    const file = inParts('long.csv', 4, 'Long');
    // The third part never leaves the browser.
    const third = page.waitForRequest(/\/parts\/2$/);
    await page.route(PART, (route) => (route.request().url().endsWith('/2') ? undefined : route.continue()));
    await importing.give(file);
    await expect(importing.step('Uploading the file')).toBeFocused();
    await third;
    await page.reload();
    await page.unroute(PART);
    await expect(importing.step('Choose the same file again')).toBeVisible();
    const there = `${megabytes(2 * 1_048_576)} of ${megabytes(file.buffer.length)} are here`;
    await expect(page.getByText(there)).toBeVisible();

    await importing.give(solutions('other.csv', 1, 'Other'));
    await expect(page.getByRole('alert')).toContainText('That was “other.csv”');
    const sent: string[] = [];
    page.on('request', (request) => PART.test(request.url()) && sent.push(request.url().match(PART)![1]!));
    await importing.give(file);
    await importing.takeColumns();
    expect(sent).toEqual(['2', '3']);
  });

  test('a network cut in the middle of an upload goes on by itself', async ({ importing, page, context, accessible }) => {
    test.slow();
    await beforePart(page, 1, () => context.setOffline(true));
    await importing.give(inParts('cut.csv', 3, 'Cut'));
    await expect(importing.note).toContainText('The page goes on by itself as soon as the server answers.');
    await expect(importing.button('Try again')).toBeVisible();
    await accessible();
    await context.setOffline(false);
    await importing.takeColumns();
    await expect(importing.note).toBeHidden();
  });

  test('a server killed in the middle of an upload goes on when it is back', async ({ importing, page, portal }) => {
    test.slow();
    await beforePart(page, 1, () => portal.stop('SIGKILL'));
    const file = inParts('killed.csv', 3, 'Killed');
    await importing.give(file);
    await expect(importing.button('Try again')).toBeVisible();
    await portal.start();
    await importing.button('Try again').click();
    await importing.takeColumns();
    await importing.expectFigures(rowCount(file), rowCount(file), '0', '0', '0');
  });

  test('a server killed in the middle of reading reads again', async ({ importing, portal, page }) => {
    // The server that is gone had the file for half a minute.
    test.setTimeout(180_000);
    await importing.give(solutions('reading.csv', 30_000, 'Read'));
    await expect(page.getByText(/^[1-9][\d,]* rows so far$/)).toBeVisible({ timeout: 30_000 });
    await portal.stop('SIGKILL');
    await expect(importing.button('Try again')).toBeVisible();
    await portal.start();
    await expect(importing.step('Check how the file was read')).toBeVisible({ timeout: 120_000 });
    await importing.takeColumns();
    await importing.expectFigures('30,000', '30,000', '0', '0', '0');
    expect((await (await portal.api(people.owner)).get('solutions?limit=1')).total).toBe(60);
  });

  test('a reload, a second tab and the way back find the same step', async ({ importing, page, context }) => {
    await importing.give(solutions('steps.csv', 3, 'Step'));
    await expect(importing.step('Check how the file was read')).toBeVisible();
    await page.reload();
    await expect(importing.step('Check how the file was read')).toBeVisible();
    await importing.takeColumns();
    await page.reload();
    await expect(importing.step('Review what will be imported')).toBeVisible();
    await importing.expectFigures('3', '3', '0', '0', '0');
    const second = new Importing(await context.newPage());
    await second.page.goto(page.url());
    await expect(second.step('Review what will be imported')).toBeVisible();

    // The steps lead back; nothing is read anew without a reason.
    await page.getByRole('list', { name: 'Steps of the import' }).getByRole('button', { name: /^Columns/ }).click();
    await expect(importing.step('Check how the file was read')).toBeFocused();
    await page.goBack();
    await expect(importing.step('Choose a file')).toBeVisible();
    await page.getByRole('link', { name: 'Continue “steps.csv”' }).click();
    await importing.takeColumns();

    // Written in one tab, the other one hears of it instead of writing again.
    await importing.write('3 rows');
    await second.button('Import 3 rows').click();
    await expect(second.step('3 rows imported')).toBeVisible();
    expect((await page.request.get('/healthz')).status()).toBe(204);
  });

  test('a preview that is no longer true is not written', async ({ importing, page, portal }) => {
    const api = await portal.api(people.owner);
    const [solution] = (await api.get('solutions?limit=1')).items;
    await importing.give(csv('stale.csv', [NEEDED, [solution.solutionId, 'A newer name', solution.partnerId]]));
    await importing.takeColumns();
    const [rafael] = (await api.get('users')).filter((user: any) => user.name.startsWith('Rafael'));
    await api.post('solutions/bulk', { action: 'assign', items: [solution.id], assignee: rafael.id });
    await importing.button('Import 1 row').click();
    await expect(importing.note).toContainText('nothing was written');
    await expect(importing.step('Review what will be imported')).toBeVisible();
    await importing.write('1 row');
    await expect(page.getByText('nothing was written')).toBeHidden();
  });

  test('no answer to the import itself: it is asked again and written once', async ({ importing, page, portal }) => {
    await importing.give(solutions('once.csv', 5, 'Once'));
    await importing.takeColumns();
    await page.route(
      /\/commit$/,
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await importing.button('Import 5 rows').click();
    await expect(importing.step('5 rows imported')).toBeVisible({ timeout: 20_000 });
    expect((await (await portal.api(people.owner)).get('solutions?limit=1')).total).toBe(65);
  });

  test('an import is deleted after a question, here or from the list', async ({ importing, page }) => {
    await importing.give(solutions('gone.csv', 2, 'Gone'));
    await importing.takeColumns();
    await importing.button('Delete import').click();
    const question = page.getByRole('dialog', { name: 'Delete the import of “gone.csv”?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(importing.step('Review what will be imported')).toBeVisible();
    await importing.button('Delete import').click();
    await question.getByRole('button', { name: 'Delete import' }).click();
    await expect(importing.step('Choose a file')).toBeVisible();
    await expect(page.getByText('Unfinished imports')).toBeHidden();

    await importing.give(solutions('listed.csv', 2, 'Listed'));
    await expect(importing.step('Check how the file was read')).toBeVisible();
    await page.getByRole('list', { name: 'Steps of the import' }).getByRole('button', { name: /^File/ }).click();
    await page.getByRole('button', { name: 'Delete “listed.csv”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete import' }).click();
    await expect(page.getByText('Unfinished imports')).toBeHidden();
    await expect(importing.step('Choose a file')).toBeFocused();
  });
});

test('a viewer is told that the role may not', async ({ signIn, page }) => {
  await signIn(people.viewer, '/solutions/import');
  await expect(heading(page)).toHaveText('Your role may not see this');
});

test('all of it by keyboard, on a small screen', async ({ visit }) => {
  const page = await visit(people.owner, '/solutions/import', { viewport: { width: 320, height: 640 } });
  const importing = new Importing(page);
  const narrow = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await narrow();
  // From now on the browser tells of choosers instead of opening them: asked for with the press, it may come too late.
  page.on('filechooser', () => undefined);
  await page.getByRole('radio', { name: 'Solutions' }).focus();
  await page.keyboard.press('Tab');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(solutions('keys.csv', 2, 'Keys'));
  await expect(importing.step('Check how the file was read')).toBeFocused();
  await narrow();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: /^File/ })).toBeFocused();
  await importing.button('Continue').focus();
  await page.keyboard.press('Enter');
  await expect(importing.step('Review what will be imported')).toBeFocused();
  await narrow();
  await importing.button('Import 2 rows').focus();
  await page.keyboard.press('Space');
  await expect(importing.step('2 rows imported')).toBeFocused();
  await narrow();
});
