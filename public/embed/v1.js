// @ts-check
/**
 * `<cosell-portal src path theme accent locale guard>`: Cosell inside another page. docs/embedding.md tells the whole protocol.
 *
 * @typedef {() => string | Promise<string>} GetToken Gives a fresh JWT. An error with `code: 'signedOut'` says that nobody is signed in.
 * @typedef {'light' | 'dark' | 'contrast'} Theme
 * @typedef {'en' | 'fr' | 'zh-CN'} Locale
 */

const TITLES = { en: 'Cosell partner portal', fr: 'Portail partenaire Cosell', 'zh-CN': 'Cosell 合作伙伴门户' };
const ATTRIBUTES = ['src', 'path', 'theme', 'accent', 'locale'];
/** Without the last three printing and links to other sites do nothing. */
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox';
/** Less than the frame waits, so that it hears why there is no token. */
const TOKEN_WITHIN_MS = 8_000;
const HELLO_WITHIN_MS = 20_000;
const HIGHEST = 100_000;

/** @param {unknown} path */
const isPath = (path) => typeof path === 'string' && path.length < 4000 && /^\/(?![/\\])[^\\\s]*$/.test(path);

/** @param {Element} element @returns {Element | null} */
const above = (element) => element.parentElement ?? /** @type {ShadowRoot} */ (element.getRootNode()).host ?? null;

