// A portal inside the host page of e2e/host: two servers on two sites, 127.0.0.1 for Cosell and localhost for the host.
import { expect, type Frame, type FrameLocator, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHost } from '../host/server.mjs';
import { test as base } from './fixtures';
import type { Portal, Seed } from './portal';

export { expect };

/** A host that runs. */
export type Host = Awaited<ReturnType<typeof startHost>>;

type Embedded = { portal: Portal; host: Host; remove(): Promise<void> };

/** Starts a host and a portal that trusts it. */
export async function openEmbedded(seed: Seed): Promise<Embedded> {
  let host: Host | undefined;
  const portal = await seed.open(async (portal) => {
    const started = (host = await startHost({ portal: portal.url }));
    const issuers = join(portal.folder, 'issuers.json');
    writeFileSync(issuers, JSON.stringify([trusted(started, portal)]));
    portal.more = ['--embed-origin', started.origin, '--embed-issuers', issuers];
  });
  const running = host!;
  return {
    portal,
    host: running,
    remove: async () => {
      await portal.remove();
      await running.close();
    },
  };
}

/** What the portal knows of the host. */
function trusted(host: Host, portal: Portal) {
  return {
    issuer: host.origin,
    audience: portal.url,
    jwks: `${host.origin}/.well-known/jwks.json`,
    organisations: { northlake: 'Northlake Software', meridian: 'Meridian Analytics' },
    createAccounts: true,
  };
}

/** The frame inside the host page. */
export function framed(page: Page): FrameLocator {
  return page.locator('cosell-portal').frameLocator('iframe');
}

/** The frame as a page of its own, for what a locator cannot do. */
export function inside(page: Page, portal: Portal): Frame {
  return page.frames().find((frame) => frame.url().startsWith(portal.url))!;
}

/** The heading of the screen in the frame. */
export function title(page: Page) {
  return framed(page).getByRole('main').getByRole('heading', { level: 1 });
}

/** What the host's log has said. */
export function log(page: Page) {
  return page.getByRole('log').getByRole('listitem');
}

type Fixtures = {
  embedded: Embedded;
  host: Host;
  /** Opens the host page with its switches, and waits until the frame is ready. */
  openHost: (switches?: Record<string, string>) => Promise<Page>;
};

export const test = base.extend<Fixtures, { standingEmbedded: { open(): Promise<Embedded> } }>({
  standingEmbedded: [
    async ({ seed }, use) => {
      let opened: Promise<Embedded> | undefined;
      await use({ open: () => (opened ??= openEmbedded(seed)) });
      await (await opened)?.remove();
    },
    { scope: 'worker' },
  ],
  embedded: async ({ portalOf, seed, standingEmbedded }, use) => {
    if (portalOf === 'worker') return use(await standingEmbedded.open());
    const embedded = await openEmbedded(seed);
    await use(embedded);
    await embedded.remove();
  },
  portal: async ({ embedded }, use) => use(embedded.portal),
  host: async ({ embedded }, use) => use(embedded.host),
  openHost: async ({ page, host }, use) => {
    await use(async (switches = {}) => {
      await page.goto(`${host.origin}/?${new URLSearchParams(switches)}`);
      await expect(page.locator('#state')).toHaveText('ready');
      await expect(title(page)).toBeVisible();
      return page;
    });
  },
});
