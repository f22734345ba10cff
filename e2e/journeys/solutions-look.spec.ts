// A person makes the list their own: low rows, wide columns; and finds it as they left it.
import type { Page } from '@playwright/test';
import { expect, heading, people, test } from '../support/fixtures';
import { details, focusedCell, grid, row } from '../support/grid';

const head = (page: Page, name: string) => grid(page).getByRole('columnheader', { name, exact: true });

async function width(page: Page, name: string): Promise<number> {
  return (await head(page, name).boundingBox())!.width;
}

async function rowHeight(page: Page): Promise<number> {
  return (await row(page, 'Berth Window').boundingBox())!.height;
}

test('rows are low when asked for, also after a reload', async ({ signIn, page, accessible }) => {
  await signIn(people.owner, '/solutions');
  const line = page.getByText(/^Showing 1-\d+ of 60$/);
  const inSight = async () => Number(/-(\d+) of/.exec((await line.textContent())!)![1]);
  await expect.poll(() => rowHeight(page)).toBe(40);
  const before = await inSight();
  const compact = page.getByRole('button', { name: 'Compact rows' });
  await expect(compact).toHaveAttribute('aria-pressed', 'false');
  await compact.click();
  await expect(compact).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => rowHeight(page)).toBe(32);
  await expect.poll(inSight).toBeGreaterThan(before);
  await accessible();

  await page.reload();
  await expect(compact).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => rowHeight(page)).toBe(32);
  // The keys go by the rows as they are, and an open row pushes the next one down by its panel.
  await details(page, '=Balance Sheet Connector').focus();
  await page.keyboard.press('Control+End');
  await expect(page.getByText(/-60 of 60$/)).toBeVisible();
  await expect(page.locator(':focus')).toBeInViewport();
  await compact.click();
  expect((await page.locator('[role=row][aria-rowindex="61"]').boundingBox())!.height).toBe(40);
});

test('an open row of low ones', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  await page.getByRole('button', { name: 'Compact rows' }).click();
  await details(page, 'Bay Camera Kit').click();
  const panel = page.getByRole('group', { name: 'Bay Camera Kit', exact: true });
  await expect(panel.getByText('1 document')).toBeVisible();
  await expect
    .poll(async () => {
      const [own, upper, lower] = [
        (await row(page, 'Bay Camera Kit').boundingBox())!,
        (await panel.boundingBox())!,
        (await row(page, 'Berth Window').boundingBox())!,
      ];
      return [Math.round(upper.y - own.y - own.height), Math.round(lower.y - upper.y - upper.height)];
    })
    .toEqual([0, 0]);
});

test('a column is pulled wider, and pressed twice it is as before', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  const before = await width(page, 'Solution ID');
  const edge = (await head(page, 'Solution ID').boundingBox())!;
  const [x, y] = [edge.x + edge.width, edge.y + edge.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y, { steps: 3 });
  await page.mouse.move(x + 60, y + 200, { steps: 3 });
  await page.mouse.up();
  await page.mouse.move(x + 120, y);
  await expect.poll(() => width(page, 'Solution ID')).toBe(before + 60);
  // It is no order to sort, and the rows go along.
  await expect(head(page, 'Solution ID')).toHaveAttribute('aria-sort', 'none');
  const cell = row(page, 'Berth Window').locator('[aria-colindex="3"]');
  expect((await cell.boundingBox())!.width).toBe(before + 60);

  await page.reload();
  await expect.poll(() => width(page, 'Solution ID')).toBe(before + 60);
  // What is left for the other columns has moved the edge.
  const moved = (await head(page, 'Solution ID').boundingBox())!;
  await page.mouse.dblclick(moved.x + moved.width, y);
  await expect.poll(() => width(page, 'Solution ID')).toBe(before);
});

test('a column is made wider and narrower by keys, within limits', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  const before = await width(page, 'Partner ID');
  await details(page, '=Balance Sheet Connector').focus();
  for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect.poll(() => focusedCell(page)).toBe('1:4');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => width(page, 'Partner ID')).toBe(before + 32);
  await expect(page.getByRole('status').filter({ hasText: `Partner ID: ${before + 32} pixels wide` })).toBeAttached();
  for (let press = 0; press < 10; press += 1) await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => width(page, 'Partner ID')).toBe(64);
  await expect.poll(() => focusedCell(page)).toBe('1:4');
  // The whole heading is still told.
  await expect(page.getByRole('tooltip')).toBeHidden();
  await page.keyboard.press('ArrowLeft');
  // Two arrows within one frame would never leave the cell.
  await expect.poll(() => focusedCell(page)).toBe('1:3');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tooltip')).toHaveText('Partner ID');
});

