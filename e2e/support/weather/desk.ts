// What an operator does at the desk, as actions of the table of bad weather.
import { expect, type Page } from '@playwright/test';
import { people } from '../fixtures';
import type { Action } from './cell';
import { button, free, main, onRequest, thread, toast, type Fresh, type Ground } from './ground';
import { attach, SAID_TWICE } from './partner';

/** A decision at the desk. */
function decision(ground: Ground, name: string, radio: string, field: string, done: string, merged = false): Action {
  const call = { method: 'POST', path: /\/desk\/requests\/[^/]+\/decision$/ };
  return onRequest(ground, { name, who: people.operator, call }, async (number, at) => {
    if (merged) await ground.asking.decide(number, { decision: 'approve', text: '' });
    return {
      path: `/desk/${number}`,
      effects: () => thread(ground, number),
      on: (page) => ({
        ready: async () => main(page).getByRole('radio', { name: radio, exact: true }).check(),
        control: button(page, radio),
        typed: [[main(page).getByLabel(field), `Words of cell ${at}.`]],
        done: toast(page, done),
      }),
    };
  });
}

/** A case that is taken or given back. */
function claiming(ground: Ground, take: boolean): Action {
  const call = { method: 'POST', path: /\/claim$/ };
  return onRequest(ground, { name: take ? 'claim' : 'release', who: people.operator, call }, async (number) => {
    if (!take) await ground.desk.post(`desk/requests/${number}/claim`, { claimed: true });
    const isMine = async () => (await ground.desk.get(`desk/requests/${number}`)).mine as boolean;
    return {
      path: `/desk/${number}`,
      effects: async () => ((await isMine()) === take ? 1 : 0),
      on: (page) => ({
        control: button(page, take ? /^Take this case$/ : /^Give it back$/),
        done: page.getByText(take ? /You have this case until/ : 'Nobody has taken this case.'),
      }),
    };
  });
}

/** A day off that is added or removed. */
function holiday(ground: Ground, add: boolean): Action {
  const daysOff = async (): Promise<string[]> => (await ground.desk.get('desk/calendar')).holidays;
  return {
    name: add ? 'save calendar' : 'remove from calendar',
    who: people.operator,
    call: { method: 'PUT', path: /\/desk\/calendar$/ },
    begin: async (at) => {
      // Weekends are days off already.
      const date = new Date(Date.UTC(2031, 0, 6 + Math.floor(at / 5) * 7 + (at % 5)));
      const day = date.toISOString().slice(0, 10);
      const shown = date.toLocaleDateString('en-US', { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' });
      const holidays = (await daysOff()).filter((one) => one !== day);
      await ground.desk.put('desk/calendar', { holidays: add ? holidays : [...holidays, day].sort() });
      const is = async () => (await daysOff()).includes(day);
      return {
        path: '/desk/calendar',
        effects: async () => ((await is()) === add ? 1 : 0),
        on: (page: Page) => ({
          control: button(page, add ? 'Add' : `Remove ${shown}`),
          typed: add ? [[main(page).getByLabel('Day'), day]] : [],
          done: toast(page, add ? `${shown} is a day off.` : `${shown} is a working day again.`),
        }),
      };
    },
  };
}

/** Actions of an operator; each is made when its test begins. */
export const DESK: Record<string, (ground: Ground) => Action> = {
  claim: (ground) => claiming(ground, true),
  release: (ground) => claiming(ground, false),
  approve: (ground) => decision(ground, 'approve', 'Approve', 'Text for the partner (optional)', 'Approved. The partner is told.'),
  ask: (ground) => decision(ground, 'ask', 'Ask the partner', 'Your question', 'Asked. The request waits for the partner.'),
  refuse: (ground) => decision(ground, 'refuse', 'Refuse', 'Reason', 'Refused. The partner is told why.'),
  reopen: (ground) => decision(ground, 'reopen', 'Take the merge back', 'Reason', 'The merge was taken back.', true),
  'desk comment': (ground) =>
    onRequest(ground, { name: 'desk comment', who: people.operator, eachTab: SAID_TWICE, call: { method: 'POST', path: /\/messages$/ } }, async (number, at) => ({
      path: `/desk/${number}`,
      effects: () => thread(ground, number),
      on: (page) => ({
        control: button(page, 'Send comment'),
        typed: [[main(page).getByLabel('Write a comment'), `Words of cell ${at}.`]],
        done: toast(page, 'Comment sent'),
      }),
    })),
  'attach at the desk': (ground) => attach(ground, 'desk'),
  'bundle decision': (ground) => {
    let last: Fresh[] = [];
    return {
      name: 'bundle decision',
      who: people.operator,
      call: { method: 'POST', path: /\/desk\/bundles\/[^/]+\/decision$/ },
      begin: async (at) => {
        for (const one of last) await free(ground, one);
        const chosen = ground.pending.splice(0, 2);
        const items = chosen.map(({ id }) => ({ id, target: { kind: 'offer', id: ground.live.id } }));
        const sent = await ground.partner.post('solutions/bulk', { action: 'merge', items, bundle: `weather-${at}`, text: '' });
        last = chosen.map((solution, place) => ({ number: sent.items[place].number, solution }));
        return {
          path: `/desk/${last[0]!.number}`,
          effects: async () => ((await thread(ground, last[0]!.number)) + (await thread(ground, last[1]!.number))) / 2,
          on: (page) => {
            const bundle = page.getByRole('region', { name: '2 requests sent together' });
            const control = bundle.getByRole('button', { name: 'Approve (2)' });
            return {
              ready: async () => {
                await bundle.getByRole('combobox', { name: 'Decision' }).selectOption('Approve');
              },
              control,
              // One question stands before many decisions.
              press: async () => {
                await control.click();
                await page.getByRole('dialog').getByRole('button', { name: 'Approve (2)' }).click();
              },
              typed: [[bundle.getByLabel('Text for the partner (optional)'), `Words of cell ${at}.`]],
              done: toast(page, '2 requests decided'),
              tooLate: page.getByText('2 requests could not be decided'),
            };
          },
        };
      },
    };
  },
  'save calendar': (ground) => holiday(ground, true),
  'remove from calendar': (ground) => holiday(ground, false),
  'save template': (ground) => ({
    name: 'save template',
    who: people.operator,
    call: { method: 'PUT', path: /\/desk\/templates$/ },
    begin: async (at) => ({
      path: '/desk/templates',
      effects: async () => (await ground.desk.get('desk/templates')).templates.filter((one: any) => one.name === `Weather ${at}`).length,
      on: (page) => ({
        control: button(page, 'Save text'),
        typed: [
          [main(page).getByLabel('Name'), `Weather ${at}`],
          [main(page).getByLabel('Text', { exact: true }), `Words of cell ${at}.`],
        ],
        done: toast(page, `“Weather ${at}” is saved.`),
      }),
    }),
  }),
};
