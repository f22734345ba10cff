// A portal of its own for each worker: a fresh database with the sample workspace, a server, and people who sign in.
import { test as base, expect, type Page } from '@playwright/test';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expectAccessible } from './axe';

const root = join(import.meta.dirname, '..', '..');
const program = process.env.COSELL_BIN ?? join(root, 'target/debug/cosell');
const page = process.env.COSELL_PAGE ?? join(root, 'target/page-cheap');

/** People of the sample workspace. */
export const people = {
  owner: 'ingrid.solheim@northlake.example',
  manager: 'mireille.gauthier@northlake.example',
  inTwoCompanies: 'tunde.adeyemi@northlake.example',
  developer: 'rafael.quintana@northlake.example',
  viewer: 'aoife.nibhriain@northlake.example',
  operator: 'hanna.virtamo@desk.example',
  stranger: 'priya.raghunathan@meridian.example',
};

/** A running portal. */
export class Portal {
  private server?: ChildProcess;
  readonly database: string;

  constructor(readonly folder: string, readonly port: number) {
    this.database = `sqlite:${join(folder, 'cosell.db')}`;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Runs a command of the program and gives what it prints. */
  run(...args: string[]): string {
    return execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, COSELL_DATABASE: this.database } });
  }

  /** Starts the server and waits until it says that it listens. */
  async start(): Promise<void> {
    const server = spawn(program, ['serve', '--listen', `127.0.0.1:${this.port}`, '--page', page, '--rate', '100000'], {
      env: { ...process.env, COSELL_DATABASE: this.database },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.server = server;
    const lines = createInterface({ input: server.stderr! });
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => line.includes('listening') && resolve());
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
  }

  /** Ends the server; `SIGKILL` is a crash. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const server = this.server;
    if (!server || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  }

  /** A link that signs a person in once. */
  link(email: string): string {
    return this.run('user', 'link', email, '--base', this.url).trim().split('\t').at(-1)!;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A portal with the sample workspace, or with so many generated solutions. */
export async function openPortal(solutions?: number): Promise<Portal> {
  const folder = mkdtempSync(join(tmpdir(), 'cosell-e2e-'));
  const portal = new Portal(folder, await freePort());
  const sample = join(folder, 'sample.json');
  portal.run('sample', '--output', sample, ...(solutions ? ['--solutions', String(solutions)] : []));
  portal.run('import', 'workspace', sample);
  await portal.start();
  return portal;
}

type Fixtures = {
  /** Signs a person in; the page is then on Overview. */
  signIn: (email: string) => Promise<Page>;
  /** Checks the page with axe. */
  accessible: () => Promise<void>;
  /** Fails the test when the page logs an error or breaks the security policy. */
  clean: void;
};

export const test = base.extend<Fixtures, { portal: Portal }>({
  portal: [
    async ({}, use) => {
      const portal = await openPortal();
      await use(portal);
      await portal.stop();
      rmSync(portal.folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
  clean: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        // The browser reports every refused answer by itself; tests of refusals look at the page instead.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
      });
      await use();
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  signIn: async ({ page, portal }, use) => {
    await use(async (email) => {
      await page.goto(portal.link(email));
      await expect(page.locator('main h1')).toBeVisible();
      await expect(page).not.toHaveURL(/sign-in/);
      return page;
    });
  },
  accessible: async ({ page }, use) => use(() => expectAccessible(page)),
});

export { expect };
