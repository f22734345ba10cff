// The server process: how soon it answers, and how much memory it takes.
import { Portal } from '../support/portal.mjs';

/** From the start of the process to the first good answer of `/readyz`, on a full database. */
export async function start({ report, settings, quick, label }) {
  report.group(`Server start, ${label}`);
  const times = [];
  for (let run = 0; run < (quick ? 3 : 10); run += 1) {
    const portal = new Portal(settings);
    times.push(await portal.start());
    await portal.stop();
  }
  report.add('start to first answer', { values: times, unit: 'ms', budget: 150 });
}

/** Memory of a server that has just started, before anybody asked anything. */
export const idle = (portal) => portal.memory().now;

/** Memory before and after all that the bench asked of the server. */
export function memory({ report, portal, before, label }) {
  report.group(`Server memory, ${label}`);
  const { now, most } = portal.memory();
  report.add('idle', { values: [before], unit: 'MiB', way: 'only', budget: 60 << 20 });
  report.add('after the load', { values: [now], unit: 'MiB', way: 'only', budget: 60 << 20 });
  report.add('most at any time', { values: [most], unit: 'MiB', way: 'only', budget: 60 << 20 });
}
