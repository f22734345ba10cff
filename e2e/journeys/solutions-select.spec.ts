// A person selects rows and does something with all of them.
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { expect, people, test } from '../support/fixtures';
import { box, details, grid, names, row } from '../support/grid';

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected solutions' });

/** The lines of a downloaded CSV without its mark. */
async function lines(download: Download): Promise<string[]> {
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  return text.slice(1).trimEnd().split('\r\n');
}

test.describe('selecting', () => {
  test('one by one, a range with Shift, and none', async ({ signIn, page, accessible }) => {
    await signIn(people.owner, '/solutions');
    await expect(bar(page)).toHaveCount(0);
    await box(page, 'Berth Window').click();
    await expect(bar(page).getByRole('status')).toHaveText('1 selected');
    await expect(row(page, 'Berth Window')).toHaveAttribute('aria-selected', 'true');
    await box(page, 'Cold Chain Monitor').click({ modifiers: ['Shift'] });
    await expect(bar(page).getByRole('status')).toHaveText('5 selected');
    for (const name of ['Berth Window', 'Carbon Books', 'Cold Chain Insight', 'Cold Chain Monitor']) {
      await expect(box(page, name)).toBeChecked();
    }
    await box(page, 'Carbon Books').click();
    await expect(bar(page).getByRole('status')).toHaveText('4 selected');
    await expect(grid(page).getByRole('checkbox', { name: 'Select all' })).toHaveJSProperty('indeterminate', true);
    await accessible();
    await bar(page).getByRole('button', { name: 'Clear' }).click();
    await expect(bar(page)).toHaveCount(0);
    await expect(box(page, 'Berth Window')).not.toBeChecked();
  });

  test('with Space and Shift+Space', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await details(page, 'Berth Window').focus();
    await page.keyboard.press(' ');
    await expect(box(page, 'Berth Window')).toBeChecked();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ ');
    await expect(bar(page).getByRole('status')).toHaveText('3 selected');
    await page.keyboard.press(' ');
    await expect(bar(page).getByRole('status')).toHaveText('2 selected');
  });

  test('all that is found, and the selection stays when more is shown', async ({ signIn, page, portal }) => {
    await signIn(people.owner, '/solutions?search=ledger');
    const all = grid(page).getByRole('checkbox', { name: 'Select all' });
    const { items: found } = await (await portal.api(people.owner)).get('solutions?search=ledger');
    await expect.poll(async () => (await names(page)).length).toBe(found.length);
    await all.click();
    await expect(bar(page).getByRole('status')).toHaveText(`${found.length} selected`);
    await expect(all).toBeChecked();
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill('');
    await expect(page.getByText(/of 60$/)).toBeVisible();
    await expect(all).not.toBeChecked();
    await expect(bar(page).getByRole('status')).toHaveText(`${found.length} selected`);
    await all.click();
    await expect(bar(page).getByRole('status')).toHaveText('60 selected');
    await all.click();
    await expect(bar(page)).toHaveCount(0);
  });
});

