// A person finds solutions: search, filters, order, and an address that carries all of it.
import { expect, heading, people, test } from '../support/fixtures';
import { box, columns, grid, names, row, sorter } from '../support/grid';

test.describe('search', () => {
  test('finds words in any order, in any case, without accents', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    const search = page.getByRole('searchbox', { name: 'Search solutions' });
    await search.fill('ECLUSE entrepot');
    await expect.poll(() => names(page)).toEqual(['Gestion d’entrepôt Écluse']);
    await expect(row(page, 'Gestion d’entrepôt Écluse').getByRole('mark')).toHaveText(['entrepôt', 'Écluse']);
    await expect(page.getByText('Showing 1-1 of 1')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: '1 solution found' })).toBeAttached();

    await search.fill('pro fleet');
    // Names that differ in case alone stand in any order.
    await expect.poll(async () => (await names(page)).sort()).toEqual(['Fleet Insight Pro', 'fleet insight pro']);
  });

  test('finds by Solution ID, partner ID and in Chinese', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    const search = page.getByRole('searchbox', { name: 'Search solutions' });
    await search.fill('s-10480');
    await expect.poll(() => names(page)).toEqual(['车队洞察']);
    await expect(row(page, '车队洞察').getByRole('mark')).toHaveText('S-10480');
    await search.fill('1204455 desk');
    await expect.poll(() => names(page)).toEqual(['Customs Desk', 'Customs Desk Lite']);
    await search.fill('账本');
    await expect.poll(() => names(page)).toEqual(['粮仓账本 专业版']);
  });

  test('is emptied by its button and by Escape', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions?search=ledger');
    const search = page.getByRole('searchbox', { name: 'Search solutions' });
    await expect(search).toHaveValue('ledger');
    await page.getByRole('main').getByRole('button', { name: 'Clear search' }).click();
    await expect(search).toHaveValue('');
    await expect(search).toBeFocused();
    await expect(page).toHaveURL(/\/solutions$/);
    await search.fill('compass');
    await expect.poll(() => names(page)).toEqual(['Demand Compass', 'Demand Compass for Retail']);
    await search.press('Escape');
    await expect(search).toHaveValue('');
    await expect(page.getByText(/^Showing 1-\d+ of 60$/)).toBeVisible();
  });

  test('is emptied by one Escape, whatever the pointer rests on', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions?search=ledger');
    const search = page.getByRole('searchbox', { name: 'Search solutions' });
    await search.focus();
    await page.getByRole('main').getByRole('button', { name: 'Clear search' }).hover();
    await expect(page.getByRole('tooltip')).toHaveText('Clear search');
    await search.press('Escape');
    await expect(search).toHaveValue('');
    await expect(page.getByRole('tooltip')).toBeHidden();
  });

  test('of everything leads here', async ({ signIn, page }) => {
    await signIn(people.owner);
    const everything = page.getByRole('banner').getByRole('searchbox', { name: 'Search all solutions' });
    await everything.fill('dock vision');
    await everything.press('Enter');
    await expect(page).toHaveURL(/\/solutions\?search=dock\+vision$/);
    await expect.poll(() => names(page)).toEqual(['Dock Door Vision', 'Dock Door Vision Classic']);
    await expect(page.getByRole('searchbox', { name: 'Search solutions' })).toHaveValue('dock vision');
  });

  test('that finds nothing says so and leads back', async ({ signIn, page, accessible }) => {
    await signIn(people.owner, '/solutions?sort=-name');
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill('no such thing');
    await expect(page.getByText('No solution fits')).toBeVisible();
    await expect(page.getByText('Search for fewer words or take a filter away.')).toBeVisible();
    await expect(page.getByText('Showing 0 of 0')).toBeVisible();
    await accessible();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expect(page.getByRole('searchbox', { name: 'Search solutions' })).toHaveValue('');
    await expect(page.getByText(/^Showing 1-\d+ of 60$/)).toBeVisible();
    await expect(grid(page).getByRole('columnheader', { name: 'Solution name' })).toHaveAttribute('aria-sort', 'descending');
  });
});

