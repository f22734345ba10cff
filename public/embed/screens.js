// What a frame says while it waits for the page around it. It needs no program: the first may be shown before there is one.

/** How long it waits before it asks by itself. */
const AGAIN_MS = 15_000;

const words = async (texts) => JSON.parse((await texts()) ?? '{}');

function element(name, className, text = '') {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(className, text, press) {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}

/** The screen of a host that does not answer, until `gone`; ends when the person wants to try again. */
export async function showSilence(texts, gone) {
  const said = await words(texts);
  return new Promise((again) => {
    if (gone.aborted) return;
    const screen = element('main', 'recovery');
    const text = element('div', 'stack');
    text.role = 'alert';
    text.append(element('h1', '', said['embed.silent.title']), element('p', '', said['embed.silent.text']));
    const actions = element('div', 'recovery__actions');
    // A host's sandbox may forbid to open windows: then the address can still be read and copied.
    const own = element('p', '', said['embed.silent.open']);
    const link = element('a', 'recovery__address', location.href);
    link.href = location.href;
    link.target = '_blank';
    link.rel = 'noopener';
    own.append(document.createElement('br'), link);
    const shell = document.getElementById('boot');
    const leave = () => {
      screen.remove();
      if (shell) shell.hidden = false;
    };
    actions.append(button('button button--primary', said['embed.again'], () => { leave(); again(); }));
    screen.append(text, actions, own);
    if (shell) shell.hidden = true;
    document.body.append(screen);
    gone.addEventListener('abort', leave);
  });
}

let bar;

/** A bar above everything while the host gives no token; ends when it is worth asking again. */
export async function showWaiting(texts) {
  const said = await words(texts);
  return new Promise((again) => {
    const { signal, end } = oneEnd(again);
    const text = element('span', '', said['embed.waiting']);
    bar ??= element('div', 'offline-bar waiting-bar');
    bar.role = 'status';
    bar.popover = 'manual';
    bar.replaceChildren(text, button('button button--small', said['embed.again'], end));
    // While a dialog is open only what stands in it can be used.
    const place = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
    if (bar.parentElement !== place) place.append(bar);
    if (!bar.matches(':popover-open')) bar.showPopover();
    addEventListener('online', end, { signal });
    addEventListener('focus', end, { signal });
    document.addEventListener('visibilitychange', () => document.hidden || end(), { signal });
    // A host that was away for a moment is asked again also where nobody touches the page.
    const later = setTimeout(end, AGAIN_MS);
    signal.addEventListener('abort', () => clearTimeout(later));
  });
}

function oneEnd(run) {
  const life = new AbortController();
  return { signal: life.signal, end: () => { life.abort(); run(); } };
}

/** The host has answered. */
export function hideWaiting() {
  bar?.remove();
  bar = undefined;
}
