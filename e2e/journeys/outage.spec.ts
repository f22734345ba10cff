// The network or the server goes away, and nothing that was typed is lost.
import { expect, heading, people, test } from '../support/fixtures';
import { box, details, names, row } from '../support/grid';

test.use({ portalOf: 'test' });

const AWAY = 'No answer from the server. Check the connection; what you typed is still here.';
const UNREADABLE = 'The answer could not be read. A server between you and Cosell may be in the way. Try again in a moment.';

test('a bar says that there is no connection, for as long as there is none', async ({ signIn, page, context, accessible }) => {
  await signIn(people.owner, '/solutions');
  await expect(row(page, 'Carbon Books')).toBeVisible();
  await context.setOffline(true);
  const bar = page.getByRole('status').filter({ hasText: 'No connection. What you type is kept; the page tries again by itself.' });
  await expect(bar).toBeVisible();
  await accessible();
  // What is here can still be searched.
  await page.getByRole('searchbox', { name: 'Search solutions' }).fill('carbon books');
  await expect.poll(() => names(page)).toEqual(['Carbon Books']);
  await context.setOffline(false);
  await expect(bar).toHaveCount(0);
});

test('an icon that is first drawn without a connection is there', async ({ signIn, page, context }) => {
  await signIn(people.owner, '/solutions?search=S-10567');
  await expect(row(page, 'Shift Rota')).toBeVisible();
  await context.setOffline(true);
  const icons = page.getByRole('status').filter({ hasText: 'No connection.' }).locator('svg.icon use');
  await expect(icons.first()).toBeAttached();
  const drawn = () => icons.evaluateAll((all) => all.map((use) => (use as SVGUseElement).getBBox().width > 0));
  await expect.poll(drawn).not.toContain(false);
});

test('the server is away and comes back: a screen', async ({ signIn, page, portal, accessible }) => {
  await signIn(people.owner, '/solutions');
  await portal.stop();
  await page.getByRole('link', { name: 'Overview' }).click();
  const failure = page.getByRole('alert').filter({ hasText: AWAY });
  await expect(failure).toContainText('This did not load');
  await accessible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(failure).toBeVisible();
  await portal.start();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(heading(page)).toHaveText(/need an action/);
  await expect(failure).toHaveCount(0);
});

test('the server is away and comes back: a note', async ({ signIn, page, portal }) => {
  await signIn(people.owner, '/solutions?search=S-10567');
  await details(page, 'Shift Rota').click();
  const panel = page.getByRole('group', { name: 'Shift Rota', exact: true });
  const field = panel.getByRole('textbox', { name: 'Add a note' });
  await field.fill('Written on a train.');
  await portal.stop('SIGKILL');
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(panel.getByRole('alert')).toHaveText(AWAY);
  await expect(field).toHaveValue('Written on a train.');
  await portal.start();
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Note added');
  await expect(panel.getByText('Written on a train.')).toHaveCount(1);
});

test('an answer that is lost on the way does not double the note', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions?search=S-10567');
  await details(page, 'Shift Rota').click();
  const panel = page.getByRole('group', { name: 'Shift Rota', exact: true });
  await panel.getByRole('textbox', { name: 'Add a note' }).fill('Once is enough.');
  await page.route(/\/notes$/, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(panel.getByRole('alert')).toHaveText(AWAY);
  await page.unroute(/\/notes$/);
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Note added');
  await page.reload();
  await details(page, 'Shift Rota').click();
  await expect(panel.getByText('Once is enough.')).toHaveCount(1);
});

test('the server is away while the page opens', async ({ signIn, page }) => {
  await signIn(people.owner, '/offers');
  await page.route('**/api/v1/**', (route) => route.abort());
  await page.goto('/solutions');
  await expect(page.getByRole('alert')).toContainText(AWAY);
  await page.unroute('**/api/v1/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(heading(page)).toHaveText(/that you can merge or discard/);
  await expect(row(page, 'Carbon Books')).toBeVisible();
});

for (const { what, status, contentType, body, sentence } of [
  { what: 'a page of another server', status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>', sentence: UNREADABLE },
  { what: 'a sign-in page of a proxy', status: 200, contentType: 'text/html', body: '<form>Who are you?</form>', sentence: UNREADABLE },
  {
    what: 'a problem',
    status: 500,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: 'Something went wrong', status: 500, detail: 'Something went wrong on our side.', code: 'internal', instance: 'abc-1' }),
    sentence: 'Something went wrong on our side.',
  },
]) {
  test(`an answer that is ${what}`, async ({ signIn, page }) => {
    await signIn(people.owner, '/offers');
    await page.route('**/api/v1/overview', (route) => route.fulfill({ status, contentType, body }));
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByRole('alert')).toContainText(sentence);
    await page.unroute('**/api/v1/overview');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(heading(page)).toHaveText(/need an action/);
  });
}

test('a token that has ended is renewed without a word', async ({ signIn, page }) => {
  await signIn(people.owner, '/offers');
  let refused = 0;
  await page.route('**/api/v1/overview', async (route) => {
    refused += 1;
    if (refused > 1) return route.continue();
    await route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{}' });
  });
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(heading(page)).toHaveText(/need an action/);
  expect(refused).toBe(2);
});

test('a selection outlives the server', async ({ signIn, page, portal }) => {
  await signIn(people.owner, '/solutions');
  await box(page, 'Carbon Books').click();
  // What is done with a selection comes as code of its own, the first time.
  await expect(page.getByRole('button', { name: 'Export selected' })).toBeVisible();
  await portal.stop();
  await page.getByRole('button', { name: 'Export selected' }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(AWAY);
  await expect(box(page, 'Carbon Books')).toBeChecked();
  await portal.start();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export selected' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^solutions-/);
});
