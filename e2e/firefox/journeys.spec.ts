// The main journeys in a second browser: signing in, finding, discarding with undo, merging, an audience, three languages.
import { Asking } from '../support/asking';
import { people } from '../support/fixtures';
import { solution } from '../support/migrating';
import { Reselling } from '../support/reselling';
import { expect, Key, test } from './browser';

test.describe.configure({ timeout: 120_000 });

test('a person signs in, stays so through a reload, finds a solution, opens it and signs out', async ({ person }) => {
  await person.signIn(people.owner, '/solutions');
  await person.one('[role=gridcell]', 'Demand Compass');
  await person.type('main input[type=search]', 'Search solutions', 'ECLUSE entrepot');
  await person.one('main p, main span', 'Showing 1-1 of 1');
  await person.seesUrl(/search=ECLUSE/);
  await person.driver.navigate().refresh();
  await person.one('main p, main span', 'Showing 1-1 of 1');
  await person.press('[role=grid] button', /^Details of Gestion d’entrepôt Écluse/);
  await person.one('[role=grid] h3, [role=grid] h4, [role=grid] [role=group]', /Timeline/);
  await person.press('header button', /Ingrid Solheim/);
  await person.press('[role=menuitem]', 'Sign out');
  await person.one('h1', 'Sign in');
});

test('a solution is merged into a live offer, with keys', async ({ person, portal }) => {
  const api = await portal.api(people.owner);
  const { id, name } = await solution(api, 'Insight Ledger for Grain');
  await person.signIn(people.developer, `/solutions/${id}/merge`);
  const best = await person.one('[role=radiogroup] input[type=radio]');
  await person.driver.executeScript('arguments[0].focus()', best);
  await person.keys(Key.SPACE);
  await person.keys(Key.ENTER);
  await person.seesUrl(/\/merge\/request\?offer=/);
  await person.type('textarea', /^Anything support should know/, 'Please keep the pipeline whole.');
  await person.press('button', 'Save & contact support');
  await person.one('h2', /^Request .+ is with support$/);
  const filed = await solution(api, name);
  expect(filed.state).toBe('merging');
  expect((await api.get(`support-requests/${filed.request}`)).thread[0].text).toBe('Please keep the pipeline whole.');
});

test('a discard is undone from its toast', async ({ person, portal }) => {
  const api = await portal.api(people.owner);
  const before = await solution(api, 'Demand Compass for Retail');
  await person.signIn(people.owner, `/solutions/${before.id}/discard`);
  await person.press('dialog button', 'Discard');
  await expect.poll(async () => (await solution(api, before.name)).state).toBe('discarded');
  await person.press('.toast button', 'Undo discard');
  await expect.poll(async () => (await solution(api, before.name)).state).toBe(before.state);
});

test('a reseller is found, added and saved, and kept through a reload before that', async ({ person, portal }) => {
  const reselling = await Reselling.at(portal);
  const [reseller] = await reselling.others('carbon-books', 1);
  await person.signIn(people.owner, reselling.path('carbon-books', 'add'));
  await person.type('dialog [role=combobox]', 'Search by name or tenant ID', reseller!.tenantId);
  await person.press('dialog [role=option]', new RegExp(reseller!.tenantId));
  await person.press('dialog button', 'Add (1)');
  await person.one('[role=grid] button', `Remove ${reseller!.name}`);
  await person.driver.navigate().refresh();
  await person.press('main button', 'Save draft');
  await expect.poll(async () => (await reselling.draft('carbon-books')).map((row) => row.tenantId)).toContain(reseller!.tenantId);
});

test('an operator decides a request, and the partner’s page hears of it', async ({ person, portal }) => {
  const asking = await Asking.at(portal);
  const { number, solution: asked } = await asking.merge();
  await person.signIn(people.operator, `/desk/${number}`);
  await person.press('input[type=radio]', 'Approve');
  await person.press('main button', 'Approve');
  const api = await portal.api(people.owner);
  await expect.poll(async () => (await solution(api, asked.name)).state).toBe('merged');
});

test('the page speaks French and Chinese, live', async ({ person }) => {
  await person.signIn(people.owner, '/report');
  for (const [menu, language, nav] of [['Language', 'Français', 'Vue d’ensemble'], ['Langue', '简体中文', '概述']] as const) {
    await person.press('header button', menu);
    await person.press('[role=menuitemradio]', language);
    await person.one('nav a', nav);
  }
  await expect.poll(async () => (await person.driver.findElement({ css: 'html' })).getAttribute('lang')).toBe('zh-CN');
});
