// "Begin your migration" and "Discard this solution": dialogs that are addresses, over a list that stays.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Asking } from '../support/asking';
import { expectAccessible } from '../support/axe';
import { expect, people, test } from '../support/fixtures';
import { action, cards, dialog, reviewAll, searchFor, solution, solutions, STRONG, type Reviewed } from '../support/migrating';

test.use({ portalOf: 'test' });

/** A company with a live offer and a solution that is nothing like it and carries nothing. */
const IDLE = {
  format: 1,
  companies: [
    {
      key: 'leeward',
      name: 'Leeward Freight',
      kind: 'partner',
      partnerIds: ['4408899'],
      membershipActive: true,
      enrolled: true,
      publishers: [{ id: 'leeward', name: 'Leeward Freight' }],
      people: [{ email: 'maren.holt@leeward.example', name: 'Maren Holt', role: 'owner' }],
      offers: [{ id: 'payroll', publisher: 'leeward', offerType: 'softwareAsAService', alias: 'Payroll', name: 'Crew Payroll', liveSince: '2025-09-19T15:54:34Z', coSellStatus: 'inMarket' }],
      solutions: [{ id: 'L-1', name: 'Quayside Tally', partnerId: '4408899', offerType: 'softwareAsAService', coSellStatus: 'inMarket', updated: '2024-02-05' }],
    },
  ],
};

const begin = 'Begin your migration';
const discard = 'Discard this solution';

test('nothing is chosen at first, and "Continue" says why it waits', async ({ signIn, page, portal }) => {
  const { name } = await solution(await portal.api(people.owner), 'Rail Slot Exchange');
  await signIn(people.developer, '/solutions');
  await searchFor(page, name);
  await action(page, name, 'Begin migration').click();
  await expect(dialog(page, begin)).toBeVisible();
  await expect(page).toHaveURL(/\/solutions\/[^/]+\/begin$/);
  await expect(page).toHaveTitle(/^Begin your migration/);
  for (const card of Object.values(cards)) await expect(page.getByRole('radio', { name: card })).not.toBeChecked();
  const next = page.getByRole('button', { name: 'Continue' });
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await expect(next).toHaveAccessibleDescription('Choose one of the three first.');
  await next.click({ force: true });
  await expect(page).toHaveURL(/\/begin$/);
  await expectAccessible(page, 'the dialog');
  await page.getByRole('radio', { name: cards.discard }).check();
  await expect(next).not.toHaveAttribute('aria-disabled', 'true');
  await next.click();
  await expect(dialog(page, discard)).toBeVisible();
  await page.goBack();
  await expect(dialog(page, begin)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('searchbox', { name: 'Search solutions' })).toHaveValue(`"${name}"`);
});

test('each card leads where it says, after a reload too', async ({ signIn, page, portal }) => {
  const { id } = await solution(await portal.api(people.owner), 'Rail Slot Exchange');
  const ways: [string, RegExp][] = [
    [cards.merge, /\/merge$/],
    [cards.discard, /\/discard$/],
    [cards.create, /\/offers\/new\?from=/],
  ];
  await signIn(people.developer, `/solutions/${id}/begin`);
  for (const [card, address] of ways) {
    await page.goto(`/solutions/${id}/begin`);
    await page.reload();
    await page.getByRole('radio', { name: card }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL(address);
  }
});

test('by keyboard alone: Escape closes and gives the focus back to the row', async ({ signIn, page, portal }) => {
  const { name } = await solution(await portal.api(people.owner), 'Rail Slot Exchange');
  await signIn(people.developer, '/solutions');
  await searchFor(page, name);
  await action(page, name, 'Begin migration').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: cards.merge })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/\/solutions(\?|$)/);
  await expect(action(page, name, 'Begin migration')).toBeFocused();
});

test('what carries something is never advised to be discarded; what fits an offer is advised to be merged', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  await signIn(people.developer);
  const rows = await reviewAll(page);
  const carrying = async ({ name }: Reviewed) => {
    const { carries } = await api.get(`solutions/${(await solution(api, name)).id}`);
    return Object.values<unknown>(carries).some((list) => Array.isArray(list) && list.length > 0);
  };
  const first = async (fits: (row: Reviewed) => boolean) => {
    for (const row of rows.filter(fits)) if (await carrying(row)) return row.name;
    throw new Error('the sample has no such solution');
  };
  const open = async (name: string) => {
    const facts = page.waitForResponse('**/api/v1/solutions/facts');
    await page.goto(`/solutions/${(await solution(api, name)).id}/begin`);
    await facts;
    await expect(page.getByRole('radio', { name: cards.discard })).toBeVisible();
  };
  const recommended = page.getByRole('dialog').locator('.radio-card').filter({ hasText: 'Recommended' });
  await open(rows.find((row) => row.score >= STRONG)!.name);
  await expect(recommended).toContainText(cards.merge);
  await open(await first((row) => row.score === 0));
  await expect(recommended).toContainText(cards.create);
  // A weak match is for a person to look at: no card is marked, the discard least of all.
  await open(await first((row) => row.score > 0 && row.score < STRONG));
  await expect(page.getByText('An offer may be the same. Look at it before you choose.')).toBeVisible();
  await expect(recommended).toHaveCount(0);
  await expect(page.locator('.begin__hint').getByRole('link')).not.toBeEmpty();
});

