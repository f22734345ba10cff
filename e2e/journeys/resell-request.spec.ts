// Requests about an audience: what they would do, for the company and for the desk, and what the draft says by now.
import { Asking } from '../support/asking';
import { expect, people, test } from '../support/fixtures';
import { expectAccessible } from '../support/axe';
import { Reselling } from '../support/reselling';

test.use({ portalOf: 'test' });

const some = 'Specific partners in the CSP program I select';

/** Files the request that the saved draft needs. */
async function file(reselling: Reselling, externalId: string): Promise<string> {
  const id = reselling.id(externalId);
  const { version } = await reselling.api.get<{ version: number }>(`offers/${id}/resell`);
  const { number } = await reselling.api.post(`offers/${id}/resell/request`, { seenVersion: version, text: '' });
  return number;
}

test('from any to specific: whoever has sold is in the list, the count and the request', async ({ portal, signIn, visit, page }) => {
  const reselling = await Reselling.at(portal);
  const id = reselling.id('harbour-planner');
  const { items } = await reselling.api.get<{ items: any[] }>(`offers/${id}/resell/resellers?limit=1000`);
  const joins = items.filter((row) => row.soldSince && !row.inDraft);
  const drafted = items.filter((row) => row.inDraft).length;
  expect(joins.length).toBeGreaterThan(0);
  const all = drafted + joins.length;
  await signIn(people.owner, reselling.path('harbour-planner'));
  const row = page.getByRole('grid', { name: 'Resellers of this offer' }).getByRole('row').filter({ hasText: joins[0].tenantId });
  await expect(row).toContainText('Will be added: has sold');
  await expect(page.getByRole('status').filter({ hasText: /^\d+ resellers$/ })).toHaveText(`${all} resellers`);
  await page.getByRole('link', { name: 'Ask support for this change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Provide issue details' });
  await expect(dialog.getByText(`Any partner in the CSP program → ${some}: ${all} partners`)).toBeVisible();
  await expect(dialog.getByText(`After approval: ${some}: ${all} partners`)).toBeVisible();
  await expect(dialog.getByText('Deauthorize CSP')).toBeVisible();
  await expect(dialog.getByText('Change of the CSP audience option')).toBeVisible();
  await expectAccessible(page, 'a request with what it does');
  await dialog.getByRole('button', { name: 'Send to support' }).click();
  const filed = dialog.getByText(/^Request \d+ is filed/);
  await expect(filed).toBeVisible();
  // What was pressed is gone: the focus is where it is said.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toMatch(/^Request \d+ is filed/);
  const number = /\d+/.exec(await filed.innerText())![0];

  const desk = await visit(people.operator, `/desk/${number}`);
  await expect(desk.getByText('In force now: Any partner in the CSP program')).toBeVisible();
  await expect(desk.getByText(`After approval: ${some}: ${all} partners`)).toBeVisible();
  await expect(desk.getByText(`Every partner but ${all} loses the offer`)).toBeVisible();
  const stays = desk.getByRole('listitem').filter({ hasText: /resellers? stays?, because/ });
  await stays.getByText('Show who').click();
  await expect(stays).toContainText(joins[0].name);
  await expect(desk.getByText(/customers? bought through them/)).toBeVisible();
  // An operator reads no pages of companies.
  await expect(desk.getByRole('main').getByRole('link', { name: /harbour-planner/ })).toHaveCount(0);
  await expectAccessible(desk, 'a case about an audience');
});

test('a draft that was changed since is said on the page and at the desk', async ({ portal, signIn, visit, page }) => {
  const reselling = await Reselling.at(portal);
  const live = await reselling.live('grain-ledger');
  const [first, second] = live.filter((row) => !row.soldSince);
  const stays = live.filter((row) => row !== first && row !== second).map((row) => row.tenantId);
  await reselling.save('grain-ledger', stays);
  const number = await file(reselling, 'grain-ledger');
  await signIn(people.owner, reselling.path('grain-ledger'));
  const row = page.getByRole('grid', { name: 'Resellers of this offer' }).getByRole('row').filter({ hasText: first!.tenantId });
  await expect(row).toContainText(`Asked for in request ${number}`);
  await expect(page.getByText(`${stays.length} resellers, 2 leaving`)).toBeVisible();
  // It is asked for: nothing says that it still has to be.
  await expect(page.getByText(`Request ${number} about this audience is with support.`)).toBeVisible();
  await expect(page.getByText('This needs a support request')).toBeHidden();
  await page.getByRole('button', { name: `Undo removing ${first!.name}`, exact: true }).click();
  await expect(page.getByText(`Request ${number} still asks to remove 2; your draft now removes 1.`)).toBeVisible();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('The draft is saved')).toBeVisible();
  await expectAccessible(page, 'a draft that differs from its request');

  const desk = await visit(people.operator, `/desk/${number}`);
  await expect(desk.getByText('The publisher has changed the draft since: it now removes 1.')).toBeVisible();
  await desk.getByText('Put back since: 1 reseller').click();
  await expect(desk.getByRole('listitem').filter({ hasText: first!.name }).last()).toBeVisible();

  // Opened by its address while a request is open, the dialog leads there.
  const asked: string[] = [];
  page.on('response', (answer) => { if (answer.status() >= 400) asked.push(answer.url()); });
  await page.goto(reselling.path('grain-ledger', 'request'));
  const dialog = page.getByRole('dialog', { name: 'Provide issue details' });
  await expect(dialog.getByText(`Request ${number} about this audience is still open.`)).toBeVisible();
  await expect(dialog.getByRole('link', { name: 'Follow the request' })).toHaveAttribute('href', `/help/${number}`);
  expect(asked).toEqual([]);
});

test('a removal says so before anything is asked, and under which title', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const live = await reselling.live('grain-ledger');
  const leaves = live.find((row) => !row.soldSince)!;
  await reselling.save('grain-ledger', live.filter((row) => row !== leaves).map((row) => row.tenantId));
  await signIn(people.owner, reselling.path('grain-ledger'));
  const row = page.getByRole('grid', { name: 'Resellers of this offer' }).getByRole('row').filter({ hasText: leaves.tenantId });
  await expect(row).toContainText('Removed in draft');
  await page.getByRole('link', { name: 'Ask support for this change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Provide issue details' });
  await expect(dialog.getByText('Deauthorize CSP')).toBeVisible();
  await expect(dialog.getByText('Takes the offer from resellers')).toBeVisible();
});

test('what support cannot approve is said in the dialog, with all who have sold', async ({ portal, signIn, page }) => {
  const reselling = await Reselling.at(portal);
  const id = reselling.id('harbour-planner');
  const { items } = await reselling.api.get<{ items: any[] }>(`offers/${id}/resell/resellers?limit=1000`);
  const sold = items.filter((row) => row.soldSince);
  await reselling.save('harbour-planner', [], 'none');
  await signIn(people.owner, reselling.path('harbour-planner', 'request'));
  const dialog = page.getByRole('dialog', { name: 'Provide issue details' });
  await expect(dialog.getByText('Support cannot approve this as it stands')).toBeVisible();
  await dialog.getByText('Show who').first().click();
  for (const one of sold) await expect(dialog.getByRole('listitem').filter({ hasText: one.name }).first()).toBeVisible();
});
