// A hostile page around or beside the frame: whatever it sends, the frame neither believes nor answers it.
import type { Frame, Page } from '@playwright/test';
import { startHost } from '../host/server.mjs';
import { expect, test } from '../support/embedding';

test.setTimeout(240_000);

/** What a believed message would change. */
async function state(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const root = document.documentElement;
    return JSON.stringify([root.lang, { ...root.dataset }, root.style.cssText, location.pathname, (globalThis as any).cosellBoot.embed?.token()]);
  });
}

/** A page with the frame alone, which notes what it is told, as do the pages beside it. */
async function stand(page: Page, origin: string, portal: string, evil: string): Promise<{ frame: Frame; beside: Frame[] }> {
  await page.addInitScript((portal) => {
    const world = Object.assign(globalThis as any, { told: [], step: 1000, seen: new Set() });
    addEventListener('message', ({ data }) => (data?.marker ? world.seen.add(data.marker) : world.told.push(data)));
    if (location.origin !== portal) return;
    // The frame's own clock: each look at it is a second later, so that the limit of messages a second hides nothing.
    let time = 0;
    performance.now = () => (time += world.step);
  }, portal);
  await page.goto(`${origin}/plain`);
  await page.evaluate((evil) => {
    const add = (more: Record<string, string>) => document.body.append(Object.assign(document.createElement('iframe'), more));
    add({ name: 'sibling', src: '/config.json' });
    add({ name: 'foreign', src: `${evil}/config.json` });
    const sandboxed = document.createElement('iframe');
    sandboxed.name = 'sandboxed';
    sandboxed.setAttribute('sandbox', 'allow-scripts');
    sandboxed.srcdoc = '<p>null</p>';
    document.body.append(sandboxed);
  }, evil);
  const named = async (name: string) => {
    await expect.poll(() => page.frame({ name })?.url() ?? '').not.toBe('');
    const frame = page.frame({ name })!;
    await frame.waitForLoadState();
    return frame;
  };
  const beside = [await named('sibling'), await named('foreign'), await named('sandboxed')];
  await expect.poll(() => page.frames().length).toBe(5);
  const frame = page.frames().find((one) => one.parentFrame() === page.mainFrame() && !beside.includes(one))!;
  await frame.waitForFunction(() => 'embed' in ((globalThis as any).cosellBoot ?? {}));
  return { frame, beside };
}

/** The greeting that waits for its answer. */
async function nonce(page: Page): Promise<string> {
  await expect.poll(() => page.evaluate(() => (globalThis as any).told.length)).toBeGreaterThan(0);
  return page.evaluate(() => (globalThis as any).told.filter((one: any) => one.type === 'hello').at(-1).nonce);
}

