// The portal inside another portal in a second browser: two sites on loopback, the host page of e2e/host around the frame.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { people } from '../support/fixtures';
import { solution } from '../support/migrating';
import { Reselling } from '../support/reselling';
import { expect, PATIENCE, type Browser } from './browser';
import { test } from './host';

test.describe.configure({ timeout: 150_000 });

/** A value of the page that is stood in. */
const read = <T>(person: Browser, what: string) => person.driver.executeScript<T>(`return ${what}`);

/** Waits for a state that the page reaches by itself. */
const soon = <T>(get: () => Promise<T>) => expect.poll(get, { timeout: PATIENCE });

test('a solution is merged inside the host, by who is signed in there', async ({ person, portal, hostPage }) => {
  const api = await portal.api(people.developer);
  const { id, name } = await solution(api, 'Insight Ledger for Grain');
  await hostPage.open({ path: `/solutions/${id}/merge` });
  await person.one('main h1', 'Action required');
  // The token alone says who it is: no sign-in of the portal's own.
  expect(await hostPage.said('frame: hello')).not.toEqual([]);
  expect(await hostPage.said('frame: navigate')).toEqual([]);
  await person.press('[role=radiogroup] input[type=radio]');
  await person.press('main button', 'Continue');
  await person.one('h2', 'What moves');
  await soon(() => hostPage.path()).toMatch(new RegExp(`^/solutions/${id}/merge/request\\?offer=`));
  await person.type('textarea', /^Anything support should know/, 'Please keep the pipeline whole.');
  await person.press('main button', 'Save & contact support');
  await person.one('h2', /^Request .+ is with support$/);
  await person.accessible('what was filed, in the host');
  await soon(() => hostPage.said('frame: event {"name":"merge.requested"}')).toHaveLength(1);
  const filed = await solution(api, name);
  expect(filed.state).toBe('merging');
  const [first] = (await api.get(`support-requests/${filed.request}`)).thread;
  expect([first.by, first.text]).toEqual(['Ingrid Solheim', 'Please keep the pipeline whole.']);
});

test('a reseller is added and saved inside the host, in French and dark', async ({ person, portal, hostPage }) => {
  const reselling = await Reselling.at(portal);
  const [reseller] = await reselling.others('carbon-books', 1);
  await hostPage.open({ theme: 'dark', locale: 'fr', path: reselling.path('carbon-books') });
  await person.one('main h1, main h2', 'Audience du revendeur CSP');
  await soon(() => read(person, '[document.documentElement.lang, getComputedStyle(document.body).colorScheme]')).toEqual(['fr', 'dark']);
  await person.press('main a', 'Sélectionner des partenaires CSP');
  await person.type('dialog [role=combobox]', 'Rechercher par nom ou ID de locataire', reseller!.tenantId);
  await person.press('dialog [role=option]', new RegExp(reseller!.tenantId));
  await person.one('dialog button', 'Ajouter (1)');
  await person.accessible('the directory in the host, dark');
  await person.press('dialog button', 'Ajouter (1)');
  await person.one('[role=grid] button', `Retirer ${reseller!.name}`);
  await soon(() => hostPage.outside(async () => (await person.one('#dirty')).getText())).toBe('yes');
  await person.press('main button', 'Enregistrer le brouillon');
  await soon(async () => (await reselling.draft('carbon-books')).map((row) => row.tenantId)).toContain(reseller!.tenantId);
  await soon(() => hostPage.outside(async () => (await person.one('#dirty')).getText())).toBe('no');
});

test('theme and language of the host change live, and what is typed stays', async ({ person, hostPage }) => {
  await hostPage.open({ path: '/help/new' });
  const field = await person.one('main textarea, main input[type=text]');
  await field.sendKeys('Half a sentence');
  const english = await (await person.one('main h1')).getText();
  await hostPage.choose('Language', 'Français');
  await soon(() => read(person, 'document.documentElement.lang')).toBe('fr');
  await soon(async () => (await person.one('main h1')).getText()).not.toBe(english);
  const ground = () => read<string[]>(person, '[getComputedStyle(document.body).colorScheme, getComputedStyle(document.body).backgroundColor]');
  const light = await ground();
  await hostPage.choose('Theme', 'Dark');
  await soon(async () => (await ground())[0]).toBe('dark');
  expect((await ground())[1]).not.toBe(light[1]);
  await hostPage.choose('Theme', 'High contrast');
  await soon(() => read(person, 'document.documentElement.hasAttribute("data-contrast")')).toBe(true);
  expect(await field.getAttribute('value')).toBe('Half a sentence');
});

for (const [kind, switches] of [['a host', {}], ['a host that isolates itself', { coep: '' }]] as const) {
  test(`a file is fetched by ticket inside ${kind}`, async ({ person, portal, hostPage, downloads }) => {
    const { items } = await (await portal.api(people.owner)).get('report?limit=1000');
    await hostPage.open({ path: '/report', ...switches });
    await person.one('main h1', 'Migration report');
    expect(await hostPage.outside(() => read(person, 'crossOriginIsolated'))).toBe('coep' in switches);
    await person.press('main button', 'Download CSV');
    // While it comes, the file has a part beside it, of any name, and is not whole.
    const ids = async () => {
      const [name, ...more] = readdirSync(downloads);
      if (!name || more.length > 0 || !/^migration-report-\d{4}-\d\d-\d\d\.csv$/.test(name)) return [];
      const [, ...lines] = readFileSync(join(downloads, name), 'utf8').trimEnd().split('\r\n');
      return lines.map((line) => line.split(',')[0]);
    };
    await soon(ids).toEqual(items.map((item: any) => item.solutionId));
    // The frame is still the portal.
    await person.one('main h1', 'Migration report');
  });
}

/** What a frame of another site has of cookies and storage: a part of its own as Firefox ships, nothing where a person blocks them. */
const KEEPING = { partitioned: {}, blocked: { 'network.cookie.cookieBehavior': 1 } };

for (const [kept, preferences] of Object.entries(KEEPING)) {
  test.describe(`storage ${kept}`, () => {
    test.use({ preferences });

    test('the frame stays signed in through ends of its token', async ({ person, hostPage }) => {
      // Somebody else is signed in stand-alone in the same browser.
      await person.signIn(people.developer);
      await person.driver.executeScript('localStorage.setItem("proof", "stand-alone")');
      await hostPage.open({ path: '/help/new', life: '5' });
      const found = 'try { return String(localStorage.getItem("proof")) } catch (error) { return error.name }';
      expect(await person.driver.executeScript(found)).toBe(kept === 'blocked' ? 'SecurityError' : 'null');
      await (await person.one('main textarea, main input[type=text]')).sendKeys('Half a sentence');
      // What a person looks at meanwhile comes, although each token is good for some seconds only.
      await soon(async () => {
        for (const [path, title] of [['/offers', 'Offers'], ['/report', 'Migration report']] as const) {
          await hostPage.lead(path);
          await person.one('main h1', title);
          await person.one('main [role=gridcell], main td');
        }
        return (await hostPage.said('frame: token.request')).length;
      }).toBeGreaterThan(1);
      // Still the host's person, and not the one of the cookie.
      await person.one('main p', /, for Ingrid Solheim$/);
      expect((await hostPage.said('host: token.response')).length).toBeGreaterThan(1);
      await hostPage.lead('/help/new');
      await soon(async () => (await person.one('main textarea, main input[type=text]')).getAttribute('value')).toBe('Half a sentence');
      await person.press('header button', 'Open navigation');
      await person.one('dialog button', 'Sign out');
      expect(await hostPage.said('frame: error')).toEqual([]);
    });
  });
}