test('an open question leads to its request; what is done or with support leads on', async ({ signIn, page, portal }) => {
  const asking = await Asking.at(portal);
  const { number, solution: asked } = await asking.merge();
  await asking.decide(number, { decision: 'ask', text: 'Which edition is it?' });
  const merging = await asking.merge();
  const merged = await asking.merge();
  await asking.decide(merged.number, { decision: 'approve' });
  await signIn(people.developer, `/solutions/${asked.id}/begin`);
  await expect(page.getByText('Support asked a question. Answer it, and the merge goes on.')).toBeVisible();
  await expect(page.getByRole('radio', { name: cards.merge })).toBeDisabled();
  await expect(page.getByRole('dialog').locator('.radio-card').filter({ hasText: 'Recommended' })).toHaveCount(0);
  await expect(page.getByRole('radio', { name: cards.discard })).toBeEnabled();
  await expectAccessible(page, 'the dialog with a question');
  await page.getByRole('dialog').getByRole('link', { name: 'View request' }).click();
  await expect(page).toHaveURL(new RegExp(`/help/${number}$`));
  for (const [id, link, address] of [
    [merging.solution.id, 'View request', new RegExp(`/help/${merging.number}$`)],
    [merged.solution.id, 'View offer', /\/co-sell$/],
  ] as const) {
    await page.goto(`/solutions/${id}/begin`);
    await expect(page.getByRole('dialog').getByRole('link', { name: link })).toBeVisible();
    await expect(page.getByRole('radio')).toHaveCount(0);
    await page.getByRole('dialog').getByRole('link', { name: link }).click();
    await expect(page).toHaveURL(address);
  }
});

test('what carries nothing and looks like no offer is advised to be discarded, and the advice leads there', async ({ signIn, page, portal, accessible }) => {
  // Everything in the sample carries something.
  const file = join(portal.folder, 'idle.json');
  writeFileSync(file, JSON.stringify(IDLE));
  portal.run('import', 'workspace', file);
  const [owner] = IDLE.companies[0]!.people;
  const api = await portal.api(owner!.email);
  const { id, name } = await solution(api, 'Quayside Tally');

  await signIn(owner!.email, `/solutions/${id}/begin`);
  const recommended = page.getByRole('dialog').locator('.radio-card').filter({ hasText: 'Recommended' });
  await expect(recommended).toHaveCount(1);
  await expect(recommended).toContainText(cards.discard);
  const card = page.getByRole('radio', { name: cards.discard });
  await expect(card).toHaveAccessibleDescription(/Recommended: it carries nothing, is not co-sell ready, and no live offer is similar\./);
  // Advice is no choice.
  await expect(card).not.toBeChecked();
  await accessible();
  await card.check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(new RegExp(`/solutions/${id}/discard$`));
  await expect(dialog(page, discard)).toContainText(name);
  await dialog(page, discard).getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(page.getByText(`“${name}” is discarded.`)).toBeVisible();
  expect((await solution(api, name)).state).toBe('discarded');
});

test('opened by its address, the dialog has the focus on its first card', async ({ signIn, page, portal }) => {
  const { id } = await solution(await portal.api(people.owner), 'Rail Slot Exchange');
  await signIn(people.developer, `/solutions/${id}/begin`);
  await expect(page.getByRole('radio', { name: cards.merge })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('radio', { name: cards.merge })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: cards.discard })).toBeChecked();
});

test('a viewer sees the dialog and why it goes no further', async ({ signIn, page, portal }) => {
  const { id } = await solution(await portal.api(people.owner), 'Rail Slot Exchange');
  await signIn(people.viewer, `/solutions/${id}/begin`);
  await expect(page.getByRole('radio', { name: cards.merge })).toBeDisabled();
  await expect(page.getByRole('dialog')).toContainText('Your role (Viewer) may not do this');
  await expect(page.getByRole('dialog').getByText('Recommended')).toHaveCount(0);
});