/** JavaScript that makes each hostile value; `n` is the greeting's nonce and `t` a token that would be good. */
const INITS: [string, string][] = [
  ...['null', '1', 'true', '{}', '[]', '""', '"a.b"', '"a.b.c.d"', '"a b.c.d"', '"a.b.c\\n"', '"é.b.c"', '"a".repeat(9000) + ".b.c"', '[t]', '{ toString: 1 }', 'new Map()', 'new Date()', 'NaN', '-0', '"javascript:1"', '".."']
    .map((value): [string, string] => [`token ${value}`, `({ cosell: 1, type: 'init', nonce: n, token: ${value} })`]),
  ...['""', '"x"', 'n.toUpperCase() + "0"', 'n + " "', '" " + n', 'n.slice(1)', '[n]', '{ n }', 'null', 'undefined', '1', 'n + n', 'n.repeat(4000)', 'new String(n)', 'n.split("").reverse().join("") + "1"']
    .map((value): [string, string] => [`nonce ${value}`, `({ cosell: 1, type: 'init', nonce: ${value}, token: t })`]),
  ...['"DARK"', '"dark "', '1', '{}', 'null', '["dark"]', '"__proto__"', '"x".repeat(70000)'].map((value): [string, string] => [`theme ${value}`, `({ cosell: 1, type: 'init', nonce: n, token: t, theme: ${value} })`]),
  ...['"red"', '"#fff"', '"#1234567"', '"#12345g"', '"url(//evil.example)"', '"#000000;--x:1"', '1', '{}', 'null'].map((value): [string, string] => [`accent ${value}`, `({ cosell: 1, type: 'init', nonce: n, token: t, accent: ${value} })`]),
  ...['"de"', '"EN"', '"../en"', '"constructor"', '1', 'null', '["fr"]'].map((value): [string, string] => [`locale ${value}`, `({ cosell: 1, type: 'init', nonce: n, token: t, locale: ${value} })`]),
  ...['"https://evil.example/"', '"//evil.example"', '"/\\\\evil.example"', '"javascript:alert(1)"', '"data:text/html,x"', '"/a b"', '"/\\n/evil"', '"x"', '""', '"/" + "a".repeat(5000)', '1', 'null', '{}'].map((value): [string, string] => [`path ${value}`, `({ cosell: 1, type: 'init', nonce: n, token: t, path: ${value} })`]),
  ...['"viewport"', 'Array(33).fill("x")', '[{}]', '[[["x"]]]', '[1]', 'null', '{ length: 1 }'].map((value): [string, string] => [`capabilities ${value}`, `({ cosell: 1, type: 'init', nonce: n, token: t, capabilities: ${value} })`]),
  ...['2', '"1"', 'null', 'true', '[1]', 'undefined'].map((value): [string, string] => [`cosell ${value}`, `({ cosell: ${value}, type: 'init', nonce: n, token: t })`]),
  ...['"INIT"', '["init"]', 'null', 'undefined', '"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"', '""'].map((value): [string, string] => [`type ${value}`, `({ cosell: 1, type: ${value}, nonce: n, token: t })`]),
  ['nothing', 'null'],
  ['words', '`{"cosell":1,"type":"init"}`'],
  ['a list', '[{ cosell: 1, type: "init", nonce: n, token: t }]'],
  ['a map', 'new Map([["cosell", 1], ["type", "init"], ["nonce", n], ["token", t]])'],
  ['bytes', 'new Uint8Array(64)'],
  ['5 MB in a known field', '({ cosell: 1, type: "init", nonce: n, token: "a".repeat(5_000_000) })'],
  ['5 MB in an unknown field', '({ cosell: 1, type: "init", nonce: n, token: t, more: "a".repeat(5_000_000) })'],
  ['5 MB of bytes', '({ cosell: 1, type: "init", nonce: n, token: t, more: new ArrayBuffer(5_000_000) })'],
  ['5 MB of names', '({ cosell: 1, type: "init", nonce: n, token: t, ["a".repeat(5_000_000)]: 1 })'],
  ['many fields', '({ cosell: 1, type: "init", nonce: n, token: t, more: Object.fromEntries(Array.from({ length: 20000 }, (_, at) => ["a" + at, at])) })'],
  ['a long list', '({ cosell: 1, type: "init", nonce: n, token: t, more: Array(1_000_000).fill(0) })'],
  ['a long list of nothing', '({ cosell: 1, type: "init", nonce: n, token: t, more: Array(1_000_000_000) })'],
  ['deep nesting', '(() => { let more = {}; for (let at = 0; at < 1000; at += 1) more = { more }; return { cosell: 1, type: "init", nonce: n, token: t, more }; })()'],
  ['a circle', '(() => { const all = { cosell: 1, type: "init", nonce: n, token: t }; all.all = all; return all; })()'],
  ['own __proto__', 'JSON.parse(`{"__proto__":{"cosell":1},"cosell":1,"type":"init","nonce":"${n}","token":"${t}"}`)'],
  ['deeper __proto__', 'JSON.parse(`{"cosell":1,"type":"init","nonce":"${n}","token":"${t}","more":{"__proto__":{"polluted":1}}}`)'],
  ['own constructor', 'JSON.parse(`{"cosell":1,"type":"init","nonce":"${n}","token":"${t}","constructor":{"prototype":{"polluted":1}}}`)'],
  ['own prototype', 'JSON.parse(`{"cosell":1,"type":"init","nonce":"${n}","token":"${t}","prototype":{}}`)'],
  ['an error', 'Object.assign(new Error("x"), { cosell: 1, type: "init", nonce: n, token: t })'],
  ['a blob', '({ cosell: 1, type: "init", nonce: n, token: t, more: new Blob(["x"]) })'],
  ['a pattern', '({ cosell: 1, type: "init", nonce: n, token: t, more: /x/ })'],
  ['a large number', '({ cosell: 1, type: "init", nonce: n, token: t, more: 10n ** 100n })'],
];

