// A person opens a row: what the solution carries, what happened to it, and what colleagues say.
import { expect, people, test } from '../support/fixtures';
import { details, grid, row } from '../support/grid';

const NAME = 'Demand Compass for Retail';

test('a row opens on what it carries, its timeline and its notes', async ({ signIn, portal, page, accessible }) => {
  const api = await portal.api(people.owner);
  const listed = (await api.get('solutions?search=S-10420')).items[0];
  const { carries, timeline, notes } = await api.get(`solutions/${listed.id}`);
  await signIn(people.owner, '/solutions');
  const opener = details(page, NAME);
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  await opener.click();
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  const panel = page.getByRole('group', { name: NAME });
  // All of them are in one currency here.
  const [{ currency }] = carries.referrals;
  const worth = carries.referrals.reduce((sum: number, referral: any) => sum + referral.valueMinor, 0) / 100;
  await expect(panel.getByText('4 referrals')).toBeVisible();
  await expect(panel).toContainText(new Intl.NumberFormat('en', { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as Intl.NumberFormatOptions).format(worth));
  await expect(panel.getByText('2 documents')).toBeVisible();
  await expect(panel.getByText('2 contacts')).toBeVisible();
  for (const { name } of carries.contacts) await expect(panel.getByRole('listitem').getByText(name, { exact: true })).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  await expect(panel).toContainText(`, ${timeline[0].by}`);
  await expect(panel).toContainText('Attention needed');
  await expect(panel).toContainText(notes[0].text);
  await accessible();
  await opener.click();
  await expect(panel).toHaveCount(0);
});

test('what carries nothing says so', async ({ signIn, page }) => {
  await page.route(/\/api\/v1\/solutions\/[^?/]+$/, async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const carries = { referrals: [], collateral: [], contacts: [], incentives: [] };
    await route.fulfill({ response: answer, json: { ...body, carries } });
  });
  await signIn(people.owner, '/solutions?search=S-10567');
  await details(page, 'Shift Rota').click();
  await expect(page.getByText('No referrals, collateral, contacts or incentives.')).toBeVisible();
  // An answer that is still being rewritten must not outlive the test.
  await page.unrouteAll({ behavior: 'wait' });
});

test('rows below an open one stay where they belong', async ({ signIn, page }) => {
  await signIn(people.owner, '/solutions');
  await details(page, 'Bay Camera Kit').click();
  const panel = page.getByRole('group', { name: 'Bay Camera Kit', exact: true });
  await expect(panel.getByText('1 document')).toBeVisible();
  const below = row(page, 'Berth Window');
  await expect
    .poll(async () => {
      const [upper, lower] = [await panel.boundingBox(), await below.boundingBox()];
      return Math.abs(lower!.y - (upper!.y + upper!.height));
    })
    .toBeLessThan(2);
});

