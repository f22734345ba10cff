// The desk: the queue, one case, several at once, and two operators at the same time.
import { Asking } from '../support/asking';
import { expect, heading, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';

test.use({ portalOf: 'test' });

const LISTING = 'https://appsource.microsoft.com/en-us/product/web-apps/northlake.elsewhere-board';

test('the queue fills by itself, is filtered and leads to a case', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  await signIn(people.operator, '/desk');
  await expectAccessible(page, 'the desk');
  // A search over solutions would lead an operator to a list that is not theirs.
  await expect(page.getByRole('searchbox', { name: 'Search all solutions' })).toHaveCount(0);
  const { number, solution } = await asking.merge();
  const item = page.getByRole('listitem').filter({ hasText: `#${number}` });
  await expect(item).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Search requests' });
  await search.fill('nowhere to be found');
  await expect(item).toBeHidden();
  await search.fill(`#${number}`);
  await expect(page).toHaveURL(/search=/);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await search.fill('');
  await page.getByRole('button', { name: 'Not taken' }).click();
  await expect(page).toHaveURL(/only=unclaimed/);
  await asking.desk.post(`desk/requests/${number}/claim`, { claimed: true });
  await expect(item).toBeHidden();
  await page.getByRole('button', { name: 'Not taken' }).click();
  await page.getByRole('button', { name: 'Taken by me' }).click();
  await expect(item).toContainText('Hanna Virtamo');
  await item.getByRole('link', { name: solution.name }).click();
  await expect(heading(page)).toHaveText(solution.name);
});

for (const [side, who, path] of [['desk', people.operator, '/desk'], ['company', people.developer, '/help']] as const) {
  test(`news come into the list of the ${side}, and what has the focus or is pressed stays`, async ({ portal, signIn, page }) => {
    const asking = await Asking.at(portal);
    const [kept, pressed] = [await asking.merge(), await asking.merge()];
    await signIn(who, path);
    const line = (number: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: `#${number}` });
    const link = line(kept.number).getByRole('link', { name: kept.solution.name });
    await link.focus();
    const third = await asking.merge();
    await expect(line(third.number)).toBeVisible();
    await expect(link).toBeFocused();

    // What changed is said in its place.
    await asking.decide(kept.number, { decision: 'ask', text: 'Are they the same?' });
    await expect(line(kept.number)).toContainText(side === 'desk' ? 'Waiting for partner' : 'Support waits for your answer');
    await expect(link).toBeFocused();

    await line(pressed.number).getByRole('link', { name: pressed.solution.name }).hover();
    await page.mouse.down();
    await asking.desk.post(`desk/requests/${pressed.number}/claim`, { claimed: true });
    await expect(line(pressed.number)).toContainText(side === 'desk' ? 'Hanna Virtamo' : 'In progress');
    await page.mouse.up();
    await expect(heading(page)).toHaveText(pressed.solution.name);
  });
}

test('an open group of the desk follows what is decided of it', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const asked = await asking.bundle(3, 'spring');
  await signIn(people.operator, '/desk');
  const group = page.getByRole('listitem').filter({ hasText: 'requests sent together' });
  await group.getByText('3 requests sent together').click();
  const link = group.getByRole('link', { name: asked[2]!.solution.name });
  await link.focus();
  // It is due when the first is that support owes, not when one is that waits for the partner.
  const summary = group.locator('summary');
  await asking.decide(asked[0]!.number, { decision: 'ask', text: 'Are they the same?' });
  await expect(group.getByRole('listitem').filter({ hasText: `#${asked[0]!.number}` })).toContainText('Waiting for partner');
  await expect(summary).toContainText('Due by');
  await expect(link).toBeFocused();
  await asking.partner.post(`support-requests/${asked[0]!.number}/answer`, { text: 'They are.' });
  await asking.decide(asked[0]!.number, { decision: 'refuse', text: 'Another edition.' });
  await expect(group).toContainText('2 requests sent together');
  await expect(group.getByRole('link', { name: asked[0]!.solution.name })).toHaveCount(0);
  await expect(link).toBeFocused();
  await asking.desk.post(`desk/requests/${asked[1]!.number}/claim`, { claimed: true });
  await expect(group.getByRole('listitem').filter({ hasText: `#${asked[1]!.number}` })).toContainText('Hanna Virtamo');
  // One that is left stands by itself.
  await asking.decide(asked[1]!.number, { decision: 'refuse', text: 'Another edition.' });
  await expect(group).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: `#${asked[2]!.number}` })).toBeVisible();
});

