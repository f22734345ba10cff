// "Merge selected" and "Discard selected": one review, one confirmation, a result for each row, and a way back.
import { Asking } from '../support/asking';
import { expectAccessible } from '../support/axe';
import { expect, people, test } from '../support/fixtures';
import { box } from '../support/grid';
import { reviewAll, solutions, STRONG } from '../support/migrating';

test.describe('of some', () => {
  test.use({ portalOf: 'test' });

  test('a weak match waits for a person, who chooses another offer', async ({ signIn, page, portal }) => {
    await signIn(people.developer);
    const rows = await reviewAll(page);
    const include = (name: string) => page.getByRole('checkbox', { name: `Include ${name}`, exact: true });
    const strong = rows.filter((row) => row.score >= STRONG);
    const weak = rows.filter((row) => row.score > 0 && row.score < STRONG);
    for (const row of strong) await expect(include(row.name)).toBeChecked();
    for (const row of weak) await expect(include(row.name)).not.toBeChecked();
    const [fit, other] = [strong[0]!, weak.find((row) => row.offer !== strong[0]!.offer)!];
    await page.getByRole('button', { name: `Change: ${other.name}`, exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search live offers' }).fill(fit.offer);
    await page.getByRole('radio', { name: fit.offer, exact: true }).check();
    await expectAccessible(page, 'the choice of another offer');
    await page.getByRole('button', { name: 'Use this offer' }).click();
    await expect(include(other.name)).toBeChecked();
    const sharing = strong.filter((row) => row.offer === fit.offer).length;
    await expect(page.getByText(`${sharing} other row${sharing === 1 ? ' goes' : 's go'} into it too`).first()).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();
    await expect(include(other.name)).toBeChecked();
    const sent = [...strong, other].map((row) => row.name);
    await page.getByRole('button', { name: `Send ${sent.length} requests` }).click();
    await page.getByRole('dialog').getByRole('button', { name: `Send ${sent.length} requests` }).click();
    await expect(page.getByRole('heading', { name: `${sent.length} requests are with support` })).toBeVisible();
    const merging = await solutions(await portal.api(people.owner), { state: 'merging' });
    expect(merging.map((one) => one.name)).toEqual(expect.arrayContaining(sent));
  });

  test('the page is its only scroller, and the head of the table stays in sight', async ({ signIn, page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await signIn(people.developer);
    await reviewAll(page);
    const table = page.getByRole('region', { name: 'Selected solutions' });
    await expect(table).toBeVisible();
    const within = () => table.evaluate((box) => [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth]);
    expect(await within()).toEqual([0, 0]);
    await page.getByRole('row').last().scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(100);
    await expect(page.getByRole('columnheader', { name: 'Merge into' })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('button', { name: /^Send/ })).toBeInViewport({ ratio: 1 });
    await page.setViewportSize({ width: 1024, height: 768 });
    expect((await within())[1]).toBe(0);
  });

  test('what fails is told by row, and only that is sent again', async ({ signIn, page, portal }) => {
    const api = await portal.api(people.owner);
    await signIn(people.developer, '/solutions');
    for (const name of ['Grain Ledger Pro', 'Rail Slot Exchange']) {
      await page.getByRole('searchbox', { name: 'Search solutions' }).fill(`"${name}"`);
      await box(page, name).check();
    }
    await page.getByRole('link', { name: 'Discard selected' }).click();
    await expect(page.getByRole('button', { name: 'Discard 2 solutions' })).toBeVisible();
    await expect(page.getByText('This is given up in all:')).toBeVisible();
    // A colleague writes a note meanwhile: what was shown is no longer what is so.
    const changed = (await solutions(api, { name: 'Rail Slot Exchange' }))[0]!;
    await api.post('solutions/bulk', { action: 'assign', items: [changed.id], assignee: null });
    await api.post(`solutions/${changed.id}/discard`, {});
    await api.post(`solutions/${changed.id}/undo-discard`, {});
    await page.getByRole('button', { name: 'Discard 2 solutions' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard 2 solutions' }).click();
    await expect(page.getByRole('heading', { level: 2, name: '1 solution discarded' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Rail Slot Exchange/ })).toContainText('This changed since you opened it.');
    await page.getByRole('button', { name: 'Try 1 failed row again' }).click();
    await expect(page.getByRole('heading', { level: 2, name: '2 solutions discarded' })).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByRole('main').getByText('2 solutions are back')).toBeVisible();
    expect(await solutions(api, { state: 'discarded', name: 'Rail Slot Exchange' })).toEqual([]);
  });

  test('the plan of a run is saved before its first rows go', async ({ signIn, page, portal }) => {
    const ids = (await solutions(await portal.api(people.owner), { state: 'pending' })).slice(0, 2).map((one) => one.id);
    await (await portal.api(people.developer)).put('drafts/bulk-discard', {
      value: JSON.stringify({ ids, choices: {}, bundle: 'planned', text: '', round: 0, plan: [], results: {} }),
    });
    await signIn(people.developer, '/solutions/bulk/discard');
    await expect(page.getByRole('button', { name: 'Discard 2 solutions' })).toBeEnabled();
    const order: string[] = [];
    await page.route('**/api/v1/drafts/bulk*', async (route) => {
      const planned = route.request().method() === 'PUT' && !/"plan\\":\[\]/.test(route.request().postData() ?? '');
      if (!planned) return route.fallback();
      await new Promise((done) => setTimeout(done, 400));
      const response = await route.fetch();
      order.push('saved');
      await route.fulfill({ response });
    });
    page.on('request', (request) => {
      if (request.url().endsWith('/solutions/bulk')) order.push('sent');
    });
    await page.getByRole('button', { name: 'Discard 2 solutions' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard 2 solutions' }).click();
    await expect(page.getByRole('heading', { level: 2, name: '2 solutions discarded' })).toBeVisible();
    expect(order.slice(0, 2)).toEqual(['saved', 'sent']);
    await page.unrouteAll({ behavior: 'wait' });
  });

  test('a run that was left in the middle is asked about before another begins', async ({ signIn, page, portal }) => {
    const api = await portal.api(people.developer);
    const all = (await solutions(api, { state: 'pending' })).slice(0, 3);
    const ids = all.map((one) => one.id);
    // The tab closed while the first answer was on its way: the server did what the page does not know of.
    await api.post(`solutions/${ids[0]}/discard`, {});
    const plan = ids.map((id) => ({ id, target: { kind: 'offer', id: '' } }));
    const saved = { ids, choices: {}, bundle: 'left', text: '', round: 1, plan, results: {} };
    await api.put('drafts/bulk-discard', { value: JSON.stringify(saved) });
    await signIn(people.developer, '/solutions');
    await expect(page.getByText('Discarding 3 solutions is paused.')).toBeVisible();
    await page.getByRole('link', { name: 'See how it stands' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Discarding is paused' })).toBeVisible();
    await expect(page.getByText('1 of 3', { exact: true })).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(all[0]!.name) })).toContainText('Discarded');

    const other = (await solutions(api, { state: 'pending' })).find((one) => !ids.includes(one.id))!;
    await page.goto('/solutions');
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill(`"${other.name}"`);
    await box(page, other.name).check();
    await page.getByRole('link', { name: 'Discard selected' }).click();
    await expect(page.getByText('A run is paused: 1 of 3 solutions are discarded.')).toBeVisible();
    await expectAccessible(page, 'the question about what was left');
    await page.getByRole('button', { name: 'Go on with it' }).click();
    await page.getByRole('button', { name: 'Go on', exact: true }).click();
    // The one whose answer got lost is told apart by the server, the others are done.
    await expect(page.getByRole('heading', { level: 2, name: '2 solutions discarded' })).toBeVisible();
    // Closed before this, the tab would have left a run that is asked about once more.
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();

    await page.goto('/solutions');
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill(`"${other.name}"`);
    await box(page, other.name).check();
    await page.getByRole('link', { name: 'Discard selected' }).click();
    await page.getByRole('main').getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByText('2 solutions are back').first()).toBeVisible();
    // Then the new selection begins.
    await expect(page.getByRole('button', { name: 'Discard 1 solution' })).toBeVisible();
    expect((await solutions(api, { state: 'pending' })).filter((one) => ids.includes(one.id))).toHaveLength(2);
  });

  test('a row with an open question is left out and leads to its request', async ({ signIn, page, portal }) => {
    const asking = await Asking.at(portal);
    const { number, solution } = await asking.merge();
    await asking.decide(number, { decision: 'ask', text: 'Which edition is it?' });
    await signIn(people.developer, '/solutions');
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill(`"${solution.name}"`);
    await box(page, solution.name).check();
    await page.getByRole('link', { name: 'Merge selected' }).click();
    await expect(page.getByText('Support asked a question: answer it, and the merge goes on.')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: `Include ${solution.name}` })).toBeDisabled();
    await page.getByRole('link', { name: `Answer request ${number}` }).click();
    await expect(page).toHaveURL(new RegExp(`/help/${number}$`));
  });

  test('a row can go to the address of a listing', async ({ signIn, page, portal }) => {
    const rows = await solutions(await portal.api(people.owner), { state: 'pending' });
    const { name } = rows[0]!;
    await signIn(people.developer, '/solutions');
    await page.getByRole('searchbox', { name: 'Search solutions' }).fill(`"${name}"`);
    await box(page, name).check();
    await page.getByRole('link', { name: 'Merge selected' }).click();
    await page.getByRole('button', { name: `Change: ${name}`, exact: true }).click();
    await page.getByLabel('URL for existing listing').last().fill('https://appsource.microsoft.com/product/saas/elsewhere.board');
    await expect(page.getByRole('dialog')).toContainText('elsewhere is not one of your publishers.');
    await page.getByRole('button', { name: 'Use this offer' }).click();
    await expect(page.getByRole('table', { name: 'Selected solutions' })).toContainText('elsewhere.board');
    await page.getByRole('button', { name: 'Send 1 request' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send 1 request' }).click();
    await expect(page.getByRole('heading', { name: '1 request is with support' })).toBeVisible();
  });

  test('nothing selected says what to do', async ({ signIn, page }) => {
    await signIn(people.developer, '/solutions/bulk/merge');
    await expect(page.getByRole('heading', { name: 'Nothing is selected' })).toBeVisible();
  });

  test.describe('without a connection', () => {
    test.use({ expectedFaults: /./ });

    test('the run waits and goes on by itself, once', async ({ signIn, page, portal, context }) => {
      const api = await portal.api(people.owner);
      await signIn(people.developer, '/solutions?status=pending');
      await page.getByRole('checkbox', { name: 'Select all' }).check();
      await page.getByRole('link', { name: 'Discard selected' }).click();
      const go = page.getByRole('button', { name: /^Discard \d+ solutions$/ });
      await expect(go).toBeVisible();
      const n = Number((await go.textContent())!.match(/\d+/)![0]);
      const before = (await solutions(api, { state: 'discarded' })).length;
      await context.setOffline(true);
      await go.click();
      await page.getByRole('dialog').getByRole('button', { name: /^Discard/ }).click();
      await expect(page.getByRole('heading', { level: 2, name: 'Discarding is paused' })).toBeVisible();
      await context.setOffline(false);
      await expect(page.getByRole('heading', { level: 2, name: `${n} solutions discarded` })).toBeVisible({ timeout: 30_000 });
      expect((await solutions(api, { state: 'discarded' })).length - before).toBe(n);
    });
  });
});
