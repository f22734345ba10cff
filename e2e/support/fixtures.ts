// What every test starts from: a portal with the sample workspace, and people of it who are signed in.
import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { Portal, Seed } from './portal';

export { openPortal, Portal } from './portal';

/** People of the sample workspace, and two of a company that has nothing yet. */
export const people = {
  owner: 'ingrid.solheim@northlake.example',
  manager: 'mireille.gauthier@northlake.example',
  inTwoCompanies: 'tunde.adeyemi@northlake.example',
  developer: 'rafael.quintana@northlake.example',
  viewer: 'aoife.nibhriain@northlake.example',
  operator: 'hanna.virtamo@desk.example',
  stranger: 'priya.raghunathan@meridian.example',
  newcomer: 'oona.marsh@blankwater.example',
  newViewer: 'piet.vos@blankwater.example',
};

type WorkerFixtures = {
  /** How many generated solutions the first company has; the hand-picked ones of the sample without it. */
  solutions: number | undefined;
  /** The database that portals begin with. */
  seed: Seed;
  /** The portal of tests that change nothing. */
  standing: { portal(): Promise<Portal> };
};

export type Fixtures = {
  /** Whether tests share the worker's portal, which is quicker, or have one each, which they may change and stop. */
  portalOf: 'worker' | 'test';
  portal: Portal;
  /** Signs a person in and opens an address, Overview without one. */
  signIn: (email: string, path?: string) => Promise<Page>;
  /** A further person at a browser of their own. */
  visit: (email: string, path?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Checks the page with axe. */
  accessible: () => Promise<void>;
  /** What the page may complain about in a test that breaks it on purpose. */
  expectedFaults: RegExp | undefined;
  /** Fails the test when a page logs an error or breaks the security policy. */
  clean: (context: BrowserContext) => void;
};

/** The heading of the screen that is open. */
export function heading(page: Page) {
  return page.getByRole('main').getByRole('heading', { level: 1 });
}

async function enter(page: Page, portal: Portal, email: string, path: string): Promise<Page> {
  // The cookie is what a used link leaves behind; the link itself is a journey of its own.
  const answer = await page.request.post(`${portal.url}/api/v1/session`, { data: { code: portal.code(email) } });
  expect(answer.status()).toBe(200);
  await page.goto(portal.url + path);
  await expect(heading(page)).toBeVisible();
  return page;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  solutions: [undefined, { option: true, scope: 'worker' }],
  portalOf: ['worker', { option: true }],
  expectedFaults: [undefined, { option: true }],

  seed: [
    async ({ solutions }, use) => {
      const seed = new Seed(solutions);
      await use(seed);
      seed.remove();
    },
    { scope: 'worker' },
  ],
  standing: [
    async ({ seed }, use) => {
      let opened: Promise<Portal> | undefined;
      await use({ portal: () => (opened ??= seed.open()) });
      await (await opened)?.remove();
    },
    { scope: 'worker' },
  ],
  portal: async ({ portalOf, seed, standing }, use) => {
    if (portalOf === 'worker') return use(await standing.portal());
    const portal = await seed.open();
    await use(portal);
    await portal.remove();
  },
  baseURL: async ({ portal }, use) => use(portal.url),

  clean: [
    async ({ context, expectedFaults }, use) => {
      const faults: string[] = [];
      const heard = (text: string) => {
        // The browser reports every refused answer by itself; tests of refusals look at the page instead.
        if (!text.startsWith('Failed to load resource') && !expectedFaults?.test(text)) faults.push(text);
      };
      const listen = (to: BrowserContext) => {
        to.on('weberror', (error) => heard(String(error.error())));
        to.on('console', (message) => message.type() === 'error' && heard(message.text()));
      };
      listen(context);
      await use(listen);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  signIn: async ({ page, portal }, use) => {
    await use((email, path = '/') => enter(page, portal, email, path));
  },
  visit: async ({ browser, portal, clean }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (email, path = '/', options = {}) => {
      const context = await browser.newContext({ baseURL: portal.url, ...options });
      opened.push(context);
      clean(context);
      return enter(await context.newPage(), portal, email, path);
    });
    for (const context of opened) await context.close();
  },
  accessible: async ({ page }, use) => use(() => expectAccessible(page)),
});

export { expect };
