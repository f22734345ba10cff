// Bad weather between the page and the server: what may go wrong with one call, and the sentence that it has to bring.
import type { Route } from '@playwright/test';

/** What may go wrong. The clock is turned last: what comes after it would run by a clock that is ahead. */
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
  'back and forward',
  'two tabs',
  'no answer in time',
] as const;
/** What else may go wrong where several people work on one thing for long; before the turned clock. */
export const SHARED = ['slow answer', 'reload', 'overtaken', ...FAULTS] as const;
export type Fault = (typeof SHARED)[number];

const told = (fault: Fault, at: number) => `Weather ${fault}, cell ${at}: try again in a moment.`;

/** The sentence that a fault has to bring. */
export function sentence(fault: Fault, at: number): string {
  if (['offline', 'time-out', 'lost answer', 'no answer in time'].includes(fault)) return 'No answer from the server.';
  if (fault === '502 with HTML' || fault === 'malformed answer') return 'The answer could not be read.';
  return told(fault, at);
}

function refusal(fault: Fault, at: number, headers: Record<string, string> = {}) {
  const status = Number(fault);
  const problem = { type: '/problems/weather', title: 'Weather', status, detail: told(fault, at), code: 'weather', instance: 'weather' };
  return { status, headers, contentType: 'application/problem+json', body: JSON.stringify(problem) };
}

/** What comes instead of the answer. */
export async function answerWith(route: Route, fault: Fault, at: number): Promise<void> {
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
    case 'no answer in time':
      // It is done, and nobody hears of it until the page gives up.
      await route.fetch();
      return;
    default:
      return route.abort('timedout');
  }
}
