// A PostgreSQL cluster for one run, with its durability on, in a folder of its own. Left out where PostgreSQL is not installed.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, pause } from './portal.mjs';

const VERSIONS = '/usr/lib/postgresql';

/** Starts a cluster; gives its address and how to end it, or nothing where there is no PostgreSQL. */
export async function openCluster() {
  const programs = newest();
  if (!programs) return null;
  const folder = mkdtempSync(join(tmpdir(), 'cosell-bench-postgres-'));
  // It refuses to run as root; its own user runs it then.
  const isRoot = process.getuid() === 0;
  const as = isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--'] : ['env'];
  if (isRoot) execFileSync('chown', ['postgres:postgres', folder]);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const start = (program, words) => [as[0], [...as.slice(1), join(programs, program), ...words]];
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], cwd: tmpdir() };
  execFileSync(...start('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']), quiet);
  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`, '-c', 'log_min_messages=fatal'];
  const server = spawn(...start('postgres', ['-D', data, '-p', String(port), ...settings]), { stdio: ['ignore', 'ignore', 'ignore'], cwd: tmpdir() });
  process.once('exit', () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  });
  const ready = () => {
    try {
      execFileSync(join(programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]);
      return true;
    } catch {
      return false;
    }
  };
  for (let tries = 0; !ready(); tries += 1) {
    if (tries > 200 || server.exitCode !== null) throw new Error('PostgreSQL did not start.');
    await pause(50);
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, close: () => close(server, folder) };
}

async function close(server, folder) {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  // SIGINT is PostgreSQL's fast shutdown.
  server.kill('SIGINT');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}

/** The programs of the newest version that is installed. */
function newest() {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).filter((name) => Number(name) > 0) : [];
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(VERSIONS, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}
