// What a message from the host may look like. Pure: whatever it is given, it answers or refuses, and neither throws nor runs
// anything of what it was given.

/** The most that one message may hold, in characters and in values. */
const SIZE = 65_536;
const VALUES = 256;
const DEPTH = 3;
/** Names that reach into objects that they are copied to. */
const REACHING = new Set(['__proto__', 'constructor', 'prototype']);

const text = (most) => (value) => typeof value === 'string' && value.length > 0 && value.length <= most;
const oneOf = (...words) => (value) => words.includes(value);
const pixels = (value) => Number.isFinite(value) && value >= 0 && value <= 10_000_000;
const optional = (check) => (value) => value === undefined || check(value);

/** Three parts in base64url: nothing else is ever put into a header. */
const token = (value) => text(8192)(value) && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value);
const path = (value) => text(4000)(value) && /^\/(?![/\\])[^\\\s]*$/.test(value);
const refusal = oneOf('signedOut', 'unavailable', 'timeout');
const theme = oneOf('light', 'dark', 'contrast');
const accent = (value) => text(7)(value) && /^#[\da-f]{6}$/i.test(value);
const locale = oneOf('en', 'fr', 'zh-CN');

/** The fields of each type of message. What is not named here is left out. */
const TYPES = {
  init: {
    nonce: text(64),
    token: optional(token),
    error: optional(refusal),
    theme: optional(theme),
    accent: optional(accent),
    locale: optional(locale),
    path: optional(path),
    capabilities: optional((value) => Array.isArray(value) && value.length <= 32 && value.every(text(32))),
  },
  'token.response': { id: text(64), token: optional(token), error: optional(refusal) },
  viewport: { top: pixels, height: pixels, room: optional(pixels) },
  navigate: { path },
  theme: { theme: optional(theme), accent: optional(accent) },
  locale: { locale },
};

/** Whether a value is small, shallow and made of plain things; `left` is what may still come. */
function isSmall(value, left, depth) {
  left.values -= 1;
  if (left.values < 0 || left.size < 0) return false;
  if (typeof value === 'string') {
    left.size -= value.length;
    return left.size >= 0;
  }
  if (value === null || ['undefined', 'boolean', 'number'].includes(typeof value)) return true;
  if (typeof value !== 'object' || depth === 0) return false;
  if (Array.isArray(value)) {
    // A list may be long without holding anything.
    if (value.length > VALUES) return false;
    for (let at = 0; at < value.length; at += 1) if (!isSmall(value[at], left, depth - 1)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const name of Object.keys(value)) {
    left.size -= name.length;
    if (REACHING.has(name) || !isSmall(value[name], left, depth - 1)) return false;
  }
  return true;
}

/** A message with its known fields and no others, or `null` for anything that is none. */
export function read(data) {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  if (!isSmall(data, { size: SIZE, values: VALUES }, DEPTH)) return null;
  const own = (name) => (Object.hasOwn(data, name) ? data[name] : undefined);
  const type = own('type');
  if (own('cosell') !== 1 || typeof type !== 'string' || !Object.hasOwn(TYPES, type)) return null;
  const message = { type };
  for (const [name, check] of Object.entries(TYPES[type])) {
    const value = own(name);
    if (!check(value)) return null;
    message[name] = value;
  }
  // Either a token or why there is none.
  if (type === 'token.response' && (message.token === undefined) === (message.error === undefined)) return null;
  return message;
}

/** Lets `most` through at once and as many again each second. */
export function limiter(most, now = () => performance.now()) {
  let left = most;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(most, left + ((time - at) * most) / 1000);
    at = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