/** What would change a frame that trusts its host, said by whom it does not trust. */
const ORDERS = [
  '({ cosell: 1, type: "init", nonce: n, token: t, theme: "dark", locale: "fr", path: "/offers" })',
  '({ cosell: 1, type: "theme", theme: "dark", accent: "#7a1f6b" })',
  '({ cosell: 1, type: "locale", locale: "fr" })',
  '({ cosell: 1, type: "navigate", path: "/offers" })',
  '({ cosell: 1, type: "viewport", top: 77, height: 777, room: 777 })',
  '({ cosell: 1, type: "token.response", id: n, token: t })',
  '({ cosell: 1, type: "token.response", id: n, error: "signedOut" })',
];

/** What the trusted host itself may not send once it is trusted. */
const LATER = [
  ...ORDERS.slice(0, 1),
  ...ORDERS.slice(5),
  ...['"/sign-in"', '"/sign-in?next=/"', '"//evil.example"', '"https://evil.example"', '"/\\\\evil"', '""', '1', 'null', '{}', '"/a b"'].map((path) => `({ cosell: 1, type: "navigate", path: ${path} })`),
  ...['-1', 'NaN', 'Infinity', '"1"', 'null', '1e9', '{}', '[1]'].map((top) => `({ cosell: 1, type: "viewport", top: ${top}, height: 100 })`),
  ...['-1', 'NaN', 'undefined', '"100"'].map((height) => `({ cosell: 1, type: "viewport", top: 0, height: ${height} })`),
  ...['"Dark"', '1', '{}', '["dark"]', '"url(x)"'].map((theme) => `({ cosell: 1, type: "theme", theme: ${theme} })`),
  ...['"de"', '1', '["fr"]', '"FR"', 'undefined'].map((locale) => `({ cosell: 1, type: "locale", locale: ${locale} })`),
  ...['"ready"', '"hello"', '"resize"', '"dirty"', '"eval"', '"__proto__"'].map((type) => `({ cosell: 1, type: ${type}, dirty: true, height: 9, nonce: n })`),
];

