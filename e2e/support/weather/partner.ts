// What a partner does with solutions and requests, as actions of the table of bad weather.
import { expect } from '@playwright/test';
import { people } from '../fixtures';
import type { Action } from './cell';
import { button, files, free, fresh, inDialog, main, onRequest, requests, solutionPath, thread, toast, version, type Ground } from './ground';

/** Why two tabs have two effects where something is written. */
export const SAID_TWICE = 'what is typed and sent in each of two tabs is meant twice';

/** One solution that is discarded or brought back, again and again. */
function discarding(ground: Ground, back: boolean): Action {
  const { id, name } = ground.pending.find((one) => /^[a-z ]+$/i.test(one.name))!;
  return {
    name: back ? 'undo discard' : 'discard',
    who: people.developer,
    load: back,
    call: { method: 'POST', path: solutionPath(back ? 'undo-discard' : 'discard') },
    begin: async () => {
      const { state } = await ground.partner.get(`solutions/${id}`);
      if ((state === 'discarded') !== back) await ground.partner.post(`solutions/${id}/${back ? 'discard' : 'undo-discard'}`, {});
      return {
        path: back ? `/solutions?search=${encodeURIComponent(`"${name}"`)}` : `/solutions/${id}/discard`,
        effects: () => version(ground, id),
        on: (page) => ({
          control: back ? page.getByRole('grid').getByRole('button', { name: `${name}: Undo discard`, exact: true }) : inDialog(page, 'Discard'),
          shows: back ? page.getByRole('grid').getByRole('link', { name: `${name}: Begin migration`, exact: true }) : undefined,
          done: toast(page, back ? `“${name}” is back.` : `“${name}” is discarded.`),
        }),
      };
    },
  };
}

/** A job for two solutions, as it stands when it was prepared and the page is opened again. */
function job(ground: Ground, kind: 'merge' | 'discard'): Action {
  const ids = ground.pending.slice(0, 2).map((one) => one.id);
  const asked = kind === 'merge' ? 'Send 2 requests' : 'Discard 2 solutions';
  return {
    name: kind === 'merge' ? 'bulk merge chunk' : 'bulk discard',
    who: people.developer,
    load: true,
    call: { method: 'POST', path: /\/solutions\/bulk$/ },
    begin: async (at) => {
      for (const id of ids) {
        const { state, request } = await ground.partner.get(`solutions/${id}`);
        if (state === 'discarded') await ground.partner.post(`solutions/${id}/undo-discard`, {});
        if (state === 'merging') await ground.partner.post(`support-requests/${request}/cancel`, {});
      }
      const choices = Object.fromEntries(ids.map((id) => [id, { offer: ground.live.id, included: true }]));
      const value = JSON.stringify({ ids, choices: kind === 'merge' ? choices : {}, bundle: `weather-${kind}-${at}`, text: '', round: 0, plan: [], results: {} });
      const mine = await ground.developer.put(`drafts/bulk-${kind}`, { value });
      expect(mine.value).toBe(value);
      const versions = async () => (await Promise.all(ids.map((id) => version(ground, id)))).reduce((sum, one) => sum + one, 0);
      return {
        path: `/solutions/bulk/${kind}`,
        effects: async () => (await versions()) / ids.length,
        on: (page) => {
          const done = page.getByRole('heading', { level: 2, name: kind === 'merge' ? '2 requests are with support' : '2 solutions discarded' });
          // A job goes on by itself after a while; the button is for those who do not want to wait.
          const again = async () => {
            const on = button(page, 'Go on');
            await expect(on.or(done).first()).toBeVisible();
            if (await on.isVisible()) await on.click({ timeout: 1_000 }).catch(() => undefined);
          };
          return { ready: async () => button(page, asked).last().click(), control: inDialog(page, asked), again, returning: again, done };
        },
      };
    },
  };
}