test('a line that stands for long is overdue in time', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await page.clock.install();
  await signIn(people.operator, '/desk');
  const line = page.getByRole('main').getByRole('listitem').filter({ hasText: `#${number}` });
  await expect(line).toContainText('Due by');
  await page.clock.setSystemTime(Date.now() + 30 * 24 * 3_600_000);
  await asking.merge();
  await expect(line).toContainText('Overdue since');
});

test('by key the focus is on the heading after each decision, also on the second of a page', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await signIn(people.operator, `/desk/${number}`);
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('button', { name: 'Approve' }).press('Enter');
  await expect(page.locator('#decide-title')).toBeFocused();
  await page.getByRole('radio', { name: 'Take the merge back' }).check();
  await page.getByRole('main').getByLabel('Reason').fill('They are not the same after all.');
  await page.getByRole('button', { name: 'Take the merge back' }).press('Enter');
  await expect(page.getByRole('main')).toContainText('took the merge back');
  await expect(page.locator('#decide-title')).toBeFocused();
});

test('a case is taken and given back by keyboard', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await signIn(people.operator, `/desk/${number}`);
  const button = page.getByRole('button', { name: 'Take this case' });
  await button.focus();
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: 'Give it back' });
  await expect(back).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nobody has taken this case.')).toBeVisible();
});

test('a listing’s address becomes an external listing, prefilled from it', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge('Only the address.', LISTING);
  await signIn(people.operator, `/desk/${number}`);
  await page.getByRole('radio', { name: 'Approve' }).check();
  await expect(page.getByRole('radio', { name: 'A new record: external listing' })).toBeChecked();
  await expect(page.getByLabel('Publisher ID')).toHaveValue('northlake');
  await expect(page.getByLabel('Offer ID')).toHaveValue('elsewhere-board');
  await page.getByLabel('Offer ID').fill('Elsewhere Board');
  await page.getByLabel('Offer type').selectOption('softwareAsAService');
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Use only small letters a to z, digits, hyphens and underscores.')).toBeVisible();
  await expectAccessible(page, 'a link with an error');
  await page.getByLabel('Offer ID').fill('elsewhere-board');
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Resolved').first()).toBeVisible();
  const { items } = await asking.partner.get('offers?limit=1000');
  expect(items.find((offer: { externalId: string }) => offer.externalId === 'elsewhere-board').status).toBe('external');
});

test('a bundle is decided in one act with an exception', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const asked = await asking.bundle(5, 'spring');
  await signIn(people.operator, '/desk');
  const group = page.getByRole('listitem').filter({ hasText: '5 requests sent together' });
  await group.getByText('5 requests sent together').click();
  await expect(group.getByRole('link', { name: asked[0]!.solution.name })).toBeVisible();
  await expectAccessible(page, 'an open group');
  await group.getByRole('link', { name: 'Decide together' }).click();
  const bundle = page.getByRole('region', { name: '5 requests sent together' });
  await expect(bundle.getByRole('heading')).toBeFocused();
  await bundle.getByRole('checkbox', { name: asked[2]!.solution.name }).uncheck();
  // Nothing is decided before somebody says what.
  await expect(bundle.getByRole('button', { name: 'Decide together (4)' })).toHaveAccessibleDescription('Choose a decision first.');
  await bundle.getByRole('combobox', { name: 'Decision' }).selectOption('Approve');
  await expect(bundle.getByRole('listitem').first()).toContainText(asking.live[0]!.name);
  await expectAccessible(page, 'a bundle');
  await bundle.getByRole('button', { name: 'Approve (4)' }).click();
  await expect(page.getByRole('dialog')).toContainText('Approve 4 requests?');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve (4)' }).click();
  await expect(page.getByText('4 requests decided')).toBeVisible();
  for (const [at, one] of asked.entries()) {
    const { state } = await asking.partner.get(`solutions/${one.solution.id}`);
    expect(state).toBe(at === 2 ? 'merging' : 'merged');
  }
});

test('each decision has its own words, and those that came too late stay readable', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const [first, second] = [await asking.merge(), await asking.merge()];
  await page.route('**/api/v1/events**', (route) => route.abort());
  await signIn(people.operator, `/desk/${first.number}`);
  await page.getByRole('radio', { name: 'Ask the partner' }).check();
  await page.getByLabel('Question').fill('Which one?');
  await page.getByRole('radio', { name: 'Refuse' }).check();
  await expect(page.getByLabel('Reason')).toHaveValue('');
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { name: 'Decision' })).toBeFocused();
  const { thread } = await asking.partner.get(`support-requests/${first.number}`);
  expect(thread.at(-1)).toMatchObject({ kind: 'approved', text: '' });
  await page.goto(`/desk/${second.number}`);
  await page.getByRole('radio', { name: 'Refuse' }).check();
  await page.getByLabel('Reason').fill('Not the same product.');
  await asking.decide(second.number, { decision: 'approve', text: '' });
  await page.reload();
  const status = page.getByRole('status').filter({ hasText: /Hanna Virtamo approved it on/ });
  await expect(status).toBeVisible();
  await expect(page.getByText('Not sent, because somebody else decided first.')).toBeVisible();
  await expect(page.getByText('Not the same product.')).toBeVisible();
  await page.getByRole('radio', { name: 'Take the merge back' }).check();
  await expect(page.getByLabel('Reason')).toHaveValue('');
});

