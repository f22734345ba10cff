// One cell of the table of bad weather: an action meets a fault, and what has to hold all the same.
import { expect, type Locator, type Page, type Request, type Route } from '@playwright/test';
import { heading } from '../fixtures';
import { answerWith, sentence, type Fault } from './faults';

/** How a tab shows the action. */
export type Screen = {
  /** Brings the tab to where the control can be pressed. */
  ready?: () => Promise<void>;
  /** The control that acts. */
  control: Locator;
  /** How it is used, where that is not a click. */
  press?: () => Promise<void>;
  /** What stands in its way after a failure, such as a question that is asked again, or another control of a job. */
  again?: () => Promise<void>;
  /** The way to the control after back and forward, where `ready` is not that way. */
  returning?: () => Promise<void>;
  /** Fields with what is typed into them: it is there until it is done. */
  typed?: [Locator, string][];
  /** What else the person has made ready, such as a chosen row or a file: seen until it is done. */
  kept?: Locator;
  /** How many addresses lie between this page and the one before it, where its own steps have some. */
  steps?: number;
  /** What is seen once it is done. */
  done: Locator;
  /** What the page shows in the control's place where it looks again by itself. */
  shows?: Locator;
  /** What a second tab shows that comes too late, where that is neither of these nor a sentence. */
  tooLate?: Locator;
  /** Looks at what a reload shows once it is done. */
  reloaded?: () => Promise<void>;
  /** What comes before it is done after all when somebody else was first, such as a choice that stands in the way. */
  choose?: () => Promise<void>;
};

/** What one cell does. */
export type Cell = {
  /** The address of the page. */
  path: string;
  /** How often it was done, asked from the server. */
  effects: () => Promise<number>;
  /** What a tab at that address shows. */
  on: (page: Page) => Screen;
  /** Changes by the API what the page shows, as a colleague would. */
  overtake?: () => Promise<void>;
};

/** One action of a person. */
export type Action = {
  name: string;
  /** Who acts. */
  who: string;
  /** The call that does it. */
  call: { method: string; path: RegExp };
  /** Whether the page is loaded anew for each cell, because what it shows is read once. */
  load?: boolean;
  /** Nothing is told when it fails, with the reason. */
  silent?: string;
  /** Each of two tabs has its own effect, with the reason. */
  eachTab?: string;
  /** Nothing is done while the answer is not there, with the reason. */
  needsAnswer?: string;
  /** What the page says itself about a fault, in the place of the server's sentence. */
  tells?: Partial<Record<Fault, string>>;
  /** How long the page waits for an answer, in milliseconds, where that is not half a minute. */
  patience?: number;
  /** What the page reads again, last of all, after the server said that something is no longer so. */
  looksAgain?: RegExp;
  /** Prepares a cell by the API. */
  begin: (at: number) => Promise<Cell>;
};

/** How long the page waits for an answer; `PATIENCE_MS` of the page. */
const PATIENCE_MS = 30_000;

/** One cell while it runs. */
type Run = { page: Page; action: Action; fault: Fault; at: number; cell: Cell; screen: Screen; effects: () => Promise<number> };

/** Goes to an address as a link of the page would, without loading the page anew. */
async function walk(page: Page, path: string): Promise<void> {
  for (const to of ['/report', path]) {
    await page.evaluate((href) => {
      const link = document.body.appendChild(Object.assign(document.createElement('a'), { href }));
      link.click();
      link.remove();
    }, to);
    await expect(page).toHaveURL((url) => url.pathname + url.search === to || to === path);
  }
}

async function dismissMessages(page: Page): Promise<void> {
  const dismiss = page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss' });
  // One that goes by itself, or lies beneath a dialog until then, is not waited for.
  while (await dismiss.count()) await dismiss.first().click({ timeout: 1_000 }).catch(() => undefined);
}

const press = (screen: Screen) => (screen.press ? screen.press() : screen.control.click());

/** Nothing of the person's is lost. */
async function expectKept(screen: Screen): Promise<void> {
  for (const [field, words] of screen.typed ?? []) await expect(field).toHaveValue(words);
  if (screen.kept) await expect(screen.kept).toBeVisible();
}

/** Makes a tab ready, types, and finds the control. */
async function prepare(screen: Screen): Promise<void> {
  await screen.ready?.();
  for (const [field, words] of screen.typed ?? []) await field.fill(words);
  // What it needs to know may still be on its way.
  await expect(screen.control).toBeEnabled();
}

function isCall(action: Action): (request: Request) => boolean {
  const { method, path } = action.call;
  return (request) => {
    const { pathname, searchParams } = new URL(request.url());
    // Asking what would come of it is not doing it.
    return request.method() === method && path.test(pathname) && !searchParams.has('dryRun');
  };
}