test.describe('assigning', () => {
  test.use({ portalOf: 'test' });

  test('to a colleague, who sees it, and to nobody', async ({ signIn, page, visit, accessible }) => {
    await signIn(people.owner, '/solutions');
    await box(page, '=Balance Sheet Connector').click();
    await box(page, 'Customs Desk Lite').click();
    await bar(page).getByRole('button', { name: 'Assign selected' }).click();
    const dialog = page.getByRole('dialog', { name: 'Assign 2 solutions' });
    const choice = dialog.getByRole('combobox', { name: 'Assigned to' });
    await expect(choice).toBeFocused();
    await expect(choice.getByRole('option')).toHaveText(['Nobody', 'Ingrid Solheim', 'Mireille Gauthier', 'Rafael Quintana Ibáñez', 'Tunde Adeyemi', '李雯'], { useInnerText: false });
    await accessible();
    await choice.selectOption('Rafael Quintana Ibáñez');
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(page.getByText('2 solutions assigned')).toBeVisible();
    await expect(bar(page)).toHaveCount(0);
    await expect(row(page, 'Customs Desk Lite').getByRole('gridcell', { name: 'Rafael Quintana Ibáñez' })).toBeVisible();

    const colleague = await visit(people.developer);
    const waiting = colleague.getByRole('region', { name: 'Waiting for you' });
    for (const name of ['=Balance Sheet Connector', 'Customs Desk Lite']) {
      const item = waiting.getByRole('listitem').filter({ has: colleague.getByRole('link', { name, exact: true }) });
      await expect(item).toContainText('Assigned to you.');
      await expect(item.getByRole('link', { name: `Begin migration: ${name}` })).toBeVisible();
    }
    await colleague.getByRole('link', { name: 'Click here to get started' }).click();
    await expect(row(colleague, '=Balance Sheet Connector').getByRole('gridcell', { name: 'Rafael Quintana Ibáñez' })).toBeVisible();

    await box(page, 'Customs Desk Lite').click();
    await bar(page).getByRole('button', { name: 'Assign selected' }).click();
    await page.getByRole('dialog', { name: 'Assign 1 solution' }).getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(page.getByText('1 solution is assigned to nobody now')).toBeVisible();
    await expect(row(page, 'Customs Desk Lite').getByRole('gridcell', { name: 'Nobody' })).toBeVisible();
  });

  test('is news to a colleague whose list is open', async ({ signIn, page, visit }) => {
    await signIn(people.owner, '/solutions?search=S-10466');
    const colleague = await visit(people.developer, '/solutions?search=S-10466');
    await expect(row(colleague, 'Customs Desk Lite').getByRole('gridcell', { name: 'Nobody' })).toBeVisible();
    await box(page, 'Customs Desk Lite').click();
    await bar(page).getByRole('button', { name: 'Assign selected' }).click();
    await page.getByRole('combobox', { name: 'Assigned to' }).selectOption('Rafael Quintana Ibáñez');
    await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(page.getByText('1 solution assigned')).toBeVisible();
    // The list asks by itself every quarter of a minute while it is in sight.
    await expect(row(colleague, 'Customs Desk Lite').getByRole('gridcell', { name: 'Rafael Quintana Ibáñez' })).toBeVisible({ timeout: 20_000 });
  });

  test('that fails says so and keeps the choice', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await box(page, 'Customs Desk Lite').click();
    await bar(page).getByRole('button', { name: 'Assign selected' }).click();
    const dialog = page.getByRole('dialog', { name: 'Assign 1 solution' });
    await dialog.getByRole('combobox').selectOption('Tunde Adeyemi');
    await page.route('**/api/v1/solutions/bulk', (route) => route.abort());
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(dialog.getByRole('combobox')).toHaveAccessibleDescription('No answer from the server. Check the connection; what you typed is still here.');
    await page.unroute('**/api/v1/solutions/bulk');
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(page.getByText('1 solution assigned')).toBeVisible();
    await expect(row(page, 'Customs Desk Lite').getByRole('gridcell', { name: 'Tunde Adeyemi' })).toBeVisible();
  });
});

test.describe('exporting', () => {
  const HEADER =
    'Solution ID,Solution name,Partner ID,Offer type,Co-sell status,Open referrals,Referral value,Currency,Incentives,Collateral,Contacts,Updated,Publisher,Keywords,Listing URL,Assigned to';

  test('gives what the filters show', async ({ signIn, page }) => {
    await signIn(people.viewer, '/solutions?search=fleet&status=merged');
    await expect.poll(() => names(page)).toEqual(['Fleet Insight', 'Fleet Insight 2.0']);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^solutions-\d{4}-\d\d-\d\d\.csv$/);
    const [header, ...rows] = await lines(download);
    expect(header).toBe(HEADER);
    expect(rows.map((line) => line.split(',')[0]).sort()).toEqual(['S-10536', 'S-10665']);
    expect(rows.find((line) => line.startsWith('S-10665'))).toContain(',Fleet Insight,1204455,Software as a Service,Co-sell ready,11,');
  });

  test('gives the selected rows, with formulas made harmless', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await box(page, '=Balance Sheet Connector').click();
    await box(page, 'Carbon Books').click();
    const downloading = page.waitForEvent('download');
    await bar(page).getByRole('button', { name: 'Export selected' }).click();
    const [, ...rows] = await lines(await downloading);
    expect(rows).toHaveLength(2);
    expect(rows.some((line) => line.startsWith("S-10595,'=Balance Sheet Connector,"))).toBe(true);
    await expect(bar(page).getByRole('status')).toHaveText('2 selected');
  });

  test('that the server refuses says why', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await page.route('**/api/v1/tickets', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }));
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('The answer could not be read. A server between you and Cosell may be in the way.');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('The answer could not be read.')).toHaveCount(0);
  });
});

test('a viewer exports and does nothing else', async ({ signIn, page }) => {
  await signIn(people.viewer, '/solutions');
  await box(page, 'Carbon Books').click();
  await expect(bar(page).getByRole('button', { name: 'Export selected' })).toBeVisible();
  for (const name of ['Merge selected', 'Discard selected', 'Assign selected']) {
    await expect(bar(page).getByText(name)).toHaveCount(0);
  }
  await expect(page.getByRole('link', { name: 'Import solutions' })).toHaveCount(0);
});

for (const name of ['Merge selected', 'Discard selected']) {
  test(`${name} opens its review`, async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await box(page, '=Balance Sheet Connector').click();
    await bar(page).getByRole('link', { name }).click();
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(page.getByRole('main').getByText('=Balance Sheet Connector').first()).toBeVisible();
  });
}
