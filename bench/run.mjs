// Measures the release against its budgets: `cargo xtask bench` builds it and calls this. README.md says what each figure means.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as api from './measure/api.mjs';
import * as audience from './measure/audience.mjs';
import * as bulk from './measure/bulk.mjs';
import * as grid from './measure/grid.mjs';
import * as loading from './measure/loading.mjs';
import * as server from './measure/server.mjs';
import * as session from './measure/session.mjs';
import * as sizes from './measure/sizes.mjs';
import * as writes from './measure/writes.mjs';
import { openBrowser, signIn } from './support/browser.mjs';
import { Portal, fill, fillWithOffers, fillWithResellers, openFolder } from './support/portal.mjs';
import { openCluster } from './support/postgres.mjs';
import { Report } from './support/report.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PARTS = ['sizes', 'loading', 'bulk', 'audience', 'grid', 'session', 'start', 'api', 'writes', 'postgres'];

const HELP = `node bench/run.mjs [OPTIONS]

  --quick          fewer repetitions and no PostgreSQL: about two minutes, for trying things out
  --only A,B       only these parts: ${PARTS.join(', ')}
  --rows N         how long the long list is (100000)
  --program FILE   the server (target/release/cosell)
  --page FOLDER    serve the page from this folder instead of the one inside the program
  --output FILE    the JSON file (target/bench.json)`;

const { values: given } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: PARTS.join(',') },
    rows: { type: 'string', default: '100000' },
    program: { type: 'string', default: process.env.COSELL_BIN ?? join(ROOT, 'target/release/cosell') },
    page: { type: 'string' },
    output: { type: 'string', default: join(ROOT, 'target/bench.json') },
    help: { type: 'boolean', default: false },
  },
});

const wanted = given.only.split(',');
const rows = Number(given.rows);

// What was started and written is cleared away at the end, also when the person interrupts.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

if (given.help) {
  console.log(HELP);
} else if (!Number.isInteger(rows) || rows < 1_000 || wanted.some((part) => !PARTS.includes(part))) {
  console.error(HELP);
  process.exitCode = 2;
} else {
  await main();
}

async function main() {
  const begun = performance.now();
  const report = new Report();
  const { folder, remove } = openFolder(join(ROOT, 'target'));
  const about = describe();
  console.log(`${about.what}, ${about.commit}, ${about.processors} processors (${about.processor})`);
  try {
    if (wanted.includes('bulk')) await measureBulk(report, folder);
    if (wanted.includes('audience')) await measureAudience(report, folder);
    if (wanted.some((part) => !['bulk', 'audience', 'postgres'].includes(part))) await measureSqlite(report, folder);
    if (wanted.includes('postgres') && !given.quick) await measurePostgres(report, folder);
  } finally {
    remove();
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  report.write(given.output, { ...about, seconds });
  console.log(`\n${report.verdict()}\n${seconds} s; all of it in ${relative(process.cwd(), given.output) || given.output}`);
}

/** The table of "Merge selected" at a company with many offers. */
async function measureBulk(report, folder) {
  const settings = { program: given.program, database: `sqlite:${join(folder, 'bulk.db')}`, page: given.page };
  fillWithOffers(settings.program, settings.database, folder, bulk.COMPANY, bulk.OFFERS);
  await withPortal(settings, (portal) => inBrowser(portal, { report, quick: given.quick }, bulk.measure));
}

/** The directory of resellers and the audience of an offer at their limits. */
async function measureAudience(report, folder) {
  const settings = { program: given.program, database: `sqlite:${join(folder, 'audience.db')}`, page: given.page };
  const directory = fillWithResellers(settings.program, settings.database, folder, audience.RESELLERS, audience.LONG);
  await withPortal(settings, (portal) => inBrowser(portal, { report, quick: given.quick, folder, directory }, audience.measure));
}

async function measureSqlite(report, folder) {
  const settings = (name) => ({ program: given.program, database: `sqlite:${join(folder, `${name}.db`)}`, page: given.page });
  const [large, small] = [settings('large'), settings('small')];
  const common = { report, quick: given.quick, rows, folder, settings: large, label: 'SQLite' };
  const imported = fill(large.program, large.database, folder, rows);
  fill(small.program, small.database, folder, 0);
  report.group('Sample');
  report.add(`import of ${rows} solutions`, { values: [imported / 1000], unit: 's', way: 'only' });
  if (wanted.includes('start')) await server.start(common);
  await withPortal(small, (portal) => inBrowser(portal, common, smallVisits));
  await withPortal(large, async (portal) => {
    const before = server.idle(portal);
    if (wanted.includes('api')) await api.measure({ ...common, portal });
    if (wanted.includes('writes')) await writes.measure({ ...common, portal });
    await inBrowser(portal, common, longList);
    server.memory({ ...common, portal, before });
  });
}

/** The short list: what a visit weighs, and how it loads. */
async function smallVisits(common) {
  // A page that grows too large fails the run: it is the one figure that no machine can be blamed for.
  if (wanted.includes('sizes') && !(await sizes.measure(common))) process.exitCode = 1;
  if (wanted.includes('loading')) await loading.measure({ ...common, label: 'the short sample' });
}

/** The long list: loading it, working with it. */
async function longList(common) {
  if (wanted.includes('loading')) await loading.measure({ ...common, label: `${rows} rows` });
  for (const slowdown of [1, 4]) if (wanted.includes('grid')) await grid.measure({ ...common, slowdown });
  for (const slowdown of [1, 4]) if (wanted.includes('session')) await session.measure({ ...common, slowdown });
}

async function measurePostgres(report, folder) {
  const cluster = await openCluster();
  if (!cluster) {
    report.group('PostgreSQL');
    return report.skip('PostgreSQL is not installed; `cargo xtask setup` installs it.');
  }
  try {
    const settings = { program: given.program, database: cluster.url, page: given.page };
    const common = { report, quick: given.quick, rows, folder, settings, label: 'PostgreSQL' };
    fill(settings.program, settings.database, folder, rows);
    await server.start(common);
    await withPortal(settings, async (portal) => {
      const before = server.idle(portal);
      await api.measure({ ...common, portal });
      await writes.measure({ ...common, portal });
      server.memory({ ...common, portal, before });
    });
  } finally {
    await cluster.close();
  }
}

async function withPortal(settings, work) {
  const portal = new Portal(settings);
  try {
    await portal.start();
    await work(portal);
  } finally {
    await portal.stop();
  }
}

async function inBrowser(portal, common, work) {
  const browser = await openBrowser();
  try {
    await work({ ...common, portal, browser, state: await signIn(browser, portal) });
  } finally {
    await browser.close();
  }
}

/** What was measured, where and when. */
function describe() {
  const git = (...words) => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim();
  const what = given.page ? 'Not a release: the page from a folder' : 'The release';
  const changed = git('status', '--porcelain') ? ' and changes' : '';
  const all = cpus();
  return { what, commit: git('rev-parse', '--short', 'HEAD') + changed, time: new Date().toISOString(), node: process.version, processors: all.length, processor: all[0]?.model.trim() ?? 'unknown' };
}