test('who comes second is told, and nothing typed is lost', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  // This operator's page hears nothing of what the other does.
  await page.route('**/api/v1/events**', (route) => route.abort());
  await signIn(people.operator, `/desk/${number}`);
  await page.getByRole('radio', { name: 'Refuse' }).check();
  await page.getByLabel('Reason').fill('Not the same product.');
  await asking.decide(number, { decision: 'ask', text: 'Are they the same?' });
  await page.getByRole('button', { name: 'Refuse' }).click();
  await expect(page.getByRole('alert')).toContainText(/Hanna Virtamo asked the partner .* You cannot decide it now\./);
  await expect(page.getByRole('main').getByText('Waiting for partner').first()).toBeVisible();
  await expect(page.getByLabel('Reason')).toHaveValue('Not the same product.');
  const detail = await asking.partner.get(`support-requests/${number}`);
  expect(detail.request.state).toBe('waitingForPartner');
});

test('a choice and its words survive a reload, until they are sent', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await signIn(people.operator, `/desk/${number}`);
  await page.getByRole('radio', { name: 'Ask the partner' }).check();
  await page.getByLabel('Your question').fill('Which edition is it?');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Ask the partner' })).toBeChecked();
  await expect(page.getByLabel('Your question')).toHaveValue('Which edition is it?');
  await page.getByRole('button', { name: 'Ask the partner' }).click();
  await expect(page.getByRole('main').getByText('Waiting for partner').first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Ask the partner' })).not.toBeChecked();
});

test('the fields of a link and a choice for a bundle survive a reload', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge('Only the address.', LISTING);
  await signIn(people.operator, `/desk/${number}`);
  await page.getByRole('radio', { name: 'Approve' }).check();
  await page.getByLabel('Offer ID').fill('elsewhere-board-2');
  await page.getByLabel('Offer type').selectOption('softwareAsAService');
  await page.reload();
  await expect(page.getByLabel('Offer ID')).toHaveValue('elsewhere-board-2');
  await expect(page.getByLabel('Publisher ID')).toHaveValue('northlake');
  await expect(page.getByLabel('Offer type')).toHaveValue('softwareAsAService');
  await page.getByRole('radio', { name: 'One of the company’s live offers' }).check();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'One of the company’s live offers' })).toBeChecked();

  const asked = await asking.bundle(3, 'autumn');
  await page.goto(`/desk/${asked[0]!.number}`);
  const bundle = page.getByRole('region', { name: '3 requests sent together' });
  await bundle.getByRole('checkbox', { name: asked[1]!.solution.name }).uncheck();
  await bundle.getByRole('combobox', { name: 'Decision' }).selectOption('Approve');
  await page.reload();
  await expect(bundle.getByRole('button', { name: 'Approve (2)' })).toBeVisible();
  await expect(bundle.getByRole('checkbox', { name: asked[1]!.solution.name })).not.toBeChecked();
});