test.describe('notes', () => {
  test.use({ portalOf: 'test' });

  test('are added, seen by a colleague, and removed by who wrote them', async ({ signIn, page, visit }) => {
    await signIn(people.developer, '/solutions?search=S-10567');
    await details(page, 'Shift Rota').click();
    const panel = page.getByRole('group', { name: 'Shift Rota', exact: true });
    const field = panel.getByRole('textbox', { name: 'Add a note' });
    await field.fill('Ask Łukasz <b>first</b>.\nThen decide.');
    await panel.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Note added');
    await expect(panel.getByText('Ask Łukasz <b>first</b>.')).toBeVisible();
    await expect(panel).toContainText('Rafael Quintana Ibáñez');
    await expect(panel.getByRole('textbox', { name: 'Add a note' })).toHaveValue('');

    const colleague = await visit(people.owner, '/solutions?search=S-10567');
    await details(colleague, 'Shift Rota').click();
    const seen = colleague.getByRole('group', { name: 'Shift Rota', exact: true });
    await expect(seen.getByText('Ask Łukasz <b>first</b>.')).toBeVisible();
    await expect(seen.getByRole('button', { name: 'Remove note' })).toHaveCount(0);

    await panel.getByRole('button', { name: 'Remove note' }).click();
    await expect(panel.getByText('Ask Łukasz <b>first</b>.')).toHaveCount(0);
    await expect(panel).toContainText('Note removed');
  });

  test('by key the focus stays, and words typed meanwhile too', async ({ signIn, page }) => {
    await signIn(people.developer, '/solutions?search=S-10567');
    await details(page, 'Shift Rota').click();
    const panel = page.getByRole('group', { name: 'Shift Rota', exact: true });
    const field = panel.getByRole('textbox', { name: 'Add a note' });
    const add = panel.getByRole('button', { name: 'Add', exact: true });
    await field.fill('The first.');
    await add.press('Enter');
    await expect(panel.getByText('The first.')).toBeVisible();
    await expect(add).toBeFocused();

    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/notes', async (route) => {
      await held;
      await route.fallback();
    });
    await field.fill('The second.');
    await add.press('Enter');
    await field.fill('The third, not sent.');
    go();
    await expect(panel.locator('.note__text').filter({ hasText: 'The second.' })).toBeVisible();
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('The third, not sent.');

    await panel.getByRole('button', { name: 'Remove note' }).first().press('Enter');
    await expect(panel.locator('.note__text').filter({ hasText: 'The second.' })).toHaveCount(0);
    await expect(field).toBeFocused();

    // Who went on elsewhere before the answer stays there.
    const search = page.getByRole('searchbox', { name: 'Search solutions' });
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/notes/*', async (route) => {
      await asked;
      await route.fallback();
    });
    await panel.getByRole('button', { name: 'Remove note' }).press('Enter');
    await search.focus();
    answer();
    await expect(panel.locator('.note__text')).toHaveCount(0);
    await expect(search).toBeFocused();
  });

  test('one whose solution has changed meanwhile is kept, and so is the focus', async ({ signIn, portal, page }) => {
    await page.route('**/api/v1/events**', (route) => route.abort());
    await signIn(people.developer, '/solutions?search=S-10567');
    await details(page, 'Shift Rota').click();
    const panel = page.getByRole('group', { name: 'Shift Rota', exact: true });
    await panel.getByRole('textbox', { name: 'Add a note' }).fill('Keep me.');
    await panel.getByRole('button', { name: 'Add', exact: true }).click();
    const remove = panel.getByRole('button', { name: 'Remove note' });
    await expect(remove).toBeVisible();
    const colleague = await portal.api(people.owner);
    const { items } = await colleague.get('solutions?limit=1000');
    const { id } = items.find((row: { solutionId: string }) => row.solutionId === 'S-10567');
    await colleague.post(`solutions/${id}/notes`, { text: 'Look here first.' });
    await remove.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    // What is there now was read.
    await expect(panel.getByText('Look here first.')).toBeVisible();
    await expect(panel.getByText('Keep me.')).toBeVisible();
    await expect(remove).toBeFocused();
  });

  test('a note without words is refused beside the field', async ({ signIn, page }) => {
    await signIn(people.developer, '/solutions?search=S-10567');
    await details(page, 'Shift Rota').click();
    const panel = page.getByRole('group', { name: 'Shift Rota', exact: true });
    await panel.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(panel.getByRole('alert')).toHaveText('Write the note first.');
    await expect(panel.getByRole('textbox', { name: 'Add a note' })).toHaveAttribute('aria-invalid', 'true');
  });

  test('a viewer reads them and adds none', async ({ signIn, page }) => {
    await signIn(people.viewer, '/solutions?search=S-10420');
    await details(page, NAME).click();
    const panel = page.getByRole('group', { name: NAME });
    await expect(panel.getByRole('heading', { name: 'Notes' })).toBeVisible();
    await expect(panel.getByText('4 referrals')).toBeVisible();
    await expect(panel.getByRole('textbox')).toHaveCount(0);
    await expect(grid(page).getByRole('button', { name: 'Add', exact: true })).toHaveCount(0);
  });
});
