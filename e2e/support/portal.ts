// A running portal of its own: a database, a server, links that sign people in, and the JSON API as a script would use it.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..');
const program = resolve(process.env.COSELL_BIN ?? join(root, 'target/debug/cosell'));
const page = resolve(process.env.COSELL_PAGE ?? join(root, 'target/page-cheap'));

/** A company that has just come: nothing is there yet, and no check is met. */
const BLANK = {
  format: 1,
  companies: [
    {
      key: 'blankwater',
      name: 'Blankwater Systems',
      kind: 'partner',
      partnerIds: ['4408812'],
      membershipActive: false,
      enrolled: false,
      publishers: [],
      people: [
        { email: 'oona.marsh@blankwater.example', name: 'Oona Marsh', role: 'owner' },
        { email: 'piet.vos@blankwater.example', name: 'Piet Vos', role: 'viewer' },
      ],
      offers: [],
      solutions: [],
    },
  ],
};

/** Where the one-time code of a link stands. */
const CODE = '#code=';

function run(database: string, args: string[], input?: string): string {
  return execFileSync(program, args, { encoding: 'utf8', input, env: { ...process.env, COSELL_DATABASE: database } });
}

/** A running portal. */
export class Portal {
  private server?: ChildProcess;
  readonly database: string;
  /** Further options of the server, for its next start. */
  more: string[] = [];

  constructor(
    readonly folder: string,
    readonly port: number,
  ) {
    this.database = `sqlite:${join(folder, 'cosell.db')}`;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Runs a command of the program and gives what it prints. */
  run(...args: string[]): string {
    return run(this.database, args);
  }

  /** Gives a person a password. */
  setPassword(email: string, password: string): void {
    run(this.database, ['user', 'password', email], password);
  }

  /** Starts the server and waits until it says that it listens. */
  async start(): Promise<void> {
    const shop = 'Sample storefront=https://storefront.example/product/{id}';
    const flags = ['--listen', `127.0.0.1:${this.port}`, '--page', page, '--rate', '100000', '--storefront', shop, ...this.more];
    const server = spawn(program, ['serve', ...flags], {
      env: { ...process.env, COSELL_DATABASE: this.database },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.server = server;
    const lines = createInterface({ input: server.stderr! });
    await new Promise<void>((listens, fails) => {
      let last = '';
      lines.on('line', (line) => (last = line).includes('listening') && listens());
      server.once('close', (code) => fails(new Error(`the server ended with ${code}: ${last}`)));
    });
  }

  /** Ends the server; `SIGKILL` is a crash. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const server = this.server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((done) => server.once('exit', done));
    server.kill(signal);
    await ended;
  }

  /** Ends the server for good. */
  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A link that signs a person in once. */
  link(email: string): string {
    return this.run('user', 'link', email, '--base', this.url).trim().split('\t').at(-1)!;
  }

  /** The code of such a link. */
  code(email: string): string {
    return this.link(email).split(CODE)[1]!;
  }

  /** The JSON API as a person's script would use it. */
  async api(email: string): Promise<Api> {
    const answer = await fetch(`${this.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: this.code(email) }),
    });
    const { token } = (await answer.json()) as { token: string };
    return new Api(this.url, token);
  }
}

/** Calls in the name of one person. */
export class Api {
  constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  async get<T = any>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  async post<T = any>(path: string, body: unknown): Promise<T> {
    return this.call('POST', path, body);
  }

  /** Replaces something, whatever is there. */
  async put<T = any>(path: string, body: unknown): Promise<T> {
    return this.call('PUT', path, body);
  }

  /** The status of an answer that may well be a refusal. */
  async status(path: string): Promise<number> {
    return (await fetch(`${this.base}/api/v1/${path}`, { headers: { authorization: `Bearer ${this.token}` } })).status;
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.base}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        ...(method === 'PUT' ? { 'if-match': '*' } : { 'idempotency-key': crypto.randomUUID() }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return (text ? JSON.parse(text) : undefined) as T;
  }
}

/** Below the ports that the system gives to connections and to whoever asks for any: one of those could be gone before the server listens. */
const PORTS = { from: 20_000, to: 32_000 };

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const probe = createServer();
    const free = await new Promise<boolean>((known) => {
      probe.once('error', () => known(false));
      probe.listen(port, '127.0.0.1', () => known(true));
    });
    if (!free) continue;
    await new Promise((closed) => probe.close(closed));
    return port;
  }
}

/** A database that is made once and copied for each portal. */
export class Seed {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cosell-seed-'));
  private readonly file = join(this.folder, 'cosell.db');

  /** With the sample workspace, or with so many generated solutions in its first company. */
  constructor(solutions?: number) {
    const sample = join(this.folder, 'sample.json');
    const database = `sqlite:${this.file}`;
    run(database, ['sample', '--output', sample, ...(solutions ? ['--solutions', String(solutions)] : [])]);
    run(database, ['import', 'workspace', sample]);
    const blank = join(this.folder, 'blank.json');
    writeFileSync(blank, JSON.stringify(BLANK));
    run(database, ['import', 'workspace', blank]);
  }

  /** Starts a portal with a copy of the database, once it is prepared. */
  async open(prepare?: (portal: Portal) => Promise<void>): Promise<Portal> {
    const folder = mkdtempSync(join(tmpdir(), 'cosell-e2e-'));
    const portal = new Portal(folder, await freePort());
    copyFileSync(this.file, join(folder, 'cosell.db'));
    await prepare?.(portal);
    await portal.start();
    return portal;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A portal with the sample workspace, or with so many generated solutions. */
export async function openPortal(solutions?: number): Promise<Portal> {
  const seed = new Seed(solutions);
  const portal = await seed.open();
  seed.remove();
  return portal;
}