test('what is typed while the text or day before it is being saved stays', async ({ signIn, page }) => {
  await signIn(people.operator, '/desk/templates');
  let go = () => {};
  const held = new Promise<void>((done) => (go = done));
  await page.route(/desk\/(templates|calendar)$/, async (route) => {
    if (route.request().method() === 'PUT') await held;
    await route.continue();
  });
  const [name, text] = [page.getByLabel('Name'), page.getByLabel('Text', { exact: true })];
  await name.fill('Edition');
  await text.fill('Which edition is it?');
  await page.getByRole('button', { name: 'Save text' }).click();
  await text.fill('Which edition is it? And');
  go();
  await expect(page.getByRole('button', { name: 'Change “Edition”' })).toBeVisible();
  await expect(text).toHaveValue('Which edition is it? And');
  await expect(name).toHaveValue('Edition');
  // It goes on from what is saved, so that its name is not taken.
  await page.getByRole('button', { name: 'Save text' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Which edition is it? And' })).toBeVisible();
  await expect(text).toHaveValue('');

  await page.goto('/desk/calendar');
  await page.getByLabel('Day').fill('2031-05-01');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByLabel('Day').fill('2031-05-02');
  await page.getByRole('button', { name: 'Remove May 1, 2031' }).click();
  await expect(page.getByRole('button', { name: 'Remove May 1, 2031' })).toBeHidden();
  await expect(page.getByLabel('Day')).toHaveValue('2031-05-02');
});

test('who comes second to a decided case is told who decided what, and where to go on', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const first = await asking.merge();
  await asking.decide(first.number, { decision: 'refuse', text: 'Another edition.' });
  const { number, solution } = await asking.merge();
  await asking.merge();
  // Nothing is heard from the start: news under way would take the form away beneath the press.
  await page.route('**/api/v1/events**', (route) => route.abort());
  await signIn(people.operator, `/desk/${number}`);
  await page.getByRole('radio', { name: 'Approve' }).check();
  await asking.decide(number, { decision: 'refuse', text: 'Not the same product.' });
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('alert')).toContainText(/Hanna Virtamo refused it on .* Nothing is left to decide\./);
  await expect(page.getByRole('alert')).not.toContainText('decide again');
  // What was said of this case is not said again over the next one.
  await page.getByRole('link', { name: /^Next case: / }).click();
  await expect(heading(page)).not.toHaveText(solution.name);
  await expect(page.getByRole('radio', { name: 'Approve' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a case shows what was refused before, and what an address says', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number, solution } = await asking.merge();
  await asking.decide(number, { decision: 'refuse', text: 'Another edition.' });
  const target = { kind: 'url', url: 'https://appsource.microsoft.com/product/saas/elsewhere.board' };
  const again = await asking.partner.post(`solutions/${solution.id}/merge`, { target, text: '' });
  await signIn(people.operator, `/desk/${again.number}`);
  const earlier = page.getByRole('region', { name: 'Earlier requests for this solution' });
  await expect(earlier).toContainText('Another edition.');
  await expect(earlier.getByRole('link', { name: `#${number}` })).toBeVisible();
  await expect(page.getByText('“elsewhere” is not one of this company’s publishers.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What would move' })).toBeVisible();
  await expectAccessible(page, 'a case with a past');
});

test('a text is not written over by another of its name', async ({ signIn, page }) => {
  await signIn(people.operator, '/desk/templates');
  const save = page.getByRole('button', { name: 'Save text' });
  for (const words of ['Which edition is it?', 'Something else.']) {
    await page.getByLabel('Name').fill('Edition');
    await page.getByLabel('Text', { exact: true }).fill(words);
    await save.click();
    // The fields are empty again once the first is saved.
    await expect(page.getByRole('listitem').filter({ hasText: 'Which edition is it?' })).toBeVisible();
  }
  await expect(page.getByText('There is already a text with this name.')).toBeVisible();
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue('Something else.');
  await expect(page.getByRole('listitem').filter({ hasText: 'Which edition is it?' })).toBeVisible();
  await page.getByRole('button', { name: 'Change “Edition”' }).click();
  await page.getByLabel('Text', { exact: true }).fill('Which edition do you sell?');
  await save.click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Which edition do you sell?' })).toBeVisible();
});

test('days off and reply texts are kept and used', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await signIn(people.operator, '/desk');
  await page.getByRole('link', { name: 'Days off' }).click();
  await page.getByLabel('Day').fill('2031-05-01');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('button', { name: 'Remove May 1, 2031' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Thursday' })).toBeVisible();
  await expectAccessible(page, 'days off');
  await page.getByLabel('Day').fill('2031-05-01');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('Thursday, May 1, 2031 is a day off already.')).toBeVisible();
  await page.getByLabel('Day').fill('2031-05-04');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('Sunday, May 4, 2031 is a weekend day')).toBeVisible();
  await page.getByRole('button', { name: 'Remove May 1, 2031' }).click();
  await expect(page.getByRole('button', { name: 'Remove May 1, 2031' })).toBeHidden();

  await page.goto('/desk/templates');
  await page.getByLabel('Name').fill('Edition');
  await page.getByLabel('Text', { exact: true }).fill('Which edition is it?');
  await page.getByRole('button', { name: 'Save text' }).click();
  await expect(page.getByRole('button', { name: 'Change “Edition”' })).toBeVisible();
  await expectAccessible(page, 'reply texts');

  await page.goto(`/desk/${number}`);
  await page.getByRole('radio', { name: 'Ask the partner' }).check();
  await page.getByRole('combobox', { name: 'Insert a text' }).first().selectOption('Edition');
  await expect(page.getByLabel('Your question')).toHaveValue('Which edition is it?');
});