const once = (run: Run, times = 1) => expect.poll(run.effects, { message: 'effects' }).toBe(times);

const oneOf = (all: (Locator | undefined)[]) => all.filter((one) => one !== undefined).reduce((some, one) => some.or(one)).first();

/** A sentence about what did not go through. */
function refused(page: Page, screen: Screen): Locator {
  // Where what is so now took the form away, a message at the edge says it.
  return oneOf([screen.tooLate, page.getByRole('alert').filter({ hasText: /\w/ }), page.locator('.toast--error')]);
}

/** Something that says how it went: done, what is so now, or a sentence. */
function told(page: Page, screen: Screen): Locator {
  return oneOf([screen.done, screen.shows, refused(page, screen)]);
}

/** Runs one cell. */
export async function runCell(page: Page, action: Action, fault: Fault, at: number): Promise<void> {
  const cell = await action.begin(at);
  await dismissMessages(page);
  if (action.load && fault !== 'back and forward') await page.goto(cell.path);
  else {
    if (action.load) {
      await page.goto('/report');
      await expect(heading(page)).toHaveText('Migration report');
    }
    await walk(page, cell.path);
  }
  const screen = cell.on(page);
  await prepare(screen);
  const before = await cell.effects();
  const run: Run = { page, action, fault, at, cell, screen, effects: async () => (await cell.effects()) - before };
  switch (fault) {
    case 'double click':
    case 'Enter and click':
      return pressedTwice(run);
    case 'back and forward':
      return backAndForward(run);
    case 'two tabs':
      return twoTabs(run);
    case 'slow answer':
      return slowAnswer(run);
    case 'reload':
      return reloading(run);
    case 'overtaken':
      return overtaken(run);
    default:
      return broken(run);
  }
}

async function pressedTwice(run: Run): Promise<void> {
  const { control, done } = run.screen;
  if (run.fault === 'double click') await control.dblclick();
  else {
    await control.focus();
    await run.page.keyboard.press('Enter');
    // Where Enter has taken the control away already there is nothing left to click on.
    await control.click({ timeout: 300, force: true }).catch(() => undefined);
  }
  await expect(done).toBeVisible();
  await once(run);
}

/** A promise with what fulfils it. */
function promised(): { promise: Promise<void>; fulfil: () => void } {
  let fulfil = (): void => undefined;
  const promise = new Promise<void>((resolve) => (fulfil = resolve));
  return { promise, fulfil };
}

/** Holds the first call back, before or after the server has done it; later ones go through. */
async function holdFirst(page: Page, action: Action, when: 'before' | 'after'): Promise<{ held: Promise<void>; release: () => Promise<void> }> {
  const wanted = isCall(action);
  const [held, released, gone] = [promised(), promised(), promised()];
  let calls = 0;
  const handler = async (route: Route) => {
    if (!wanted(route.request()) || calls > 0) return route.fallback();
    calls += 1;
    const response = when === 'after' ? await route.fetch() : undefined;
    held.fulfil();
    await released.promise;
    // The page may have given the call up, or be another document by now.
    await (response ? route.fulfill({ response }) : route.continue()).catch(() => undefined);
    gone.fulfil();
  };
  await page.route('**/api/v1/**', handler);
  return {
    held: held.promise,
    release: async () => {
      released.fulfil();
      await gone.promise;
      await page.unroute('**/api/v1/**', handler);
    },
  };
}

/** Pressed, away at once and back, with the call still on its way; then pressed again by who sees nothing done. */
async function backAndForward(run: Run): Promise<void> {
  const { page, screen, cell } = run;
  const call = await holdFirst(page, run.action, 'before');
  await press(screen);
  await call.held;
  await page.evaluate((steps) => history.go(-steps), screen.steps ?? 1);
  await expect(page).toHaveURL((url) => url.pathname === '/report');
  await page.goForward();
  await expect(page).toHaveURL((url) => url.pathname === new URL(cell.path, url).pathname);
  if (screen.returning) await screen.returning();
  else {
    await screen.ready?.();
    await expectKept(screen);
    await press(screen);
  }
  await call.release();
  await expect(told(page, screen)).toBeVisible();
  await once(run);
}

/** The same from a second tab of the same person, before the first one has heard what came of it. */
async function twoTabs(run: Run): Promise<void> {
  const { page, screen, action, cell } = run;
  const other = await page.context().newPage();
  await other.goto(new URL(cell.path, page.url()).href);
  const second = cell.on(other);
  await prepare(second);
  const call = await holdFirst(page, action, 'after');
  await page.bringToFront();
  await press(screen);
  await call.held;
  await once(run, action.needsAnswer ? 0 : 1);
  await other.bringToFront();
  await press(second);
  await expect(action.eachTab ? second.done : told(other, second)).toBeVisible();
  // Its own effect has to be there before it goes, such as a file that is still being fetched.
  if (action.eachTab) await once(run, action.needsAnswer ? 1 : 2);
  else if (!action.needsAnswer) await once(run);
  await other.close();
  await call.release();
  await expect(screen.done).toBeVisible();
  await once(run, action.eachTab ? 2 : 1);
}

