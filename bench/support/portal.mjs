// A portal of its own for the bench: a database in a folder that goes away, the server on a free port, people who sign in.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The person who measures: the owner of the sample's first company. */
export const PERSON = 'ingrid.solheim@northlake.example';

/** More calls a minute than any loop here makes, so that the limit for people is not what is measured. */
const RATE = '100000000';

/** How long a server may take to answer before the run is given up, in milliseconds. */
const PATIENCE = 60_000;

/** Servers that must not outlive the bench, however it ends. */
const running = new Set();
process.once('exit', () => running.forEach((server) => server.kill('SIGKILL')));

/** Waits. Only for what happens elsewhere: the operating system, the browser's own rhythm. */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A folder on the project's own disk, so that durable writes go where real ones would; `remove` takes it away. */
export function openFolder(target) {
  mkdirSync(target, { recursive: true });
  const folder = mkdtempSync(join(target, 'bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  return { folder, remove };
}

/** A database with the sample company of so many solutions; 0 is the hand-picked sample. Gives how long the import took, in ms. */
export function fill(program, database, folder, solutions) {
  const sample = join(folder, `sample-${solutions}.json`);
  run(program, database, 'sample', '--output', sample, ...(solutions ? ['--solutions', String(solutions)] : []));
  const begun = performance.now();
  run(program, database, 'import', 'workspace', sample);
  return performance.now() - begun;
}

/** A database with the sample company of so many solutions and so many live offers: the further ones are named as another sample's solutions. */
export function fillWithOffers(program, database, folder, solutions, offers) {
  const sampleOf = (name, ...more) => {
    const file = join(folder, `sample-${name}.json`);
    run(program, database, 'sample', '--output', file, '--solutions', String(solutions), ...more);
    const sample = JSON.parse(readFileSync(file, 'utf8'));
    return { file, sample, company: sample.companies.find((one) => one.solutions?.length) };
  };
  const [{ file, sample, company }, other] = [sampleOf('offers'), sampleOf('others', '--seed', '8')];
  const [like] = company.offers.filter((offer) => offer.liveSince);
  const names = new Set(company.offers.map((offer) => offer.name));
  const more = [...new Set(other.company.solutions.map(({ name }) => name))].filter((name) => !names.has(name));
  const missing = Math.max(0, offers - company.offers.filter((offer) => offer.liveSince).length);
  company.offers.push(...more.slice(0, missing).map((name, n) => ({ ...like, id: `bench-${n}`, name, alias: name })));
  writeFileSync(file, JSON.stringify(sample));
  run(program, database, 'import', 'workspace', file);
}

/** A database with so many CSP resellers, the first of whom make the audience of the offer `long`; gives their directory. */
export function fillWithResellers(program, database, folder, resellers, { long, length }) {
  const file = join(folder, 'sample-resellers.json');
  run(program, database, 'sample', '--output', file);
  const sample = JSON.parse(readFileSync(file, 'utf8'));
  const [few, round] = [sample.resellers, (n) => Math.floor(n / sample.resellers.length)];
  // Rounds after the first are told apart by a number behind the name and at the end of the tenant ID.
  const another = (like, nth) => ({ ...like, name: `${like.name} ${nth + 1}`, tenantId: `${like.tenantId.slice(0, -4)}${String(nth).padStart(4, '0')}` });
  sample.resellers = Array.from({ length: resellers }, (_, n) => (round(n) ? another(few[n % few.length], round(n)) : few[n]));
  const offer = sample.companies.flatMap(({ offers }) => offers ?? []).find(({ id }) => id === long);
  const list = { resellerChannelState: 'some', resellers: sample.resellers.filter(({ leftAt }) => !leftAt).slice(0, length).map(({ tenantId }) => tenantId) };
  Object.assign(offer, { audience: { ...offer.audience, draft: list, live: list } });
  writeFileSync(file, JSON.stringify(sample));
  run(program, database, 'import', 'workspace', file);
  return sample.resellers;
}

/** Runs a command of the program and gives what it prints. */
export function run(program, database, ...words) {
  return execFileSync(program, words, { encoding: 'utf8', env: { ...process.env, COSELL_DATABASE: database } });
}

/** A running server. */
export class Portal {
  constructor({ program, database, page }) {
    Object.assign(this, { program, database, page });
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it and gives the milliseconds from the start of the process to the first good answer of `/readyz`. */
  async start() {
    this.port ??= await freePort();
    const words = ['serve', '--listen', `127.0.0.1:${this.port}`, '--rate', RATE, ...(this.page ? ['--page', this.page] : [])];
    const begun = performance.now();
    this.server = spawn(this.program, words, {
      env: { ...process.env, COSELL_DATABASE: this.database, COSELL_LOG: 'warn' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.add(this.server);
    this.server.once('exit', () => running.delete(this.server));
    while (!(await this.isReady())) {
      if (this.server.exitCode !== null) throw new Error(`The server ended with ${this.server.exitCode}.`);
      if (performance.now() - begun > PATIENCE) throw new Error('The server did not become ready.');
      await pause(1);
    }
    return performance.now() - begun;
  }

  /** Ends it as an administrator would, and waits for the end. */
  async stop() {
    const server = this.server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    // A browser's open connection may hold a graceful stop for long; nothing is left to be answered here.
    const last = setTimeout(() => server.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(last);
  }

  /** A link that signs the person in once. */
  link() {
    return run(this.program, this.database, 'user', 'link', PERSON, '--base', this.url).trim().split('\t').at(-1);
  }

  /** Memory of the server process in bytes, as the kernel counts it: now, and the most there ever was. */
  memory() {
    const status = readFileSync(`/proc/${this.server.pid}/status`, 'utf8');
    const kib = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN);
    return { now: kib('VmRSS') * 1024, most: kib('VmHWM') * 1024 };
  }

  isReady() {
    return new Promise((resolve) => {
      const call = request({ host: '127.0.0.1', port: this.port, path: '/readyz', agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode < 300);
      });
      call.once('error', () => resolve(false));
      call.end();
    });
  }
}

/** A port on which nothing listens. */
export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