/** All that a bulk discard gave up is taken back at once, from its result. */
function undoAll(ground: Ground): Action {
  const ids = ground.pending.slice(0, 2).map((one) => one.id);
  return {
    name: 'undo all',
    who: people.developer,
    load: true,
    call: { method: 'POST', path: /\/solutions\/bulk$/ },
    begin: async (at) => {
      for (const id of ids) {
        const { state } = await ground.partner.get(`solutions/${id}`);
        if (state !== 'discarded') await ground.partner.post(`solutions/${id}/discard`, {});
      }
      const results = Object.fromEntries(ids.map((id) => [id, { done: null }]));
      const plan = ids.map((id) => ({ id, target: { kind: 'offer', id: '' } }));
      const value = JSON.stringify({ ids, choices: {}, bundle: `weather-undo-${at}`, text: '', round: 1, plan, results });
      await ground.developer.put('drafts/bulk-discard', { value });
      const versions = async () => (await Promise.all(ids.map((id) => version(ground, id)))).reduce((sum, one) => sum + one, 0);
      return {
        path: '/solutions/bulk/discard',
        effects: async () => (await versions()) / ids.length,
        on: (page) => ({ control: button(page, 'Undo'), done: toast(page, '2 solutions are back') }),
      };
    },
  };
}

/** A file given to a request. */
export function attach(ground: Ground, side: 'partner' | 'desk'): Action {
  const rest = {
    name: side === 'desk' ? 'attach at the desk' : 'attach',
    who: side === 'desk' ? people.operator : people.owner,
    call: { method: 'POST', path: /\/attachments$/ },
    patience: 180_000,
    eachTab: 'a file that is given in each of two tabs is meant twice',
  };
  return onRequest(ground, rest, async (number, at) => ({
    path: side === 'desk' ? `/desk/${number}` : `/help/${number}`,
    effects: () => files(ground, number),
    on: (page) => {
      const control = page.getByLabel('Drop a file here, or choose one');
      const file = { name: `weather-${at}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`Words of cell ${at}.`) };
      return {
        control,
        press: async () => {
          await expect(control).toBeEnabled();
          await control.setInputFiles(file);
        },
        done: toast(page, `“weather-${at}.txt” is attached.`),
      };
    },
  }));
}

/** Actions of a partner; each is made when its test begins. */
export const PARTNER: Record<string, (ground: Ground) => Action> = {
  discard: (ground) => discarding(ground, false),
  'undo discard': (ground) => discarding(ground, true),
  'create draft offer': (ground) => ({
    name: 'create draft offer',
    who: people.developer,
    call: { method: 'POST', path: solutionPath('offer') },
    begin: async (at) => {
      const { id } = ground.pending.shift()!;
      return {
        path: `/offers/new?from=${id}`,
        effects: async () => (await ground.partner.get('offers?limit=1000')).items.filter((one: any) => one.alias === `Weather ${at}`).length,
        on: (page) => ({
          ready: async () => {
            const type = main(page).getByLabel('Offer type');
            if (!(await type.inputValue())) await type.selectOption({ index: 1 });
            await main(page).getByLabel('Offer ID').fill(`weather-${at}`);
            await expect(page.getByText('This ID is free.')).toBeVisible();
          },
          control: button(page, 'Create draft offer'),
          typed: [[main(page).getByLabel('Alias'), `Weather ${at}`]],
          done: toast(page, `Draft offer “Weather ${at}” is created.`),
        }),
      };
    },
  }),
  'file merge request': (ground) => ({
    name: 'file merge request',
    who: people.developer,
    call: { method: 'POST', path: solutionPath('merge') },
    begin: async (at) => {
      const { id, name } = ground.pending.shift()!;
      return {
        path: `/solutions/${id}/merge/request?offer=${ground.live.id}`,
        effects: () => requests(ground, name),
        on: (page) => ({
          control: button(page, 'Save & contact support'),
          typed: [[main(page).getByLabel('Anything support should know'), `Words of cell ${at}.`]],
          done: page.getByRole('heading', { level: 2, name: /^Request .+ is with support$/ }),
          tooLate: page.getByText('This solution is already with support'),
        }),
      };
    },
  }),
  'not a match': (ground) => {
    const { id } = ground.pending.find((one) => one.name === 'Insight Ledger for Grain')!;
    const said = async (): Promise<string[]> => (await ground.partner.post('solutions/facts', { items: [id] }))[0].notMatches ?? [];
    return {
      name: 'not a match',
      who: people.developer,
      call: { method: 'PUT', path: solutionPath('matches/[^/]+') },
      begin: async () => {
        for (const offer of await said()) await ground.partner.put(`solutions/${id}/matches/${offer}`, { isMatch: true });
        return {
          path: `/solutions/${id}/merge`,
          effects: async () => (await said()).length,
          on: (page) => ({ control: button(page, 'Not a match').first(), done: page.getByText(/is marked as not a match\./) }),
        };
      },
    };
  },
  answer: (ground) =>
    onRequest(ground, { name: 'answer', who: people.owner, call: { method: 'POST', path: /\/answer$/ } }, async (number, at) => {
      await ground.asking.decide(number, { decision: 'ask', text: 'Which edition?' });
      return {
        path: `/help/${number}`,
        effects: () => thread(ground, number),
        on: (page) => ({
          control: button(page, 'Send answer'),
          typed: [[main(page).getByLabel('Your answer'), `Words of cell ${at}.`]],
          done: toast(page, 'Answer sent'),
        }),
      };
    }),
  cancel: (ground) =>
    onRequest(ground, { name: 'cancel', who: people.owner, call: { method: 'POST', path: /\/cancel$/ } }, async (number) => ({
      path: `/help/${number}`,
      effects: () => thread(ground, number),
      on: (page) => {
        const ask = async () => button(page, 'Cancel request').click();
        return {
          ready: ask,
          control: inDialog(page, 'Cancel request'),
          again: async () => {
            await ask();
            await inDialog(page, 'Cancel request').click();
          },
          done: toast(page, 'Request cancelled'),
        };
      },
    })),
  comment: (ground) =>
    onRequest(ground, { name: 'comment', who: people.owner, eachTab: SAID_TWICE, call: { method: 'POST', path: /\/messages$/ } }, async (number, at) => ({
      path: `/help/${number}`,
      effects: () => thread(ground, number),
      on: (page) => ({
        control: button(page, 'Send comment'),
        typed: [[main(page).getByLabel('Write a comment'), `Words of cell ${at}.`]],
        done: toast(page, 'Comment sent'),
      }),
    })),
  attach: (ground) => attach(ground, 'partner'),
  'general request': (ground) => ({
    name: 'general request',
    who: people.developer,
    eachTab: SAID_TWICE,
    call: { method: 'POST', path: /\/support-requests$/ },
    begin: async (at) => ({
      path: '/help/new',
      effects: () => requests(ground, `Weather ${at}`),
      on: (page) => ({
        control: button(page, 'Submit'),
        typed: [
          [main(page).getByLabel('Issue title'), `Weather ${at}`],
          [main(page).getByLabel('Issue details'), `Words of cell ${at}.`],
        ],
        done: page.getByRole('heading', { level: 1, name: `Weather ${at}`, exact: true }),
      }),
    }),
  }),
  'bulk discard': (ground) => job(ground, 'discard'),
  'undo all': undoAll,
  'bulk merge chunk': (ground) => job(ground, 'merge'),
  'notifications read': (ground) => ({
    name: 'notifications read',
    who: people.owner,
    load: true,
    call: { method: 'PUT', path: /\/notifications\/read$/ },
    silent: 'nobody presses it: the list is shown all the same, the bell goes on counting, and the next opening says it',
    begin: async () => {
      const { number, solution } = await fresh(ground);
      await ground.asking.decide(number, { decision: 'refuse', text: 'No.' });
      await free(ground, { number, solution });
      return {
        path: '/help',
        effects: async () => ((await ground.partner.get('notifications')).unread === 0 ? 1 : 0),
        on: (page) => {
          const bell = page.getByRole('banner').getByRole('button', { name: /notification/i });
          const list = page.getByRole('region', { name: 'Notifications' });
          const again = async () => {
            if (await list.isVisible()) await bell.click();
            await bell.click();
          };
          return { control: bell, again, returning: again, done: list };
        },
      };
    },
  }),
};
