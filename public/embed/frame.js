// The frame's side of the protocol with the page around it (docs/embedding.md): greets, trusts one origin from then on, keeps
// the host's token in memory, and gives the program what it needs of it. Loaded by boot.js in a frame only.
import { limiter, read } from './schema.js';
import { hideWaiting, showSilence, showWaiting } from './screens.js';
import { dress, follow, measure } from './view.js';

const VERSION = 1;
const AGAIN_MS = 1_000;
const PATIENCE_MS = 10_000;
const MESSAGES_A_SECOND = 60;

/** What came of a call, for the host's own counts: never who or which. */
const EVENTS = [
  [/^\/api\/v1\/solutions\/[^/]+\/merge$/, 'merge.requested'],
  [/^\/api\/v1\/solutions\/[^/]+\/discard$/, 'solution.discarded'],
  [/^\/api\/v1\/solutions\/[^/]+\/undo-discard$/, 'discard.undone'],
  [/^\/api\/v1\/solutions\/[^/]+\/offer$/, 'offer.created'],
  [/^\/api\/v1\/solutions\/bulk$/, 'solutions.changed'],
  [/^\/api\/v1\/offers\/[^/]+\/resell\/sync$/, 'audience.synced'],
  [/^\/api\/v1\/offers\/[^/]+\/resell\/request$/, 'audience.requested'],
  [/^\/api\/v1\/support-requests$/, 'request.sent'],
];

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Ends once the host has answered and is trusted; until then nothing is asked of the server but who may be the host. */
export async function begin(boot) {
  const host = new Host(boot);
  boot.embed = host.bridge;
  const plain = boot.fail;
  boot.fail = (details) => {
    host.send('error', { code: 'stopped', fatal: true, retryable: true });
    return plain(details);
  };
  await host.greet();
  host.start();
}

class Host {
  #boot;
  /** The one origin that is trusted, from `init` on. */
  #origin;
  #token = '';
  #renewing;
  /** The request for a token that is on its way. */
  #asked;
  #allows = limiter(MESSAGES_A_SECOND);
  #heard = {};
  /** The address that the host knows. */
  #path;

  constructor(boot) {
    this.#boot = boot;
    /** What the program uses. Nothing else leads to the token. */
    this.bridge = Object.freeze({
      token: () => this.#token,
      renew: (used) => this.#renew(used),
      send: (type, fields) => this.send(type, fields),
      on: (type, run) => this.#on(type, run),
      did: (path) => this.#did(path),
    });
  }

