// Durable writes: notes with a fresh key each, acknowledged only when they are on the disk.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client, load } from '../support/client.mjs';
import { median, quantile } from '../support/statistics.mjs';

/** Measures. */
export async function measure({ report, portal, quick, folder, label }) {
  report.group(`Durable writes, ${label}`, 'POST a note with a fresh Idempotency-Key');
  report.add('the disk itself: write 4 KiB and fsync', { values: [disk(folder)], unit: 'ms', way: 'only', note: 'median of 200' });
  const client = await new Client(portal.port, 8).signIn(portal.link());
  const { items } = JSON.parse((await client.call('GET', '/api/v1/solutions?limit=1000')).body);
  const make = (n) => {
    const path = `/api/v1/solutions/${items[n % items.length].id}/notes`;
    return ['POST', path, { headers: { 'idempotency-key': randomUUID() }, body: JSON.stringify({ text: `Measured note ${n}.` }) }];
  };
  for (const clients of [1, 8]) {
    const count = quick ? 200 : 2_000;
    const { times, ms } = await load(client, { count, warm: 20, clients, expected: 201, make });
    const who = clients === 1 ? '1 client' : `${clients} clients`;
    report.add(`writes a second, ${who}`, { values: [(count / ms) * 1000], unit: '1/s', way: 'only' });
    report.add(`one write, ${who}, p50`, { values: [median(times)], unit: 'ms', way: 'only' });
    report.add(`one write, ${who}, p99`, { values: [quantile(times, 0.99)], unit: 'ms', way: 'only' });
  }
  client.close();
}

/** The median of a small durable write without any server, to read the figures by. */
function disk(folder) {
  const file = openSync(join(folder, 'disk'), 'w');
  const block = Buffer.alloc(4096, 1);
  const times = [];
  for (let n = 0; n < 200; n += 1) {
    const begun = performance.now();
    writeSync(file, block);
    fsyncSync(file);
    times.push(performance.now() - begun);
  }
  closeSync(file);
  return median(times);
}
