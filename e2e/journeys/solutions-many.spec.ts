// Ten thousand solutions feel like sixty.
import type { Page, Route } from '@playwright/test';
import { expect, people, test } from '../support/fixtures';
import { details, focusedCell, grid, names } from '../support/grid';

test.use({ solutions: 10_000 });

const line = (page: Page) => page.getByText(/^Showing [\d,]+-[\d,]+ of 10,000$/);

/** How many of the points down the middle of the grid show no row. */
async function blanks(page: Page): Promise<number> {
  return grid(page).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    let blank = 0;
    // The head is higher than the first step; the edge below may cut a row.
    for (let y = top + 48; y < top + height - 8; y += 20) {
      const here = document.elementFromPoint(left + width / 2, y);
      if (!here?.closest('[role=row][aria-rowindex]')) blank += 1;
    }
    return blank;
  });
}

test('all are loaded, and scrolling to the end shows no blank row', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  await expect(line(page)).toBeVisible();
  await expect(page.getByText(/ loaded$/)).toHaveCount(0);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10001');
  for (const share of [0.1, 0.35, 0.6, 0.85, 1]) {
    await grid(page).evaluate((element, share) => element.scrollTo(0, element.scrollHeight * share), share);
    await expect.poll(() => blanks(page)).toBe(0);
  }
  await expect(line(page)).toHaveText(/-10,000 of 10,000$/);
  await grid(page).hover();
  for (let turn = 0; turn < 6; turn += 1) {
    await page.mouse.wheel(0, -3_000);
    await expect.poll(() => blanks(page)).toBe(0);
  }
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2_000);
});

test('every letter narrows what is found', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  await signIn(people.owner, '/solutions');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10001');
  const search = page.getByRole('searchbox', { name: 'Search solutions' });
  for (const words of ['p', 'pl', 'pla', 'plan 12', 'plan 120']) {
    await search.fill(words);
    const { total } = await api.get(`solutions?limit=1&search=${encodeURIComponent(words)}`);
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(total + 1));
  }
  await search.fill('');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10001');
});

test('from the first row to the last by key', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10001');
  await expect.poll(async () => (await names(page)).length).toBeGreaterThan(0);
  const [first] = await names(page);
  await details(page, first!).focus();
  await page.keyboard.press('Control+End');
  await expect.poll(() => focusedCell(page)).toBe('10001:9');
  await expect(line(page)).toHaveText(/-10,000 of 10,000$/);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Control+Home');
  await expect.poll(() => focusedCell(page)).toBe('2:1');
  await expect(line(page)).toHaveText(/^Showing 1-/);
});

test('nothing moves while one scrolls, however long the figures become', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10001');
  await expect(page.getByText(/ loaded$/)).toHaveCount(0);
  for (const width of [1440, 1500, 1560, 1640, 1920, 800]) {
    await page.setViewportSize({ width, height: 900 });
    await grid(page).evaluate((element) => element.scrollTo(0, 0));
    await expect(line(page)).toHaveText(/^Showing 1-/);
    const above = await grid(page).boundingBox();
    await grid(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(line(page)).toHaveText(/-10,000 of 10,000$/);
    expect(await grid(page).boundingBox(), `${width} px`).toEqual(above);
  }
});

test('search finds what is not loaded yet', async ({ signIn, portal, page }) => {
  const api = await portal.api(people.owner);
  // The last row in the order in which the pages come.
  const { items: [last] } = await api.get('solutions?limit=1&sort=-name');
  let let_go = () => {};
  const held = new Promise<void>((resolve) => (let_go = resolve));
  await page.route(/\/api\/v1\/solutions\?limit=1000&cursor=/, async (route: Route) => {
    await held;
    await route.continue();
  });
  await signIn(people.owner, '/solutions');
  await expect(page.getByText('1,000 of 10,000 loaded')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search solutions' }).fill(last.solutionId);
  await expect.poll(() => names(page)).toContain(last.name);
  let_go();
  await page.getByRole('searchbox', { name: 'Search solutions' }).fill('');
  await expect(line(page)).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10001');
});

test('a fill that breaks off can be taken up again, and what is here stays usable', async ({ signIn, page }) => {
  await page.route(/\/api\/v1\/solutions\?limit=1000&cursor=/, (route) => route.abort());
  await signIn(people.owner, '/solutions');
  await expect(page.getByRole('alert')).toContainText('No answer from the server.');
  await expect.poll(async () => (await names(page)).length).toBeGreaterThan(10);
  await page.unroute(/\/api\/v1\/solutions\?limit=1000&cursor=/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(line(page)).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '10001');
  await expect(page.getByRole('alert')).toHaveCount(0);
});