test('a discard names all that is given up, and is undone from the toast and from the row', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  const { id, name } = await solution(api, 'Rail Slot Exchange');
  await signIn(people.developer, '/solutions');
  await searchFor(page, name);
  await action(page, name, 'Begin migration').click();
  await page.getByRole('radio', { name: cards.discard }).check();
  await page.keyboard.press('Enter');
  const question = dialog(page, discard);
  await expect(question).toContainText('5 referrals');
  await expect(question).toContainText('4 documents');
  await expectAccessible(page, 'the discard dialog');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await solution(api, name)).state).toBe('pending');

  await page.goto(`/solutions/${id}/discard`);
  await question.getByRole('button', { name: 'Discard', exact: true }).dblclick();
  await expect(page.getByRole('status').filter({ hasText: `“${name}” is discarded.` })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await solution(api, name)).state).toBe('discarded');
  await page.getByRole('button', { name: 'Undo discard', exact: true }).click();
  await expect(page.getByText(`“${name}” is back.`)).toBeVisible();
  expect((await solution(api, name)).state).toBe('pending');
});

test('nothing is discarded before it is seen what is given up', async ({ signIn, page, portal }) => {
  const { id, name } = await solution(await portal.api(people.owner), 'Rail Slot Exchange');
  await signIn(people.developer, '/solutions');
  await page.route(`**/api/v1/solutions/${id}`, (route) => route.abort());
  await page.goto(`${portal.url}/solutions/${id}/discard`);
  const question = dialog(page, discard);
  const button = question.getByRole('button', { name: 'Discard', exact: true });
  await expect(button).toHaveAccessibleDescription('This did not load');
  await page.unroute(`**/api/v1/solutions/${id}`);
  await question.getByRole('button', { name: 'Try again' }).click();
  await button.click();
  await expect(page.getByRole('status').filter({ hasText: `“${name}” is discarded.` })).toBeVisible();
});

test('the row undoes a discard at once, and the focus stays on it', async ({ signIn, page, portal }) => {
  const api = await portal.api(people.owner);
  const { id, name } = await solution(api, 'Rail Slot Exchange');
  await api.post(`solutions/${id}/discard`, {});
  await signIn(people.developer, '/solutions');
  await searchFor(page, name);
  const undo = action(page, name, 'Undo discard');
  await undo.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`“${name}” is back.`)).toBeVisible();
  await expect(action(page, name, 'Begin migration')).toBeFocused();
  expect((await solutions(api, { name }))[0]!.state).toBe('pending');
});

test('discard and undo by key: the focus goes on where the row was, and comes back from the message', async ({ signIn, page, portal }) => {
  const { name } = await solution(await portal.api(people.owner), 'Rail Slot Exchange');
  await signIn(people.developer, '/solutions?status=pending&sort=-name');
  await action(page, name, 'Begin migration').press('Enter');
  await page.getByRole('radio', { name: cards.discard }).press('Space');
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Discard this solution' });
  await question.getByRole('button', { name: 'Discard', exact: true }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: `“${name}” is discarded.` })).toBeVisible();
  // Its row is gone from this filter; the one that came into its place has the focus.
  const next = page.locator('[role=row] a:focus');
  await expect(next).toHaveText('Begin migration');
  const undo = page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo discard' });
  await undo.press('Enter');
  await expect(page.getByText(`“${name}” is back.`)).toBeVisible();
  await expect(undo).toHaveCount(0);
  await expect(next).toHaveText('Begin migration');
});

test.describe('in bad weather', () => {
  test.use({ expectedFaults: /./ });

  test('without a connection nothing is lost, and the next press has one effect', async ({ signIn, page, portal, context }) => {
    const api = await portal.api(people.owner);
    const { id, name } = await solution(api, 'Rail Slot Exchange');
    await signIn(people.developer, `/solutions/${id}/discard`);
    await expect(dialog(page, discard)).toContainText('4 documents');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('No answer from the server.');
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await expect(page.getByText(`“${name}” is discarded.`)).toBeVisible();
  });

  test('what a colleague changed meanwhile is shown before the next try', async ({ signIn, page, portal }) => {
    const api = await portal.api(people.owner);
    const { id, name } = await solution(api, 'Rail Slot Exchange');
    await signIn(people.developer, `/solutions/${id}/discard`);
    await expect(dialog(page, discard)).toContainText('4 documents');
    await api.post(`solutions/${id}/discard`, {});
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    await expect(page.getByRole('dialog')).toContainText('Discarded');
    expect((await solution(api, name)).state).toBe('discarded');
  });
});