  /** To the trusted origin and to nobody else. */
  send(type, fields = {}) {
    if (this.#origin) parent.postMessage({ cosell: 1, type, ...fields }, this.#origin);
  }

  /** Greets until an allowed origin answers, and says so on the screen when nobody does. */
  async greet() {
    let origins;
    const words = () => this.#boot.texts;
    for (;;) {
      origins ??= await this.#origins();
      const init = origins && (await this.#answered(origins));
      if (init) {
        this.#trust(init);
        return ['timeout', 'unavailable'].includes(init.init.error) ? this.#firstToken() : undefined;
      }
      const late = new AbortController();
      const again = showSilence(words, late.signal);
      // A host that answers late is as welcome.
      const found = await Promise.race([again, origins ? this.#answered(origins, late.signal) : again]);
      late.abort();
      if (found) return this.#trust(found);
    }
  }

  /** A host that answers without saying who is there is as silent as one that does not answer. */
  async #firstToken() {
    for (;;) {
      const late = new AbortController();
      await Promise.race([showSilence(() => this.#boot.texts, late.signal), new Promise((done) => setTimeout(done, PATIENCE_MS))]);
      const answer = await this.#ask();
      late.abort();
      if (answer.token) this.#token = answer.token;
      // Signed out is what the program says, which asks for itself.
      if (answer.token || answer.error === 'signedOut') return;
      this.send('error', { code: `token.${answer.error}`, fatal: false, retryable: true });
    }
  }

  async #origins() {
    const config = JSON.parse((await this.#boot.ask('/api/v1/embed/config')) ?? 'null');
    return Array.isArray(config?.origins) ? config.origins : undefined;
  }

  /** What an allowed origin answers to a greeting; nothing after a while, or when `until` says so. */
  #answered(origins, until) {
    const nonce = random();
    return new Promise((done) => {
      const hello = () => parent.postMessage({ cosell: 1, type: 'hello', version: VERSION, nonce }, '*');
      const end = (found) => {
        clearInterval(again);
        clearTimeout(tired);
        removeEventListener('message', hear);
        done(found);
      };
      const hear = ({ source, origin, data }) => {
        if (source !== parent || !origins.includes(origin) || !this.#allows()) return;
        const init = read(data);
        if (init?.type === 'init' && init.nonce === nonce) end({ init, origin });
      };
      addEventListener('message', hear);
      const again = setInterval(hello, AGAIN_MS);
      const tired = until ? undefined : setTimeout(end, PATIENCE_MS);
      until?.addEventListener('abort', () => end());
      hello();
    });
  }

  /** From here on one origin is the host, and its greeting is used up. */
  #trust({ init, origin }) {
    this.#origin = origin;
    this.#token = init.token ?? '';
    if (init.locale) this.#boot.speak(init.locale);
    this.#dress(init);
    if (init.path && init.path !== here()) history.replaceState(null, '', init.path);
    if (isSignIn(location.pathname)) history.replaceState(null, '', '/');
    this.#path = init.path;
    addEventListener('message', (event) => this.#hear(event));
  }

  /** The first calls go out while the program is on its way; what is measured is told from now on. */
  start() {
    if (this.#token) this.#boot.begin({ authorization: `Bearer ${this.#token}` });
    this.#moved();
    for (const name of ['pushState', 'replaceState']) {
      const plain = history[name].bind(history);
      history[name] = (...all) => {
        plain(...all);
        this.#moved();
      };
    }
    addEventListener('popstate', () => this.#moved());
    measure((height) => this.send('resize', { height }));
    // The static shell goes when the program draws.
    const shell = document.getElementById('boot');
    const drawn = new MutationObserver(() => {
      if (shell?.isConnected) return;
      drawn.disconnect();
      this.send('ready', { version: VERSION, milliseconds: Math.round(performance.now()) });
    });
    drawn.observe(document.body, { childList: true });
  }

  #hear({ source, origin, data }) {
    if (source !== parent || origin !== this.#origin) return;
    // The answer that is waited for always has room.
    const awaited = this.#asked && data?.type === 'token.response';
    if (!this.#allows() && !awaited) return;
    const message = read(data);
    if (!message) return;
    const { type } = message;
    if (type === 'token.response') {
      if (message.id === this.#asked?.id) this.#asked.done(message);
    } else if (type === 'viewport') follow(message);
    else if (type === 'theme') this.#dress(message);
    else if (type === 'navigate') this.#go(message.path);
    else if (type === 'locale') this.#speak(message.locale);
  }

  /** A colour that cannot be read is left out, and the host hears of it. */
  #dress({ theme, accent }) {
    dress(theme, accent, () => this.send('error', { code: 'accent', fatal: false, retryable: false }));
  }

  #on(type, run) {
    this.#heard[type] = run;
  }

  #speak(locale) {
    this.#boot.speak(locale);
    this.#heard.locale?.(locale);
  }

  /** The host shows another address: its own history has the step, so this one is put in place of what is open. */
  #go(path) {
    if (path === here() || isSignIn(path)) return;
    this.#path = path;
    history.replaceState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }

  /** Tells the host where the person went, once, and never what the host itself asked for. */
  #moved() {
    if (here() === this.#path) return;
    this.#path = here();
    this.send('navigate', { path: this.#path });
  }

  #did(path) {
    const name = EVENTS.find(([pattern]) => pattern.test(path))?.[1];
    if (name) this.send('event', { name });
  }

  /** Another token than the one that was used and refused: `false` when the host says that nobody is signed in. */
  #renew(used) {
    if (used !== this.#token) return Promise.resolve(true);
    this.#renewing ??= this.#renewed().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renewed() {
    for (;;) {
      const answer = await this.#ask();
      if (answer.token) {
        // What is shown and typed here is somebody's: another person, or other companies, begin with a page of their own.
        if (this.#token && whose(answer.token) !== whose(this.#token)) {
          location.reload();
          return new Promise(() => {});
        }
        this.#token = answer.token;
        hideWaiting();
        return true;
      }
      if (answer.error === 'signedOut') {
        hideWaiting();
        return false;
      }
      this.send('error', { code: `token.${answer.error}`, fatal: false, retryable: true });
      await showWaiting(() => this.#boot.texts);
    }
  }

  /** Asks the host for a token once. */
  #ask() {
    const id = random();
    return new Promise((done) => {
      const tired = setTimeout(() => end({ error: 'timeout' }), PATIENCE_MS);
      const end = (answer) => {
        clearTimeout(tired);
        this.#asked = undefined;
        done(answer);
      };
      this.#asked = { id, done: end };
      this.send('token.request', { id });
    });
  }
}

/** For whom a token is, as far as it can be read; the server alone decides whether it is good. */
function whose(token) {
  try {
    const { iss, sub, org } = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    return JSON.stringify([iss, sub, [org].flat().map(String).sort()]);
  } catch {
    return '';
  }
}

/** Nobody signs in here, however the address is written. */
function isSignIn(path) {
  try {
    return decodeURIComponent(path.split('?')[0]).split('/').find(Boolean) === 'sign-in';
  } catch {
    return true;
  }
}

const here = () => location.pathname + location.search;
