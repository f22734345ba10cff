// What the cells of an action are made from: people's APIs, solutions that are free, and requests that are new each time.
import type { Page } from '@playwright/test';
import { Asking } from '../asking';
import { people } from '../fixtures';
import { solutions, type Solution } from '../migrating';
import type { Api, Portal } from '../portal';
import type { Action, Cell } from './cell';

/** What the cells of an action are made from. */
export type Ground = { partner: Api; developer: Api; desk: Api; asking: Asking; pending: Solution[]; live: { id: string; name: string } };

/** A request with the solution that it is about. */
export type Fresh = { number: string; solution: Solution };

export async function groundOf(portal: Portal): Promise<Ground> {
  const asking = await Asking.at(portal);
  const pending = await solutions(asking.partner, { state: 'pending' });
  const developer = await portal.api(people.developer);
  return { partner: asking.partner, developer, desk: asking.desk, asking, pending, live: asking.live[0]! };
}

export const solutionPath = (rest: string) => new RegExp(`/solutions/[^/]+/${rest}$`);
export const main = (page: Page) => page.getByRole('main');
export const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: typeof name === 'string' });
export const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });
export const toast = (page: Page, words: string) => page.getByRole('region', { name: 'Messages' }).getByText(words);

/** Messages of a request. */
export const thread = async (ground: Ground, number: string) => (await ground.partner.get(`support-requests/${number}`)).thread.length;
/** Files of a request. */
export const files = async (ground: Ground, number: string) => (await ground.partner.get(`support-requests/${number}`)).attachments.length;
/** The version of a solution. */
export const version = async (ground: Ground, id: string) => (await ground.partner.get(`solutions/${id}`)).version;
/** Requests of this title. */
export const requests = async (ground: Pick<Ground, 'partner'>, title: string) =>
  (await ground.partner.get('support-requests?limit=1000')).items.filter((one: any) => one.title === title).length;

/** A request that is new for each cell; what it is about is free again for the next one. */
export async function fresh(ground: Ground): Promise<Fresh> {
  const solution = ground.pending.shift()!;
  const { number } = await ground.partner.post(`solutions/${solution.id}/merge`, { target: { kind: 'offer', id: ground.live.id }, text: 'Please.' });
  return { number, solution };
}

/** Takes back what the last cell left open, so that its solution serves the next. */
export async function free(ground: Ground, last: Fresh | undefined): Promise<void> {
  if (!last) return;
  const { state } = await ground.partner.get(`solutions/${last.solution.id}`);
  if (state === 'merged') await ground.asking.decide(last.number, { decision: 'reopen', text: 'Again.' });
  const { request } = await ground.partner.get(`support-requests/${last.number}`);
  if (['submitted', 'inProgress', 'waitingForPartner'].includes(request.state)) await ground.partner.post(`support-requests/${last.number}/cancel`, {});
  ground.pending.push(last.solution);
}

/** An action on a request that each cell has anew. */
export function onRequest(ground: Ground, rest: Omit<Action, 'begin'>, begin: (number: string, at: number) => Promise<Cell>): Action {
  let last: Fresh | undefined;
  return {
    ...rest,
    begin: async (at) => {
      await free(ground, last);
      last = await fresh(ground);
      return begin(last.number, at);
    },
  };
}
