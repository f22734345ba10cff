// The grid with the keyboard alone, as the grid pattern of the Authoring Practices has it.
import type { Page } from '@playwright/test';
import { expect, people, test } from '../support/fixtures';
import { box, details, focusedCell, grid, names, row, sorter } from '../support/grid';

const at = (page: Page) => expect.poll(() => focusedCell(page));

test.beforeEach(async ({ signIn }) => {
  await signIn(people.owner, '/solutions');
});

test('Tab reaches one cell, and leaves the grid', async ({ page }) => {
  await page.getByRole('button', { name: 'Compact rows' }).focus();
  await page.keyboard.press('Tab');
  await at(page).toBe('2:2');
  await expect(details(page, '=Balance Sheet Connector')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await at(page).toBe('3:3');
  await page.keyboard.press('Tab');
  expect(await focusedCell(page)).toContain('outside');
  await page.keyboard.press('Shift+Tab');
  await at(page).toBe('3:3');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Compact rows' })).toBeFocused();
});

test('arrows move by cells and stop at the edges', async ({ page }) => {
  await details(page, '=Balance Sheet Connector').focus();
  for (const [key, cell] of [
    ['ArrowLeft', '2:1'],
    ['ArrowLeft', '2:1'],
    ['ArrowUp', '1:1'],
    ['ArrowUp', '1:1'],
    ['ArrowRight', '1:2'],
    ['ArrowDown', '2:2'],
    ['End', '2:9'],
    ['ArrowRight', '2:9'],
    ['ArrowDown', '3:9'],
    ['Home', '3:1'],
    ['Control+End', '61:9'],
    ['ArrowDown', '61:9'],
    ['Control+Home', '2:1'],
  ] as const) {
    await page.keyboard.press(key);
    await at(page).toBe(cell);
  }
});

test('arrows find their cell after a search that leaves few rows, though rows out of sight had its place', async ({ page }) => {
  await expect.poll(async () => (await names(page)).length).toBeGreaterThan(5);
  const name = (await names(page))[5]!;
  await details(page, name).focus();
  const search = page.getByRole('searchbox', { name: 'Search solutions' });
  const place = async () => Number(await row(page, name).getAttribute('aria-rowindex'));
  // Some search after which the row is the second to fourth of few.
  let found = false;
  for (const words of ['c', 'co', 'in', 'ai', 'on', 'ch', 'ra', 'es', 'li', 'n i']) {
    await search.fill(words);
    await expect(page).toHaveURL(new RegExp(`search=${words.replace(' ', '[+]')}$`));
    const rows = Number(await grid(page).getAttribute('aria-rowcount')) - 1;
    found = rows > 4 && rows < 17 && (await row(page, name).count()) === 1 && (await place()) > 2 && (await place()) < 6;
    if (found) break;
  }
  expect(found).toBe(true);
  const from = await place();
  await details(page, name).focus();
  for (let up = from - 1; up >= 1; up -= 1) {
    await page.keyboard.press('ArrowUp');
    await at(page).toBe(`${up}:2`);
  }
});

test('pages go by what is in sight', async ({ page }) => {
  await details(page, '=Balance Sheet Connector').focus();
  await page.keyboard.press('PageDown');
  // The focus goes along with the next frame.
  await expect.poll(async () => Number((await focusedCell(page)).split(':')[0])).toBeGreaterThan(10);
  const first = Number((await focusedCell(page)).split(':')[0]);
  await at(page).toBe(`${first}:2`);
  await page.keyboard.press('PageDown');
  await at(page).toBe(`${2 * first - 2}:2`);
  await expect(page.getByText(new RegExp(`-${2 * first - 3} of 60$`))).toBeVisible();
  await page.keyboard.press('PageUp');
  await at(page).toBe(`${first}:2`);
  for (let page_ = 0; page_ < 6; page_ += 1) await page.keyboard.press('PageDown');
  await at(page).toBe('61:2');
});

test('Space selects, Enter opens, Control+A takes all', async ({ page }) => {
  await details(page, 'Berth Window').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  await expect(box(page, 'Berth Window')).toBeChecked();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('group', { name: 'Berth Window' });
  await expect(panel.getByText('2 documents')).toBeVisible();
  await at(page).toBe('4:3');
  await page.keyboard.press('Enter');
  await expect(panel).toHaveCount(0);
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar', { name: 'Selected solutions' }).getByRole('status')).toHaveText('60 selected');
});

test('Tab goes through an open panel, whose keys are its own', async ({ page }) => {
  await details(page, 'Bay Camera Kit').focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('group', { name: 'Bay Camera Kit', exact: true });
  const field = panel.getByRole('textbox', { name: 'Add a note' });
  await expect(field).toBeVisible();
  await field.focus();
  await page.keyboard.type('a b');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('a b');
  await expect(box(page, 'Bay Camera Kit')).not.toBeChecked();
});

test('Enter on a heading sorts, and the focus stays with it', async ({ page }) => {
  await details(page, '=Balance Sheet Connector').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await at(page).toBe('1:3');
  await page.keyboard.press('Enter');
  await expect(grid(page).getByRole('columnheader', { name: 'Solution ID' })).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(async () => (await names(page))[0]).toBe('Dock Door Vision');
  await at(page).toBe('1:3');
});

test('Enter follows the action of a row', async ({ page }) => {
  await details(page, '=Balance Sheet Connector').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/begin$/);
});