test.describe('filters', () => {
  test('show how many rows each value has', async ({ signIn, portal, page }) => {
    const { counts } = await (await portal.api(people.owner)).get('overview');
    await signIn(people.owner, '/solutions');
    await page.getByRole('main').getByRole('button', { name: 'Status', exact: true }).first().click();
    const panel = page.getByRole('group', { name: 'Status' });
    await expect(panel.getByRole('listitem')).toHaveText([
      `Pending${counts.pending}`,
      `Draft created${counts.draftCreated}`,
      `Attention needed${counts.attentionNeeded}`,
      `Merging${counts.merging}`,
      `Merged${counts.merged}`,
      `Discarded${counts.discarded}`,
    ], { useInnerText: false });
  });

  test('narrow together, and chips take them away', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await page.getByRole('button', { name: 'Status', exact: true }).first().click();
    await page.getByRole('group', { name: 'Status' }).getByRole('checkbox', { name: 'Pending' }).check();
    await page.getByRole('group', { name: 'Status' }).getByRole('checkbox', { name: 'Draft created' }).check();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Status 2 chosen' })).toBeFocused();
    await expect(page.getByText(/^Showing 1-\d+ of 25$/)).toBeVisible();

    await page.getByRole('button', { name: 'Co-sell status', exact: true }).first().click();
    await page.getByRole('group', { name: 'Co-sell status' }).getByRole('checkbox', { name: 'Azure IP co-sell eligible' }).check();
    await page.keyboard.press('Escape');
    await expect.poll(() => names(page)).toEqual(['Insight Ledger for Grain', 'Insight Ledger for Timber', 'Rail Slot Exchange']);

    await page.getByRole('button', { name: 'Offer type', exact: true }).first().click();
    await page.getByRole('group', { name: 'Offer type' }).getByRole('searchbox', { name: 'Find' }).fill('co-sell');
    await page.getByRole('group', { name: 'Offer type' }).getByRole('checkbox', { name: 'Co-sell only' }).check();
    await page.keyboard.press('Escape');
    await expect.poll(() => names(page)).toEqual(['Rail Slot Exchange']);

    const chips = page.getByRole('group', { name: 'Filters that are on' });
    await expect(chips).toContainText('Status: Pending');
    await expect(chips).toContainText('Co-sell status: Azure IP co-sell eligible');
    await chips.getByRole('button', { name: 'Remove filter Co-sell only' }).click();
    await chips.getByRole('button', { name: 'Remove filter Azure IP co-sell eligible' }).click();
    await expect(page.getByText(/^Showing 1-\d+ of 25$/)).toBeVisible();
    await chips.getByRole('button', { name: 'Remove filter Pending' }).click();
    await expect(page.getByText('Showing 1-6 of 6')).toBeVisible();
    await chips.getByRole('button', { name: 'Remove filter Draft created' }).click();
    await expect(chips).toHaveCount(0);
    await expect(page).toHaveURL(/\/solutions$/);
  });

  test('by partner ID and by colleague', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions');
    await page.getByRole('button', { name: 'Partner ID', exact: true }).first().click();
    await page.getByRole('group', { name: 'Partner ID' }).getByRole('checkbox', { name: '2209917' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Assigned to', exact: true }).first().click();
    await page.getByRole('group', { name: 'Assigned to' }).getByRole('checkbox', { name: '李雯' }).check();
    await expect.poll(() => names(page)).toEqual(['Bay Camera Kit', 'Field Service Plus', 'Fleet Insight Edge', 'Shift Rota Visual']);
    // One colleague at a time: the next choice takes the place of the first.
    await page.getByRole('group', { name: 'Assigned to' }).getByRole('checkbox', { name: 'Nobody' }).check();
    await expect(page.getByRole('group', { name: 'Assigned to' }).getByRole('checkbox', { name: '李雯' })).not.toBeChecked();
    await expect(page.getByRole('group', { name: 'Filters that are on' })).toContainText('Assigned to: Nobody');
  });
});

test.describe('order', () => {
  for (const [title, word] of Object.entries(columns)) {
    test(`by ${title}, by click and by key`, async ({ signIn, portal, page }) => {
      const api = await portal.api(people.owner);
      const listed = async (sort: string) => (await api.get(`solutions?limit=60&sort=${sort}`)).items as any[];
      // Names that differ in case alone are alike.
      const value = (item: any) => (word === 'name' ? item.name.toLowerCase() : item[word === 'status' ? 'state' : word]);
      const values = new Map((await listed('name')).map((item) => [item.name, value(item)]));
      await signIn(people.owner, word === 'name' ? '/solutions?sort=status' : '/solutions');
      const column = grid(page).getByRole('columnheader', { name: title, exact: true });
      // Rows that are alike in this column may stand in any order among themselves.
      const asTheServer = async (sort: string) => {
        const [expected, found] = [await listed(sort), await names(page)];
        expect(found.length).toBeGreaterThan(10);
        return found.every((name, at) => values.get(name) === values.get(expected[at].name));
      };
      await expect(column).toHaveAttribute('aria-sort', 'none');
      await sorter(page, title).click();
      await expect(column).toHaveAttribute('aria-sort', 'ascending');
      await expect.poll(() => asTheServer(word)).toBe(true);
      await sorter(page, title).press('Enter');
      await expect(column).toHaveAttribute('aria-sort', 'descending');
      await expect.poll(() => asTheServer(`-${word}`)).toBe(true);
      await expect(page).toHaveURL(new RegExp(`sort=-${word}$`));
      for (const other of Object.keys(columns).filter((other) => other !== title)) {
        await expect(grid(page).getByRole('columnheader', { name: other, exact: true })).toHaveAttribute('aria-sort', 'none');
      }
    });
  }
});