test.describe('the place in the list', () => {
  test('is there again after a reload: scrolled, and the row in hand', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await details(page, '=Balance Sheet Connector').focus();
    for (const key of ['PageDown', 'PageDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    const place = await focusedCell(page);
    expect(Number(place.split(':')[0])).toBeGreaterThan(20);
    const line = page.getByText(/^Showing \d+-\d+ of 60$/);
    const before = await line.textContent();
    await expect.poll(() => page.evaluate(() => history.state)).toContain('list ');
    await expect.poll(() => page.evaluate(() => Number(String(history.state).split(' ')[1]))).toBeGreaterThan(200);
    await expect.poll(() => page.evaluate(() => String(history.state).split(' ')[2])).toBe('3');
    await page.reload();
    await expect(line).toHaveText(before!);
    await expect.poll(() => focusedCell(page)).toBe(place);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => focusedCell(page)).toBe(`${Number(place.split(':')[0]) - 1}:4`);
  });

  test('is there again on the way back from a row', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions?sort=solutionId');
    await grid(page).getByRole('button', { name: /^Details of/ }).first().focus();
    for (const key of ['PageDown', 'PageDown', 'End']) await page.keyboard.press(key);
    const place = await focusedCell(page);
    const line = page.getByText(/^Showing \d+-\d+ of 60$/);
    const before = await line.textContent();
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(/\/solutions\?/);
    await page.goBack();
    await expect(line).toHaveText(before!);
    await expect.poll(() => focusedCell(page)).toBe(place);
  });

  test('is there again on the way back from another view', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await details(page, '=Balance Sheet Connector').focus();
    await page.keyboard.press('Control+End');
    const line = page.getByText(/^Showing \d+-\d+ of 60$/);
    await expect(line).toHaveText(/-60 of 60$/);
    const before = await line.textContent();
    const everything = page.getByRole('searchbox', { name: 'Search all solutions' });
    await everything.click();
    await everything.fill('dock vision');
    await everything.press('Enter');
    await expect(page.getByText('Showing 1-2 of 2')).toBeVisible();
    await page.goBack();
    await expect(line).toHaveText(before!);
  });

  test('belongs to its entry: another view begins at its own', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await details(page, '=Balance Sheet Connector').focus();
    await page.keyboard.press('Control+End');
    await expect(page.getByText(/-60 of 60$/)).toBeVisible();
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(heading(page)).toHaveText(/need an action/);
    await page.goto('/solutions?sort=-name');
    await expect(page.getByText(/^Showing 1-\d+ of 60$/)).toBeVisible();
    await page.goBack();
    await expect(heading(page)).toHaveText(/need an action/);
    await page.goBack();
    await expect(page.getByText(/-60 of 60$/)).toBeVisible();
  });
});

for (const [width, height] of [
  [390, 600],
  [1024, 420],
  [1440, 300],
] as const) {
  test(`filters and menus stay in a window of ${width} by ${height}`, async ({ signIn, page }) => {
    await page.setViewportSize({ width, height });
    await signIn(people.owner, '/solutions');
    const inside = async (name: string, list: ReturnType<Page['locator']>) => {
      await expect(list).toBeVisible();
      const box = (await list.boundingBox())!;
      for (const edge of [box.x, box.y, width - box.x - box.width, height - box.y - box.height]) {
        expect(edge, name).toBeGreaterThanOrEqual(0);
      }
      expect(box.height, name).toBeGreaterThan(90);
      await page.keyboard.press('Escape');
      await expect(list).toBeHidden();
    };
    for (const name of ['Status', 'Offer type', 'Co-sell status', 'Assigned to']) {
      await page.locator('.solutions__tools').getByRole('button', { name, exact: true }).click();
      await inside(name, page.getByRole('group', { name, exact: true }));
    }
    await page.getByRole('button', { name: 'Language' }).click();
    await inside('Language', page.getByRole('menu', { name: 'Language' }));
    await page.getByRole('button', { name: /^Account: / }).click();
    await inside('Account', page.locator('.menu__list:popover-open'));
  });
}
