// A portal that shows Cosell in a frame: signs people in with a key made at start, and serves the page with the switches.
// node e2e/host/server.mjs --portal http://127.0.0.1:8080 [--listen localhost:8090] [--while PROCESS]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Issuer } from './issuer.mjs';

const FILES = {
  '/': ['page.html', 'text/html; charset=utf-8'],
  '/nested': ['nested.html', 'text/html; charset=utf-8'],
  '/plain': ['plain.html', 'text/html; charset=utf-8'],
  '/empty': ['empty.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.mjs': ['page.mjs', 'text/javascript; charset=utf-8'],
};

/** Starts a host on an address such as `localhost:8090` (port 0 takes a free one) and gives its origin. */
export async function startHost({ portal, listen = 'localhost:0' }) {
  const [name, port] = split(listen);
  const issuer = new Issuer();
  const server = createServer((request, response) => {
    answer(request, response, issuer, portal).catch((error) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });
  await new Promise((listens, fails) => {
    server.once('error', fails);
    server.listen(port, name, listens);
  });
  issuer.origin = `http://${name}:${server.address().port}`;
  return { origin: issuer.origin, issuer, server, close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }) };
}

function split(listen) {
  const at = listen.lastIndexOf(':');
  const port = Number(listen.slice(at + 1));
  if (at < 1 || !Number.isInteger(port)) throw new Error(`--listen takes a name and a port such as localhost:8090, not ${listen}`);
  return [listen.slice(0, at), port];
}

async function answer(request, response, issuer, portal) {
  const url = new URL(request.url, issuer.origin);
  const send = (status, type, body, headers = {}) => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
    response.end(body);
  };
  if (url.pathname === '/.well-known/jwks.json') return send(200, 'application/json', JSON.stringify(issuer.keys()));
  if (url.pathname === '/token') {
    const asked = Object.fromEntries(url.searchParams);
    return send(200, 'text/plain', issuer.token({ ...asked, life: Number(asked.life ?? 300), audience: portal }));
  }
  if (url.pathname === '/config.json') return send(200, 'application/json', JSON.stringify({ portal }));
  const file = FILES[url.pathname];
  if (!file) return send(404, 'text/plain', 'Nothing is here.');
  // With these the browser isolates the host, and every frame has to agree.
  const isolated = { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' };
  const text = (await readFile(join(import.meta.dirname, file[0]), 'utf8')).replaceAll('{{portal}}', portal);
  send(200, file[1], text, url.searchParams.has('coep') ? isolated : {});
}

/** Ends when another process has ended. */
function endWith(process_id) {
  setInterval(() => {
    try {
      process.kill(process_id, 0);
    } catch {
      process.exit();
    }
  }, 1000);
}

if (process.argv[1] === import.meta.filename) {
  const option = (name) => process.argv[process.argv.indexOf(name) + 1];
  if (!process.argv.includes('--portal')) throw new Error('--portal takes the address of Cosell');
  const listen = process.argv.includes('--listen') ? option('--listen') : undefined;
  const { origin } = await startHost({ portal: option('--portal'), listen });
  console.log(`The host is ready: ${origin}`);
  if (process.argv.includes('--while')) endWith(Number(option('--while')));
}