test.describe('the address', () => {
  const FULL = '/solutions?search=ledger&status=pending&status=draftCreated&offerType=softwareAsAService&partnerId=1204455&sort=-solutionId';
  const FOUND = ['Grain Ledger 2.0', 'Timber Yard Ledger', 'Insight Ledger for Timber', 'Insight Ledger for Grain', 'Grain Ledger Pro'];

  test('carries search, filters and order through a reload', async ({ signIn, page }) => {
    await signIn(people.owner, FULL);
    await expect.poll(() => names(page)).toEqual(FOUND);
    await page.reload();
    await expect.poll(() => names(page)).toEqual(FOUND);
    await expect(page.getByRole('searchbox', { name: 'Search solutions' })).toHaveValue('ledger');
    await expect(page.getByRole('button', { name: 'Status 2 chosen' })).toBeVisible();
  });

  test('comes back with the back button', async ({ signIn, page }) => {
    await signIn(people.owner, FULL);
    await page.getByRole('link', { name: 'Timber Yard Ledger: Continue migration' }).click();
    await expect(heading(page)).toHaveText('Timber Yard Ledger');
    await page.goBack();
    await expect.poll(() => names(page)).toEqual(FOUND);
    await expect(page).toHaveURL(new RegExp(FULL.slice(1, 20).replace('?', '\\?')));
  });

  test('follows what is typed and chosen, as one step back', async ({ signIn, page }) => {
    await signIn(people.owner);
    await page.getByRole('link', { name: 'Click here to get started' }).click();
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill('grain');
    await expect(page).toHaveURL(/\/solutions\?search=grain$/);
    await sorter(page, 'Solution ID').click();
    await expect(page).toHaveURL(/\/solutions\?search=grain&sort=solutionId$/);
    await page.goBack();
    await expect(heading(page)).toHaveText(/need an action/);
    await page.goForward();
    await expect(page.getByRole('searchbox', { name: 'Search solutions' })).toHaveValue('grain');
    await expect.poll(() => names(page)).toHaveLength(5);
  });

  test('is the right one when a link leads to a list seen before', async ({ signIn, page }) => {
    await signIn(people.owner);
    await page.getByRole('link', { name: 'Click here to get started' }).click();
    await page.getByRole('button', { name: 'Status', exact: true }).first().click();
    await page.getByRole('group', { name: 'Status' }).getByRole('checkbox', { name: 'Attention needed' }).check();
    await expect(page).toHaveURL(/\/solutions\?status=attentionNeeded$/);
    await page.goBack();
    await expect(heading(page)).toHaveText(/need an action/);
    await page.getByRole('link', { name: '5 Attention needed' }).click();
    await expect(page.getByText('Showing 1-5 of 5')).toBeVisible();
    await expect(page).toHaveURL(/\/solutions\?status=attentionNeeded$/);
  });

  test('of an old link opens with what is still understood', async ({ signIn, page }) => {
    await signIn(people.owner, '/solutions?status=merging&status=gone&sort=price&colour=red');
    await expect(page.getByText('Showing 1-7 of 7')).toBeVisible();
    await expect(grid(page).getByRole('columnheader', { name: 'Solution name' })).toHaveAttribute('aria-sort', 'ascending');
  });
});

test('the range line tells the rows in sight', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  const line = page.getByText(/^Showing \d+-\d+ of 60$/);
  await expect(line).toHaveText(/^Showing 1-/);
  await box(page, '=Balance Sheet Connector').focus();
  await page.keyboard.press('Control+End');
  await expect(line).toHaveText(/-60 of 60$/);
  // Scrolling is not read out; what is found is, when it changes.
  await expect(page.getByRole('status').filter({ hasText: '60 solutions found' })).toBeAttached();
});

test('a note says when nothing is pending', async ({ signIn, page }) => {
  await page.route('**/api/v1/solutions?*', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const items = body.items.filter((item: any) => item.state !== 'pending');
    await route.fulfill({ response: answer, json: { ...body, items, total: items.length } });
  });
  await signIn(people.owner, '/solutions');
  await expect(heading(page)).toHaveText(/You have 11 solutions/);
  await expect(page.getByText('No solution is pending; 11 are begun and wait for you to continue. Merged solutions must be live in the commercial marketplace to keep co-selling.')).toBeVisible();
});
