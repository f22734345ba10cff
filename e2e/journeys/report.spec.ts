// A person proves what was moved, when and by whom.
import { readFileSync } from 'node:fs';
import { expect, heading, people, test } from '../support/fixtures';

test('the report lists what was moved and prints', async ({ signIn, portal, page, accessible }) => {
  const { items, total } = await (await portal.api(people.owner)).get('report?limit=1000');
  await signIn(people.owner);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download report' }).click();
  await downloading;
  // The file comes at once; the page to print is one step further.
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('The report is on its way to your downloads.');
  await messages.getByRole('button', { name: 'Printable report' }).click();
  await expect(page).toHaveURL(/\/report$/);
  await expect(heading(page)).toHaveText('Migration report');
  await expect(page.getByText(/^Northlake Software, .+, for Ingrid Solheim$/)).toBeVisible();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(total + 1);
  const merged = items.find((item: any) => item.name === 'Carbon Books');
  const line = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Carbon Books', exact: true }) });
  await expect(line.getByRole('cell', { name: 'S-10410' })).toBeVisible();
  await expect(line.getByRole('cell', { name: 'Merged' })).toBeVisible();
  await expect(line.getByRole('cell', { name: merged.offer, exact: true })).toBeVisible();
  await expect(line.getByRole('cell', { name: merged.by })).toBeVisible();
  await accessible();

  const printed = page.evaluate(() => new Promise<void>((resolve) => (window.print = resolve)));
  await page.getByRole('button', { name: 'Print' }).click();
  await printed;
});

test('a report that does not come is not said to be on its way', async ({ signIn, page }) => {
  await signIn(people.owner);
  await page.route('**/api/v1/tickets', (route) => route.abort());
  await page.getByRole('button', { name: 'Download report' }).click();
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('No answer from the server.');
  await expect(messages).not.toContainText('on its way');
});

test('its figures are those of the company', async ({ signIn, portal, page }) => {
  const { counts } = await (await portal.api(people.owner)).get('overview');
  await signIn(people.owner, '/report');
  await expect(page.getByRole('link', { name: `${counts.pending} Pending` })).toBeVisible();
  await expect(page.getByRole('link', { name: `${counts.merged} Merged` })).toBeVisible();
});

for (const [language, person] of [['en', people.owner], ['fr', people.manager], ['zh-CN', 'li.wen@northlake.example']]) {
  test(`its columns hold whole words, in ${language}`, async ({ visit }) => {
    const page = await visit(person, '/report', { viewport: { width: 1440, height: 900 } });
    await expect(page.getByRole('rowheader', { name: 'Carbon Books', exact: true })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const tall = await page.getByRole('table').evaluate((table: HTMLTableElement) => {
      const name = document.createRange();
      // Only a name of many words makes a row higher than three lines.
      return [...table.tBodies[0].rows].flatMap((row) => {
        name.selectNodeContents(row.cells[0]);
        const most = Math.max(64, name.getBoundingClientRect().height + 16);
        return row.offsetHeight > most ? [`${row.cells[0].textContent}: ${row.offsetHeight} px`] : [];
      });
    });
    expect(tall).toEqual([]);

    // On a phone a row is a block that needs no scrolling sideways.
    await page.setViewportSize({ width: 390, height: 844 });
    const table = page.getByRole('table');
    await expect.poll(() => table.evaluate((node) => node.scrollWidth - node.parentElement!.clientWidth)).toBeLessThanOrEqual(0);
  });
}

test('the file holds the same lines', async ({ signIn, portal, page }) => {
  const { items } = await (await portal.api(people.viewer)).get('report?limit=1000');
  await signIn(people.viewer, '/report');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^migration-report-\d{4}-\d\d-\d\d\.csv$/);
  const [header, ...lines] = readFileSync(await download.path(), 'utf8').replace(/^\uFEFF/, '').trimEnd().split('\r\n');
  expect(header).toBe('Solution ID,Solution name,Partner ID,Status,Offer,Since,By,Referrals,Collateral,Contacts');
  expect(lines.map((line) => line.split(',')[0])).toEqual(items.map((item: any) => item.solutionId));
  const books = items.find((item: any) => item.solutionId === 'S-10410');
  expect(lines).toContain(
    ['S-10410', 'Carbon Books', books.partnerId, 'Merged', books.offer, books.at.replace(/\.\d+Z$/, 'Z'), books.by, books.referrals, books.collateral, books.contacts].join(','),
  );
});

test('a company that has moved nothing has an empty report', async ({ signIn, page, accessible }) => {
  await signIn(people.newcomer, '/report');
  await expect(heading(page)).toHaveText('Migration report');
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(1);
  await accessible();
});
