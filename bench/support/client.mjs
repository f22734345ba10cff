// A client of the API on connections that stay open: one call at a time on each, the time taken to the last byte.
import { Agent, request } from 'node:http';

/** A client with at most so many connections. */
export class Client {
  constructor(port, connections = 1) {
    this.port = port;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
    this.headers = {};
  }

  /** Signs in by a one-time link; later calls carry the bearer. */
  async signIn(link) {
    const code = new URL(link).hash.replace('#code=', '');
    const answer = await this.call('POST', '/api/v1/session', { body: JSON.stringify({ code }) });
    if (answer.status !== 200) throw new Error(`Signing in was answered with ${answer.status}.`);
    this.headers = { authorization: `Bearer ${JSON.parse(answer.body).token}` };
    return this;
  }

  /** One call: status, headers, body and milliseconds from sending to the last byte. */
  call(method, path, { headers, body } = {}) {
    return new Promise((resolve, reject) => {
      const begun = performance.now();
      const all = { ...this.headers, ...headers };
      if (body !== undefined) Object.assign(all, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      const call = request({ host: '127.0.0.1', port: this.port, method, path, headers: all, agent: this.agent }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const ms = performance.now() - begun;
          resolve({ ms, status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) });
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  close() {
    this.agent.destroy();
  }
}

/**
 * Makes `count` calls with so many at a time, after `warm` that do not count. `make(n)` gives `[method, path, options]`, and every
 * answer must have the status `expected`. Gives the milliseconds of each call and of the whole.
 */
export async function load(client, { count, warm = 0, clients = 1, expected = 200, make }) {
  const answered = async (n) => {
    const answer = await client.call(...make(n));
    if (answer.status !== expected) throw new Error(`${make(n)[1]} was answered with ${answer.status}: ${answer.body}`);
    return answer;
  };
  for (let n = 0; n < warm; n += 1) await answered(n);
  const times = [];
  let next = warm;
  const begun = performance.now();
  const one = async () => {
    while (next < warm + count) {
      next += 1;
      times.push((await answered(next)).ms);
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  return { times, ms: performance.now() - begun };
}
