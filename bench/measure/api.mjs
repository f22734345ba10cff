// The API's list at 100,000 solutions on loopback: connections stay open, the time is taken to the last byte of each answer.
import { Client, load } from '../support/client.mjs';
import { median, quantile } from '../support/statistics.mjs';

const LIST = '/api/v1/solutions';
const PAGE = 50;
/**
 * Calls before the first that counts: the measuring client itself is slower during its first thousands. A client that has made ten
 * thousand is answered by a server that has just started as by one that has not: p99 1.7 ms in its first thousand, where a new client sees 4.
 */
const WARM = 5_000;

/** Measures. */
export async function measure({ report, portal, quick, rows, label }) {
  report.group(`API list, ${label}`, `${rows} solutions, pages of ${PAGE}, loopback, connections stay open`);
  const client = await new Client(portal.port, 8).signIn(portal.link());
  const far = await pageBefore(client, rows);
  const first = `${LIST}?limit=${PAGE}`;
  const known = { 'if-none-match': (await client.call('GET', first)).headers.etag };
  await load(client, { count: 0, warm: quick ? 500 : WARM, make: () => ['GET', first, {}] });
  const questions = [
    ['first page', first, {}, 200, 3],
    [`page ${far.number}`, `${first}&cursor=${far.cursor}`, {}, 200, 3],
    ['search, two words', `${first}&search=planner%20retail`, {}, 200],
    ['first page, not modified', first, known, 304],
  ];
  for (const [name, path, headers, expected, budget] of questions) {
    for (const clients of [1, 8]) {
      const slow = name.startsWith('search');
      const count = (slow ? 100 : 1_000) / (quick ? 5 : 1);
      const { times } = await load(client, { count, warm: slow ? 5 : 100, clients, expected, make: () => ['GET', path, { headers }] });
      const with8 = clients === 8 ? ', 8 clients' : '';
      report.add(`${name}${with8}, p50`, { values: [median(times)], unit: 'ms', way: 'only' });
      // The budget is for one caller: with eight, the measuring client takes part of the same processors.
      report.add(`${name}${with8}, p99`, { values: [quantile(times, 0.99)], unit: 'ms', way: 'only', budget: clients === 1 ? budget : undefined, note: `${times.length} calls` });
    }
  }
  client.close();
}

/** Walks to the cursor of the last page of 50 (the two-thousandth of 100,000 rows), with large pages as far as they go. */
async function pageBefore(client, rows) {
  const number = Math.max(2, Math.ceil(rows / PAGE));
  let left = (number - 1) * PAGE;
  let cursor = '';
  while (left > 0) {
    const step = Math.min(left, 1_000);
    const answer = await client.call('GET', `${LIST}?limit=${step}${cursor && `&cursor=${cursor}`}`);
    cursor = JSON.parse(answer.body).nextCursor;
    if (!cursor) throw new Error('The list ended before the page that was walked to.');
    left -= step;
  }
  return { number, cursor };
}
