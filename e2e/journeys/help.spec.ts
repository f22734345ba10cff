// Get help: all requests of the company, a question of one's own, and files.
import { Asking } from '../support/asking';
import { expect, heading, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';

test.use({ portalOf: 'test' });

test('a company without requests is told what happens here', async ({ signIn, page }) => {
  await signIn(people.newcomer, '/help');
  await expect(page.getByRole('heading', { name: 'No requests yet' })).toBeVisible();
  await expectAccessible(page, 'no requests');
});

test('a question is filed, with what is wrong beside each field', async ({ signIn, page }) => {
  await signIn(people.developer, '/help');
  await page.getByRole('link', { name: 'New request' }).first().click();
  await expect(heading(page)).toHaveText('New request');
  await page.getByRole('button', { name: 'Submit' }).click();
  const summary = page.getByRole('alert').filter({ hasText: '2 fields need another look' });
  await expect(summary).toBeFocused();
  await expect(page.getByLabel('Issue title')).toHaveAccessibleDescription('Fill in “Issue title”.');
  await expect(page.getByLabel('Issue details')).toHaveAccessibleDescription(/Fill in “Issue details”\./);
  await expectAccessible(page, 'a form with errors');
  await summary.getByRole('link', { name: /^Issue title/ }).click();
  await expect(page.getByLabel('Issue title')).toBeFocused();

  await page.getByLabel('Issue title').fill('Who sees our contacts?');
  await page.getByLabel('Issue details').fill('Before we merge we would like to know.');
  await page.getByRole('combobox', { name: 'Solution optional' }).fill('No such thing');
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page.getByText('Choose a solution from the list, or leave this empty.').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Solution optional' }).fill('');
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(heading(page)).toHaveText('Who sees our contacts?');
  await expect(page.getByText('Before we merge we would like to know.')).toBeVisible();
  await expect(page).toHaveURL(/\/help\/\d+$/);
});

test('what is typed is still there after looking at something else', async ({ signIn, page }) => {
  await signIn(people.owner, '/help/new');
  await page.getByLabel('Issue title').fill('Half a thought');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
  await page.goBack();
  await expect(page.getByLabel('Issue title')).toHaveValue('Half a thought');
  await page.reload();
  await expect(page.getByLabel('Issue title')).toHaveValue('Half a thought');
});

test('a merge is asked for in its wizard, a question about resellers here, with a file', async ({ portal, signIn, page }) => {
  const { solution } = await (await Asking.at(portal)).merge();
  await signIn(people.owner, '/help/new');
  await page.getByRole('radio', { name: 'Merging a solution' }).check();
  await expect(page.getByRole('link', { name: 'Go to the merge' })).toHaveAccessibleDescription('Choose the solution first.');
  await page.getByRole('combobox', { name: 'Solution' }).fill(`${solution.solutionId} · ${solution.name}`);
  await expect(page.getByRole('link', { name: 'Go to the merge' })).toHaveAttribute('href', `/solutions/${solution.id}/merge`);
  await expectAccessible(page, 'the way to a merge');
  await page.getByRole('radio', { name: 'Resellers of an offer (CSP)' }).check();
  await page.getByLabel('Issue title').fill('Take a reseller away');
  await page.getByLabel('Issue details').fill('Please stop Tailwind from selling.');
  await page.getByLabel('Drop a file here, or choose one').setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('As agreed.') });
  await expect(page.getByRole('button', { name: 'Remove note.txt' })).toBeVisible();
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(heading(page)).toHaveText('Take a reseller away');
  await expect(page.getByText('CSP question')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Download note.txt' })).toBeVisible();
});

test('everybody of the company sees a request; filters stand in the address', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal, people.developer);
  const mine = await asking.merge();
  const other = await Asking.at(portal, people.owner);
  const theirs = await other.partner.post('support-requests', { title: 'About contacts', text: 'Who sees them?' });
  await signIn(people.developer, '/help');
  const list = page.getByRole('region', { name: 'Support requests' });
  await expect(list.getByRole('listitem').filter({ hasText: `#${mine.number}` })).toContainText(/Due /);
  await expect(list.getByRole('listitem').filter({ hasText: 'About contacts' })).toContainText('Ingrid Solheim');
  await expectAccessible(page, 'the list');

  await page.getByRole('button', { name: 'Kind' }).click();
  await page.getByRole('checkbox', { name: 'General' }).check();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/kind=general/);
  await expect(list.getByRole('listitem').filter({ hasText: `#${theirs.number}` })).toBeVisible();
  await expect(list.getByRole('listitem').filter({ hasText: `#${mine.number}` })).toBeHidden();
  await page.getByRole('button', { name: 'Filed by me' }).click();
  await expect(page.getByText('No request fits these filters')).toBeVisible();
  await page.reload();
  await expect(page.getByText('No request fits these filters')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(list.getByRole('listitem').filter({ hasText: `#${mine.number}` })).toBeVisible();
});

test('a decision that arrives moves the focus only where it took something away', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const first = await asking.merge();
  await asking.decide(first.number, { decision: 'ask', text: 'Are they the same?' });
  await signIn(people.owner, `/help/${first.number}`);
  const answer = page.getByRole('textbox', { name: 'Your answer' });
  await answer.fill('They are.');
  await asking.partner.post(`support-requests/${first.number}/answer`, { text: 'A colleague was quicker.' });
  await expect(answer).toHaveCount(0);
  await expect(page.locator('#thread-title')).toBeFocused();

  // Who only reads stays where they read.
  const second = await asking.merge();
  await page.goto(`${portal.url}/help/${second.number}`);
  await expect(page.getByText('Submitted').first()).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await asking.decide(second.number, { decision: 'refuse', text: 'Another edition.' });
  await expect(page.getByText('Another edition.').first()).toBeVisible();
  // The focus would move with the next frame.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(await page.evaluate(() => document.activeElement!.tagName)).toBe('BODY');
});

test('a request that support owes since yesterday is marked in words', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await page.clock.install({ time: Date.now() + 30 * 24 * 3_600_000 });
  await signIn(people.owner, '/help');
  await expect(page.getByRole('listitem').filter({ hasText: `#${number}` })).toContainText('Overdue since');
});

test('a file is attached, refused when it is none of the allowed kinds, and fetched again', async ({ portal, signIn, page }) => {
  const asking = await Asking.at(portal);
  const { number } = await asking.merge();
  await signIn(people.owner, `/help/${number}`);
  const field = page.getByLabel('Drop a file here, or choose one');
  await field.setInputFiles({ name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><script>alert(1)</script>') });
  await expect(page.getByText('“page.html” was not attached')).toBeVisible();
  await expectAccessible(page, 'a refused file');
  await field.setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('The two are one product.') });
  const files = page.getByRole('region', { name: 'Files' });
  await expect(files.getByRole('button', { name: 'Download note.txt' })).toBeVisible();
  await expect(page.getByText('was not attached')).toBeHidden();
  const [fetched] = await Promise.all([page.waitForEvent('download'), files.getByRole('button', { name: 'Download note.txt' }).click()]);
  expect(fetched.suggestedFilename()).toBe('note.txt');
});