class CosellPortal extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  /** @type {GetToken | undefined} */
  #getToken;
  /** @type {HTMLIFrameElement | undefined} */
  #frame;
  #origin = '';
  #path = '';
  /** The greeting that is being answered, and the token for it or why there is none. @type {{ nonce: string, answer: Promise<object> } | undefined} */
  #greeting;
  #greeted = false;
  #dirty = false;
  /** @type {AbortController | undefined} Ends everything that belongs to one frame. */
  #life;
  #telling = 0;
  #told = '';

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    // Set by a framework before this class was known.
    for (const name of [...ATTRIBUTES, 'getToken']) {
      if (!Object.hasOwn(this, name)) continue;
      const self = /** @type {any} */ (this);
      const value = self[name];
      delete self[name];
      self[name] = value;
    }
    this.#open();
  }

  disconnectedCallback() {
    this.#close();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    // The same path again leads the frame back there.
    if (!this.isConnected || (before === now && name !== 'path')) return;
    if (name === 'src') this.#open();
    else if (!this.#frame) return;
    else if (name === 'path') {
      const path = (now ?? '').replaceAll(' ', '%20');
      if (path !== this.#path && isPath(path)) this.#send('navigate', { path: (this.#path = path) });
    } else if (name === 'locale') {
      this.#frame.title = this.#title();
      this.#send('locale', { locale: this.#locale() });
    } else {
      this.#paint();
      this.#send('theme', this.#look());
    }
  }

  get getToken() {
    return this.#getToken;
  }

  set getToken(ask) {
    this.#getToken = ask;
  }

  get dirty() {
    return this.#dirty;
  }

  #open() {
    this.#close();
    let url;
    try {
      const src = this.getAttribute('src');
      url = new URL(src || ':', src ? location.href : undefined);
      const path = this.getAttribute('path')?.replaceAll(' ', '%20');
      if (path && isPath(path)) url = new URL(path, url.origin);
    } catch {
      return this.#tell('error', { code: 'src', fatal: true, retryable: false });
    }
    const life = (this.#life = new AbortController());
    const { signal } = life;
    const frame = (this.#frame = document.createElement('iframe'));
    this.#origin = url.origin;
    this.#path = url.pathname + url.search;
    frame.setAttribute('sandbox', SANDBOX);
    frame.referrerPolicy = 'no-referrer';
    frame.title = this.#title();
    frame.style.cssText = 'display:block;inline-size:100%;block-size:600px;border:0';
    this.#paint();
    this.style.display ||= 'block';
    frame.src = url.href;
    addEventListener('message', (event) => this.#hear(event), { signal });
    addEventListener('beforeunload', (event) => this.#dirty && this.hasAttribute('guard') && event.preventDefault(), { signal });
    const look = () => (this.#telling ||= requestAnimationFrame(() => this.#see()));
    addEventListener('scroll', look, { signal, capture: true, passive: true });
    addEventListener('resize', look, { signal });
    const seen = new IntersectionObserver(look, { threshold: [0, 0.25, 0.5, 0.75, 1] });
    const sized = new ResizeObserver(look);
    seen.observe(frame);
    sized.observe(frame);
    const silent = setTimeout(() => {
      if (!this.#greeting) this.#tell('error', { code: 'silent', fatal: false, retryable: true });
    }, HELLO_WITHIN_MS);
    signal.addEventListener('abort', () => {
      seen.disconnect();
      sized.disconnect();
      clearTimeout(silent);
      cancelAnimationFrame(this.#telling);
    });
    this.shadowRoot?.replaceChildren(frame);
  }

  #close() {
    this.#life?.abort();
    this.#frame?.remove();
    this.#frame = this.#greeting = undefined;
    this.#greeted = false;
    this.#telling = 0;
    this.#setDirty(false);
  }

  /** @param {MessageEvent} event */
  #hear({ source, origin, data }) {
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.#origin) return;
    if (data?.cosell !== 1) return;
    const { type, path, height, id } = data;
    if (type === 'hello') this.#greet(data.nonce);
    else if (!this.#greeted) return;
    else if (type === 'token.request') this.#answer(id);
    else if (type === 'resize' && height > 0) {
      this.#frame.style.blockSize = `${Math.min(Math.ceil(height), HIGHEST)}px`;
    } else if (type === 'navigate' && isPath(path)) {
      this.#path = path;
      this.#tell('navigate', { path });
    } else if (type === 'dirty') this.#setDirty(data.dirty === true);
    else if (type === 'ready') this.#tell('ready', { version: data.version, milliseconds: data.milliseconds });
    else if (type === 'event') this.#tell('event', { name: String(data.name) });
    else if (type === 'signout') this.#tell('signout', {});
    else if (type === 'error') this.#tell('error', { code: String(data.code), fatal: !!data.fatal, retryable: !!data.retryable });
  }

  /** A frame greets until it is answered; the same greeting has the same answer. @param {unknown} nonce */
  async #greet(nonce) {
    if (typeof nonce !== 'string' || nonce.length > 64) return;
    const { signal } = /** @type {AbortController} */ (this.#life);
    if (this.#greeting?.nonce !== nonce) {
      this.#greeted = false;
      this.#setDirty(false);
      this.#greeting = { nonce, answer: this.#tried() };
    } else if (!this.#greeted) return;
    const greeting = this.#greeting;
    const answer = await greeting.answer;
    if (signal.aborted || this.#greeting !== greeting) return;
    this.#greeted = true;
    this.#send('init', { nonce, ...answer, ...this.#look(), locale: this.#locale(), path: this.#path, capabilities: ['viewport', 'navigate', 'dirty'] });
    this.#told = '';
    this.#see();
  }

  /** @param {unknown} id */
  async #answer(id) {
    const { signal } = /** @type {AbortController} */ (this.#life);
    const answer = await this.#tried();
    if (!signal.aborted) this.#send('token.response', { id, ...answer });
  }

  /** A token, or why there is none. */
  async #tried() {
    try {
      return { token: await this.#token() };
    } catch (error) {
      const code = /** @type {any} */ (error)?.code;
      return { error: ['signedOut', 'timeout'].includes(code) ? code : 'unavailable' };
    }
  }

  /** @returns {Promise<string>} */
  #token() {
    return new Promise((done, fail) => {
      setTimeout(() => fail(Object.assign(new Error('getToken took too long'), { code: 'timeout' })), TOKEN_WITHIN_MS);
      Promise.resolve(this.#getToken?.()).then((token) => {
        const text = String(token ?? '').trim();
        if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) done(text);
        else fail(new Error('getToken gave no token'));
      }, fail);
    });
  }

  #see() {
    this.#telling = 0;
    if (!this.#frame || !this.#greeted) return;
    const whole = this.#frame.getBoundingClientRect();
    let [from, to] = [0, innerHeight];
    for (let outer = above(this); outer && outer !== document.body; outer = above(outer)) {
      if (getComputedStyle(outer).overflowY === 'visible') continue;
      const box = outer.getBoundingClientRect();
      [from, to] = [Math.max(from, box.top), Math.min(to, box.bottom)];
    }
    const top = Math.round(Math.min(Math.max(from - whole.top, 0), whole.height));
    const height = Math.round(Math.max(Math.min(to - whole.top, whole.height) - top, 0));
    const part = { top, height, room: Math.round(Math.max(to - from, 0)) };
    const told = JSON.stringify(part);
    if (told === this.#told) return;
    this.#told = told;
    this.#send('viewport', part);
  }

  /** To the portal's own origin and to nobody else. @param {string} type @param {object} fields */
  #send(type, fields) {
    if (!this.#greeted) return;
    this.#frame?.contentWindow?.postMessage({ cosell: 1, type, ...fields }, this.#origin);
    this.#tell('sent', { type });
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`cosell-${name}`, { detail, bubbles: true, composed: true }));
  }

  /** @param {boolean} dirty */
  #setDirty(dirty) {
    if (dirty === this.#dirty) return;
    this.#dirty = dirty;
    this.#tell('dirty', { dirty });
  }

  /** Until the frame hears of the theme it draws as the browser says, which says what the element does. */
  #paint() {
    if (this.#frame) this.#frame.style.colorScheme = /^(light|dark)$/.exec(this.#look().theme ?? '')?.[0] ?? 'normal';
  }

  #look() {
    /** @param {string} name @param {RegExp} form */
    const known = (name, form) => this.getAttribute(name)?.match(form)?.[0];
    return { theme: known('theme', /^(light|dark|contrast)$/), accent: known('accent', /^#[\da-f]{6}$/i) };
  }

  /** @returns {Locale} */
  #locale() {
    const near = /** @type {HTMLElement | null} */ (this.closest('[lang]'));
    const word = (this.getAttribute('locale') ?? near?.lang ?? '').toLowerCase();
    return word.startsWith('zh') ? 'zh-CN' : word.startsWith('fr') ? 'fr' : 'en';
  }

  #title() {
    return TITLES[this.#locale()];
  }
}

for (const name of ATTRIBUTES) {
  Object.defineProperty(CosellPortal.prototype, name, {
    /** @this {CosellPortal} */
    get() {
      return this.getAttribute(name);
    },
    /** @this {CosellPortal} @param {unknown} value */
    set(value) {
      if (value == null) this.removeAttribute(name);
      else this.setAttribute(name, String(value));
    },
    configurable: true,
    enumerable: true,
  });
}

if (!customElements.get('cosell-portal')) customElements.define('cosell-portal', CosellPortal);