test('the focused row is never lost: scrolled far away by the wheel', async ({ page }) => {
  await details(page, 'Berth Window').focus();
  await page.keyboard.press('ArrowRight');
  await grid(page).hover();
  await page.mouse.wheel(0, 5_000);
  await expect(page.getByText(/-60 of 60$/)).toBeVisible();
  await at(page).toBe('4:3');
  await page.keyboard.press('ArrowDown');
  await at(page).toBe('5:3');
  await expect(row(page, 'Carbon Books')).toBeInViewport();
});

test('the focused row is never lost: sorted and narrowed', async ({ page }) => {
  await details(page, 'Berth Window').focus();
  await page.keyboard.press('ArrowRight');
  await sorter(page, 'Solution name').evaluate((button: HTMLElement) => button.click());
  await expect(grid(page).getByRole('columnheader', { name: 'Solution name' })).toHaveAttribute('aria-sort', 'descending');
  const place = async () => Number((await row(page, 'Berth Window').getAttribute('aria-rowindex')) ?? 0);
  await expect.poll(place).toBeGreaterThan(50);
  await at(page).toBe(`${await place()}:3`);
  await page.keyboard.press('ArrowUp');
  await at(page).toBe(`${(await place()) - 1}:3`);
});

test('the focused row is never lost: in a window that grows', async ({ page }) => {
  await details(page, 'Cold Chain Insight').focus();
  await page.keyboard.press('ArrowRight');
  await at(page).toBe('7:3');
  for (const height of [1400, 500, 1000]) {
    await page.setViewportSize({ width: 1440, height });
    // Twice the height is a longer ring of elements.
    await expect(row(page, 'Cold Chain Insight')).toBeVisible();
    await at(page).toBe('7:3');
  }
  await page.keyboard.press('ArrowDown');
  await at(page).toBe('8:3');
});

test('no key is lost that comes before the focus has followed the last one', async ({ page }) => {
  await details(page, '=Balance Sheet Connector').focus();
  await page.evaluate(() => {
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowDown']) {
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  });
  await at(page).toBe('5:3');
});

test('grid and rows tell size and place', async ({ page }) => {
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '61');
  await expect(grid(page)).toHaveAttribute('aria-colcount', '9');
  await expect(grid(page)).toHaveAttribute('aria-multiselectable', 'true');
  await expect(row(page, 'Berth Window')).toHaveAttribute('aria-rowindex', '4');
});
