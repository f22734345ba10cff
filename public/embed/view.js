// How a frame fits into the page around it: its height, the part of it that is in sight, and the host's colours.

/** A page that becomes lower by less than this keeps its height. */
const STEADY = 8;
/** How long a page stays lower before its height follows: what is loading is low for a moment, and the host would jump. */
const SETTLED_MS = 250;
/** After so many turns from higher to lower within this time host and frame answer each other: the height rests, each time longer. */
const TURNS = 4;
const TURNS_MS = 2_000;
const REST_MAX_MS = 60_000;
/** The contrast that words need on their ground, WCAG 2.2 level AA. */
const READABLE = 4.5;
/** How much of the accent the ground of chosen things has; style/tokens.css mixes the same. */
const SOFT = 0.12;

const root = document.documentElement;
const set = (name, value) => root.style.setProperty(name, value);

/** Tells the height of the content, at most once a frame; what the frame itself measures has no part in it. */
export function measure(tell) {
  let told = 0;
  let waiting = 0;
  let settling = 0;
  let turns = [];
  let rest = TURNS_MS;
  const height = () => Math.ceil(document.body.getBoundingClientRect().height);
  const say = (now) => {
    told = now;
    tell(now);
  };
  const settle = () => {
    settling = 0;
    const [now, time] = [height(), performance.now()];
    if (now > told - STEADY) return;
    turns = turns.filter((turn) => time - turn < TURNS_MS);
    if (turns.length >= TURNS) {
      settling = setTimeout(settle, rest);
      rest = Math.min(rest * 2, REST_MAX_MS);
      return;
    }
    turns.push(time);
    say(now);
  };
  const look = () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      const now = height();
      if (now > told) say(now);
      else if (now <= told - STEADY) settling ||= setTimeout(settle, SETTLED_MS);
    });
  };
  new ResizeObserver(look).observe(document.body);
}

let seen;

/** Keeps dialogs, menus and messages inside the part that is in sight. */
export function follow(view) {
  seen = view;
  const { top, height } = view;
  // A sliver at the edge of the screen has no room for a dialog: then it may lie beside what is in sight.
  const least = Math.min(320, innerHeight);
  const shown = Math.max(height, least);
  const from = Math.max(0, Math.min(top, innerHeight - shown));
  set('--view-top', `${from}px`);
  set('--view-height', `${shown}px`);
  set('--view-rest', `${Math.max(0, innerHeight - from - shown)}px`);
  set('--room', `${Math.max(view.room ?? Math.max(height, 600), 320)}px`);
}

addEventListener('resize', () => seen && follow(seen));

let dressed;

/** Wears the host's theme, and its colour where words in it can be read. */
export function dress(theme, accent, refused) {
  dressed = { theme, accent, refused };
  if (theme) root.dataset.theme = theme === 'contrast' ? 'dark' : theme;
  else delete root.dataset.theme;
  root.toggleAttribute('data-contrast', theme === 'contrast');
  delete root.dataset.accent;
  if (!accent) return;
  const colour = [1, 3, 5].map((at) => parseInt(accent.slice(at, at + 2), 16));
  if (!isReadable(colour)) {
    refused();
    return;
  }
  set('--accent', accent);
  set('--accent-fill', `rgb(${filled(colour).join(' ')})`);
  root.dataset.accent = '';
}

// Where the system decides, the grounds change under the colour.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  if (dressed?.accent && !dressed.theme) dress(dressed.theme, dressed.accent, dressed.refused);
});

function isReadable(colour) {
  const probe = document.createElement('span');
  root.append(probe);
  const ground = (name) => {
    probe.style.background = `var(${name})`;
    return getComputedStyle(probe).backgroundColor.match(/[\d.]+/g).slice(0, 3).map(Number);
  };
  const surface = ground('--surface');
  const grounds = [surface, ground('--canvas'), ground('--surface-raised'), mixed(colour, surface, SOFT)];
  probe.remove();
  return grounds.every((one) => contrast(colour, one) >= READABLE);
}

/** The accent as a ground for white words: as it is, or as much darker as they need. */
function filled(colour) {
  const white = [255, 255, 255];
  const black = [0, 0, 0];
  let now = colour;
  for (let part = 0.05; contrast(white, now) < READABLE; part += 0.05) now = mixed(black, colour, part).map(Math.round);
  return now;
}

const mixed = (one, other, part) => one.map((value, at) => value * part + other[at] * (1 - part));

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