test('nothing that a hostile page sends is accepted', async ({ page, host, portal, clean: _ }) => {
  const evil = await startHost({ portal: portal.url });
  const carried: string[] = [];
  page.on('request', (request) => {
    const { authorization } = request.headers();
    if (authorization) carried.push(`${new URL(request.url()).origin} ${authorization}`);
    expect(request.url()).not.toContain('eyJ');
  });
  const { frame, beside } = await stand(page, host.origin, portal.url, evil.origin);
  const token = host.issuer.token({ email: 'ingrid.solheim@northlake.example', org: 'northlake', audience: portal.url });
  const others = host.issuer.token({ email: 'ingrid.solheim@northlake.example', org: 'northlake', audience: portal.url, more: { jti: 'other' } });
  let cases = 0;
  const untouched = await state(frame);
  /** Sends one message from a window and sees that nothing has come of it. */
  const refused = async (from: Frame, make: string, name: string, before: string) => {
    const said = await nonce(page);
    await from.evaluate(({ make, n, t, marker }) => {
      const value = new Function('n', 't', `return ${make}`)(n, t);
      const target = window === window.parent ? frames[0]! : parent.frames[0]!;
      try { target.postMessage(value, '*'); } catch { /* A value that cannot be sent harms nobody. */ }
      target.postMessage({ marker }, '*');
    }, { make, n: said, t: others, marker: cases + 1 });
    // Messages of a window come in their order: with the marker the hostile one has been dealt with.
    await frame.waitForFunction((marker) => (globalThis as any).seen.has(marker), cases + 1);
    expect(await state(frame), name).toBe(before);
    cases += 1;
  };
  for (const [name, make] of INITS) await refused(page.mainFrame(), make, name, untouched);
  for (const from of beside) for (const make of ORDERS) await refused(from, make, `${from.name()}: ${make}`, untouched);
  expect(carried).toEqual([]);

  // A good answer is taken at once, so that what was refused was refused for what it was.
  const good = await nonce(page);
  await page.evaluate(({ n, t }) => frames[0]!.postMessage({ cosell: 1, type: 'init', nonce: n, token: t, theme: 'light', locale: 'en' }, '*'), { n: good, t: token });
  await expect(frame.getByRole('main').getByRole('heading', { level: 1 })).toContainText('solutions need an action');
  await expect.poll(() => page.evaluate(() => (globalThis as any).told.some((one: any) => one.type === 'ready'))).toBe(true);
  await page.evaluate(() => frames[0]!.postMessage({ cosell: 1, type: 'viewport', top: 0, height: 700, room: 700 }, '*'));
  await expect.poll(() => frame.evaluate(() => document.documentElement.style.getPropertyValue('--room'))).toBe('700px');
  const trusted = await state(frame);
  expect(trusted).toContain(token);
  for (const from of beside) for (const make of [...ORDERS, ...LATER.slice(3, 6)]) await refused(from, make, `${from.name()}, later: ${make}`, trusted);
  for (const make of LATER) await refused(page.mainFrame(), make, `later: ${make}`, trusted);
  for (const [name, make] of INITS.slice(-24)) await refused(page.mainFrame(), make, `later: ${name}`, trusted);

  // A flood: what goes beyond the rate is not looked at, and the frame goes on.
  const turns = await frame.evaluateHandle(() => {
    (globalThis as any).step = 0;
    const seen = { turns: 0 };
    new MutationObserver((all) => { seen.turns += all.length; }).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return seen;
  });
  await page.evaluate(() => {
    for (let at = 0; at < 5000; at += 1) frames[0]!.postMessage({ cosell: 1, type: 'theme', theme: at % 2 ? 'light' : 'dark' }, '*');
    frames[0]!.postMessage({ marker: 'flood' }, '*');
  });
  await frame.waitForFunction(() => (globalThis as any).seen.has('flood'));
  const followed = await turns.evaluate((seen) => seen.turns);
  expect(followed).toBeGreaterThan(0);
  expect(followed).toBeLessThan(150);
  await frame.evaluate(() => Object.assign(globalThis, { step: 1000 }));
  cases += 1;
  await expect.poll(async () => {
    await page.evaluate(() => frames[0]!.postMessage({ cosell: 1, type: 'theme', theme: 'contrast' }, '*'));
    return frame.evaluate(() => document.documentElement.hasAttribute('data-contrast'));
  }).toBe(true);

  // Nobody but the server has had a token, and nobody but the host has heard more than greetings.
  expect(new Set(carried)).toEqual(new Set([`${portal.url} Bearer ${token}`]));
  const heard = await page.evaluate(() => (globalThis as any).told);
  expect(JSON.stringify(heard)).not.toContain('eyJ');
  for (const one of beside) {
    expect(await one.evaluate(() => ((globalThis as any).told ?? []).filter((said: any) => said.type !== 'hello'))).toEqual([]);
  }
  expect(await frame.evaluate(() => 'polluted' in {})).toBe(false);
  console.log(`hostile messages: ${cases} cases, 0 accepted`);
  expect(cases).toBeGreaterThan(200);
  await evil.close();
});

test('a parent whose origin the server does not list is not believed, however like it looks', async ({ page, host, portal }) => {
  const token = host.issuer.token({ email: 'ingrid.solheim@northlake.example', org: 'northlake', audience: portal.url });
  const [name, port] = [new URL(host.origin).hostname, new URL(host.origin).port];
  const lists = [[], ['*'], ['null'], [`${host.origin}/`], [`${host.origin}.evil.example`], [`http://${name}`], [`https://${name}:${port}`], [`http://127.0.0.1:${port}`], [`${host.origin}0`], [host.origin.toUpperCase()]];
  const carried: string[] = [];
  page.on('request', (request) => request.headers().authorization && carried.push(request.url()));
  let cases = 0;
  for (const origins of lists) {
    await page.route(`${portal.url}/api/v1/embed/config`, (route) => route.fulfill({ json: { version: 1, origins } }));
    const { frame } = await stand(page, host.origin, portal.url, host.origin);
    const untouched = await state(frame);
    const said = await nonce(page);
    await page.evaluate(({ n, t }) => {
      frames[0]!.postMessage({ cosell: 1, type: 'init', nonce: n, token: t, theme: 'dark', locale: 'fr' }, '*');
      frames[0]!.postMessage({ marker: 'init' }, '*');
    }, { n: said, t: token });
    await frame.waitForFunction(() => (globalThis as any).seen.has('init'));
    expect(await state(frame), String(origins)).toBe(untouched);
    await page.unroute(`${portal.url}/api/v1/embed/config`);
    cases += 1;
  }
  expect(carried).toEqual([]);
  console.log(`hostile origins: ${cases} cases, 0 accepted`);
});
