// Runs before the program: paints in the right theme and language, asks the first questions while WASM downloads, then starts it.
// Trusted Types: the program draws its own fragments as markup, so markup goes through, and what script could stand in it the
// Content-Security-Policy stops. No text ever becomes a script or the address of one: for these there is no policy.
globalThis.trustedTypes?.createPolicy('default', { createHTML: (markup) => markup });

const own = document.querySelector('script[data-wasm]');
const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };

// In a frame the page around it says who is looking, in which language and theme.
const framed = window.parent !== window;
if (framed) document.documentElement.dataset.embed = '';

const theme = stored('cosell.theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

const known = (tag) => ({ en: 'en', fr: 'fr', zh: 'zh-CN' })[String(tag).split('-')[0].toLowerCase()];
const locale = [stored('cosell.locale'), ...navigator.languages].map(known).find(Boolean) ?? 'en';

const text = (response) => (response.ok ? response.text() : null);
const quiet = (promise) => promise.catch(() => null);

// What is here for the program, and for embed/frame.js.
const boot = { calls: {}, fail, renew, ask, begin, speak };
globalThis.cosellBoot = boot;
speak(locale);

function speak(word) {
  if (word === boot.locale) return;
  document.documentElement.lang = word;
  boot.locale = word;
  boot.texts = ask(`/locales/${word}.json`);
}

function ask(path, headers) {
  return quiet(fetch(path, { headers: { 'accept-language': boot.locale, ...headers } }).then(text));
}

// The first calls, by path; the program takes each answer once. A null answer means: ask again the ordinary way.
function begin(bearer) {
  const first = { '/': '/api/v1/overview', '/solutions': '/api/v1/solutions?limit=1000' }[location.pathname];
  if (bearer) {
    boot.calls['/api/v1/session'] = ask('/api/v1/session', bearer);
    if (first) boot.calls[first] = ask(first, bearer);
    return;
  }
  const refresh = '/api/v1/session/refresh';
  const session = quiet(fetch(refresh, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': boot.locale },
    body: JSON.stringify({ company: tabCompany() }),
  }).then(text));
  boot.calls[refresh] = session;
  if (first) {
    boot.calls[first] = session.then((grant) => grant && ask(first, { authorization: `Bearer ${JSON.parse(grant).token}` }));
  }
}
if (!framed && location.pathname !== '/sign-in') begin();

// The icons stand in the page itself, so that one that is first drawn without a connection is there all the same.
async function addIcons() {
  const drawn = await quiet(fetch('/icons.svg').then(text));
  const icons = new DOMParser().parseFromString(drawn ?? '', 'image/svg+xml').documentElement;
  if (icons.localName !== 'svg') {
    setTimeout(addIcons, 5000);
    return;
  }
  icons.setAttribute('class', 'sprite');
  icons.setAttribute('aria-hidden', 'true');
  document.body.append(icons);
}
addIcons();

// Each tab looks at one company, also after a reload.
function tabCompany() {
  try { return sessionStorage.getItem('cosell.company') ?? undefined; } catch { return undefined; }
}

// The recovery screen: what happened, what was typed, and a way on. Nothing stored is touched.
let failed = false;
async function fail(details) {
  if (failed) return;
  failed = true;
  const typed = [...document.querySelectorAll('input:not([type]), input[type=text], input[type=search], textarea')]
    .map((field) => field.value).filter((value) => value.trim());
  const words = JSON.parse((await boot.texts) ?? '{}');
  const screen = document.getElementById('recovery').content.cloneNode(true);
  for (const element of screen.querySelectorAll('[data-text]')) {
    element.textContent = words[element.dataset.text] ?? element.textContent;
  }
  screen.querySelector('[data-details]').textContent = [details, ...typed].filter(Boolean).join('\n\n');
  screen.querySelector('[data-reload]').addEventListener('click', () => location.reload());
  document.body.replaceChildren(screen);
  document.querySelector('.recovery h1').focus();
}

// A server of another release has not the files of this one: then only a new page helps.
async function renew() {
  const page = await quiet(fetch('/', { cache: 'no-store' }).then(text));
  if (page && !page.includes(own.dataset.js)) location.reload();
}

// The program runs once the page around a frame is known; until then it is only fetched and compiled.
const started = framed
  ? Promise.all([WebAssembly.compileStreaming(fetch(own.dataset.wasm)), import('/embed/frame.js').then((frame) => frame.begin(boot))])
  : Promise.resolve([own.dataset.wasm]);
Promise.all([import(own.dataset.js), started])
  .then(([program, [wasm]]) => program.default({ module_or_path: wasm }))
  .catch((error) => boot.fail(String(error)));