/** Done at once, and the answer stays away: what is pressed again meanwhile does nothing, and nothing goes away. */
async function slowAnswer(run: Run): Promise<void> {
  const { page, screen, action } = run;
  const call = await holdFirst(page, action, 'after');
  await press(screen);
  await call.held;
  await screen.control.click({ timeout: 300, force: true }).catch(() => undefined);
  await expectKept(screen);
  await expect(screen.done).toBeHidden();
  await once(run, action.needsAnswer ? 0 : 1);
  await call.release();
  await expect(screen.done).toBeVisible();
  await once(run);
}

/** Done, and the tab loaded anew before it hears of it: then it shows what is so. */
async function reloading(run: Run): Promise<void> {
  const { page, screen, action } = run;
  const call = await holdFirst(page, action, 'after');
  await press(screen);
  await call.held;
  await once(run);
  await page.reload();
  await call.release();
  await screen.reloaded?.();
  await once(run);
}

/** Somebody else was first: nothing is done over it, the page says so, and the same person's wish is done after that. */
async function overtaken(run: Run): Promise<void> {
  const { page, screen, cell } = run;
  await cell.overtake?.();
  const theirs = await run.effects();
  await press(screen);
  await expect(refused(page, screen)).toBeVisible();
  await expectKept(screen);
  await once(run, theirs);
  await screen.choose?.();
  await (screen.again ? screen.again() : press(screen));
  await expect(screen.done).toBeVisible();
  await once(run, theirs + 1);
}

/** At most one effect, nothing typed lost, a sentence, and then the same control does it once. */
async function broken(run: Run): Promise<void> {
  const { page, action, fault, at, screen } = run;
  const { done } = screen;
  const wanted = isCall(action);
  let calls = 0;
  const handler = async (route: Route) => {
    if (!wanted(route.request()) || (fault === 'token ended' && calls > 0)) return route.fallback();
    calls += 1;
    return answerWith(route, fault, at);
  };
  if (fault === 'offline') await page.context().setOffline(true);
  else await page.route('**/api/v1/**', handler);
  if (fault === 'no answer in time') await page.clock.install();
  const { looksAgain } = action;
  const looked = looksAgain && (fault === '409' || fault === '412') ? page.waitForResponse((one) => looksAgain.test(new URL(one.url()).pathname)) : undefined;
  await press(screen);
  // What is read is shown a frame later.
  await (await looked)?.finished();
  if (looked) await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));

  if (fault === 'token ended') {
    await expect(done).toBeVisible();
    await once(run);
    await page.unroute('**/api/v1/**', handler);
    return expect(calls).toBe(1);
  }
  const seen = page.getByText(action.tells?.[fault] ?? sentence(fault, at)).first();
  if (fault === 'no answer in time') {
    if (!action.needsAnswer) await once(run);
    await expect(seen).toBeHidden();
    // Where a file was not answered for it is sent once more before the page gives up.
    await expect(async () => {
      await page.clock.fastForward((action.patience ?? PATIENCE_MS) + 1_000);
      if (!action.silent) await expect(seen).toBeVisible({ timeout: 1_000 });
    }).toPass();
  }
  // An answer that says nothing the page needs may as well be broken: then it is simply done.
  const answered = fault === 'malformed answer' ? seen.or(done).first() : seen;
  if (!action.silent) await expect(answered).toBeVisible();
  else if (fault !== 'offline') await expect.poll(() => calls, { message: 'calls' }).toBeGreaterThan(0);
  const lasting = fault === 'malformed answer' || fault === 'lost answer' || fault === 'no answer in time';
  if (lasting && !action.needsAnswer) await once(run);
  else expect(await run.effects()).toBe(0);
  const isDone = lasting && (await done.isVisible());
  if (!isDone) await expectKept(screen);

  await page.context().setOffline(false);
  await page.unroute('**/api/v1/**', handler);
  if (lasting && screen.shows) {
    await expect(screen.shows).toBeVisible();
    return once(run);
  }
  if (!isDone) await (screen.again ? screen.again() : press(screen));
  await expect(done).toBeVisible();
  await once(run);
  if (fault !== '500') return;
  // Whoever works by keyboard goes on from somewhere, also after what was read again has changed the page.
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => document.activeElement !== document.body), 'the focus is somewhere').toBe(true);
}
