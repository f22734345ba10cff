// Bad weather between the page and the server: what may go wrong with one call, and what has to hold all the same.
import { expect, type Locator, type Page, type Request, type Route } from '@playwright/test';

/** What may go wrong. */
export const FAULTS = [
  'offline',
  '500',
  '502 with HTML',
  '429',
  'time-out',
  'malformed answer',
  '409',
  '412',
  'double click',
  'Enter and click',
  'lost answer',
  'token ended',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What one cell does at the open page. */
export type Cell = {
  /** The address of the page. */
  path: string;
  /** Brings the page to where the control can be pressed. */
  ready?: () => Promise<void>;
  /** The control that acts. */
  control: Locator;
  /** What stands in its way after a failure, such as a question that is asked again, or another control of a job. */
  again?: () => Promise<void>;
  /** Fields with what is typed into them: it is there until it is done. */
  typed?: [Locator, string][];
  /** What is seen once it is done. */
  done: Locator;
  /** What the page shows in the control's place after a lost answer, where it looks again by itself. */
  shows?: Locator;
  /** How often it was done, asked from the server. */
  effects: () => Promise<number>;
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
  /** Prepares a cell by the API. */
  begin: (page: Page, at: number) => Promise<Cell>;
};

const told = (fault: Fault, at: number) => `Weather ${fault}, cell ${at}: try again in a moment.`;

/** The sentence that a fault has to bring. */
function sentence(fault: Fault, at: number): string {
  if (fault === 'offline' || fault === 'time-out' || fault === 'lost answer') return 'No answer from the server.';
  if (fault === '502 with HTML' || fault === 'malformed answer') return 'The answer could not be read.';
  return told(fault, at);
}

function refusal(fault: Fault, at: number, headers: Record<string, string> = {}) {
  const status = Number(fault);
  const problem = { type: '/problems/weather', title: 'Weather', status, detail: told(fault, at), code: 'weather', instance: 'weather' };
  return { status, headers, contentType: 'application/problem+json', body: JSON.stringify(problem) };
}

/** What comes instead of the answer. */
async function answerWith(route: Route, fault: Fault, at: number): Promise<void> {
  switch (fault) {
    case '500':
    case '409':
    case '412':
      return route.fulfill(refusal(fault, at));
    case '429':
      return route.fulfill(refusal(fault, at, { 'retry-after': '1' }));
    case '502 with HTML':
      return route.fulfill({ status: 502, contentType: 'text/html', body: '<!doctype html><h1>Bad Gateway</h1>' });
    case 'token ended':
      return route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{}' });
    case 'malformed answer':
      await route.fetch();
      return route.fulfill({ status: 200, contentType: 'application/json', body: '{"broken": ' });
    case 'lost answer':
      await route.fetch();
      return route.abort('connectionreset');
    default:
      return route.abort('timedout');
  }
}

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
  while (await dismiss.count()) await dismiss.first().click();
}

/** Runs one cell: at most one effect, nothing typed lost, a sentence, and then the same control does it once. */
export async function runCell(page: Page, action: Action, fault: Fault, at: number): Promise<void> {
  const cell = await action.begin(page, at);
  await dismissMessages(page);
  if (action.load) await page.goto(cell.path);
  else await walk(page, cell.path);
  await cell.ready?.();
  for (const [field, words] of cell.typed ?? []) await field.fill(words);
  await expect(cell.control).toBeVisible();
  const before = await cell.effects();
  const effects = async () => (await cell.effects()) - before;
  const { method, path } = action.call;
  const isCall = (request: Request) => request.method() === method && path.test(new URL(request.url()).pathname);
  const once = () => expect.poll(effects, { message: 'effects' }).toBe(1);

  if (fault === 'double click' || fault === 'Enter and click') {
    if (fault === 'double click') await cell.control.dblclick();
    else {
      await cell.control.focus();
      await page.keyboard.press('Enter');
      // Where Enter has taken the control away already there is nothing left to click on.
      await cell.control.click({ timeout: 300, force: true }).catch(() => undefined);
    }
    await expect(cell.done).toBeVisible();
    return once();
  }

  let broken = 0;
  const handler = async (route: Route) => {
    if (!isCall(route.request()) || (fault === 'token ended' && broken > 0)) return route.fallback();
    broken += 1;
    return answerWith(route, fault, at);
  };
  if (fault === 'offline') await page.context().setOffline(true);
  else await page.route('**/api/v1/**', handler);
  await cell.control.click();

  const done = cell.done;
  const seen = page.getByText(sentence(fault, at)).first();
  if (fault === 'token ended') {
    await expect(done).toBeVisible();
    await once();
    await page.unroute('**/api/v1/**', handler);
    return expect(broken).toBe(1);
  }
  // An answer that says nothing the page needs may as well be broken: then it is simply done.
  const answered = action.silent || fault === 'malformed answer' ? seen.or(done).first() : seen;
  if (!action.silent) await expect(answered).toBeVisible();
  else if (fault !== 'offline') await expect.poll(() => broken, { message: 'calls' }).toBeGreaterThan(0);
  const lasting = fault === 'malformed answer' || fault === 'lost answer';
  if (lasting) await once();
  else expect(await effects()).toBe(0);
  const isDone = lasting && (await done.isVisible());
  if (!isDone) for (const [field, words] of cell.typed ?? []) await expect(field).toHaveValue(words);

  await page.context().setOffline(false);
  await page.unroute('**/api/v1/**', handler);
  if (lasting && cell.shows) {
    await expect(cell.shows).toBeVisible();
    return once();
  }
  if (!isDone) {
    if (cell.again) await cell.again();
    else await cell.control.click();
  }
  await expect(done).toBeVisible();
  await once();
}
