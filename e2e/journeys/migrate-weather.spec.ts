// Every action of merging, discarding and support against every fault: one effect, nothing typed lost, a way on.
import type { Page } from '@playwright/test';
import { Asking } from '../support/asking';
import { expect, people, test } from '../support/fixtures';
import { solutions, type Solution } from '../support/migrating';
import type { Api, Portal } from '../support/portal';
import { FAULTS, runCell, type Action, type Fault } from '../support/weather';

test.use({ portalOf: 'test' });
test.setTimeout(170_000);

/** What the cells of an action are made from. */
type Ground = { partner: Api; developer: Api; desk: Api; asking: Asking; pending: Solution[]; live: { id: string; name: string } };

async function groundOf(portal: Portal): Promise<Ground> {
  const asking = await Asking.at(portal);
  const pending = await solutions(asking.partner, { state: 'pending' });
  const developer = await portal.api(people.developer);
  return { partner: asking.partner, developer, desk: asking.desk, asking, pending, live: asking.live[0]! };
}

const solutionPath = (rest: string) => new RegExp(`/solutions/[^/]+/${rest}$`);
const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name, exact: typeof name === 'string' });
const inDialog = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name, exact: typeof name === 'string' });
const toast = (page: Page, words: string) => page.getByRole('region', { name: 'Messages' }).getByText(words);

/** Messages of a request. */
const thread = async (ground: Ground, number: string) => (await ground.partner.get(`support-requests/${number}`)).thread.length;
const version = async (ground: Ground, id: string) => (await ground.partner.get(`solutions/${id}`)).version;
const requests = async (ground: Ground, title: string) =>
  (await ground.partner.get('support-requests?limit=1000')).items.filter((one: any) => one.title === title).length;

/** A request that is new for each cell; what it is about is free again for the next one. */
async function fresh(ground: Ground): Promise<{ number: string; solution: Solution }> {
  const solution = ground.pending.shift()!;
  const { number } = await ground.partner.post(`solutions/${solution.id}/merge`, { target: { kind: 'offer', id: ground.live.id }, text: 'Please.' });
  return { number, solution };
}

/** Takes back what the last cell left open, so that its solution serves the next. */
async function free(ground: Ground, last: { number: string; solution: Solution } | undefined): Promise<void> {
  if (!last) return;
  const { state } = await ground.partner.get(`solutions/${last.solution.id}`);
  if (state === 'merged') await ground.asking.decide(last.number, { decision: 'reopen', text: 'Again.' });
  const { request } = await ground.partner.get(`support-requests/${last.number}`);
  if (['submitted', 'inProgress', 'waitingForPartner'].includes(request.state)) await ground.partner.post(`support-requests/${last.number}/cancel`, {});
  ground.pending.push(last.solution);
}

/** An action on a request that each cell has anew. */
function onRequest(ground: Ground, rest: Omit<Action, 'begin'>, begin: (page: Page, number: string, at: number) => ReturnType<Action['begin']>): Action {
  let last: { number: string; solution: Solution } | undefined;
  return {
    ...rest,
    begin: async (page, at) => {
      await free(ground, last);
      last = await fresh(ground);
      return begin(page, last.number, at);
    },
  };
}

/** A decision at the desk. */
function decision(ground: Ground, name: string, radio: string, field: string, done: string, merged = false): Action {
  const call = { method: 'POST', path: /\/desk\/requests\/[^/]+\/decision$/ };
  return onRequest(ground, { name, who: people.operator, call }, async (page, number, at) => {
    if (merged) await ground.asking.decide(number, { decision: 'approve', text: '' });
    const words = main(page).getByLabel(field);
    return {
      path: `/desk/${number}`,
      ready: async () => main(page).getByRole('radio', { name: radio, exact: true }).check(),
      control: button(page, radio),
      typed: [[words, `Words of cell ${at}.`]],
      done: toast(page, done),
      effects: () => thread(ground, number),
    };
  });
}

/** A job for two solutions, as it stands when it was prepared and the page is opened again. */
function job(ground: Ground, kind: 'merge' | 'discard'): Action {
  const [first, second] = ground.pending;
  const ids = [first!.id, second!.id];
  const asked = kind === 'merge' ? 'Send 2 requests' : 'Discard 2 solutions';
  return {
    name: kind === 'merge' ? 'bulk merge chunk' : 'bulk discard',
    who: people.developer,
    load: true,
    call: { method: 'POST', path: /\/solutions\/bulk$/ },
    begin: async (page, at) => {
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
      const done = page.getByRole('heading', { level: 2, name: kind === 'merge' ? '2 requests are with support' : '2 solutions discarded' });
      return {
        path: `/solutions/bulk/${kind}`,
        ready: async () => button(page, asked).last().click(),
        control: inDialog(page, asked),
        // A job goes on by itself after a while; the button is for those who do not want to wait.
        again: async () => {
          const on = button(page, 'Go on');
          await expect(on.or(done).first()).toBeVisible();
          if (await on.isVisible()) await on.click({ timeout: 1_000 }).catch(() => undefined);
        },
        done,
        effects: async () => (await versions()) / ids.length,
      };
    },
  };
}

/** One solution that is discarded or brought back, again and again. */
function discarding(ground: Ground, back: boolean): Action {
  const { id, name } = ground.pending.find((one) => /^[a-z ]+$/i.test(one.name))!;
  return {
    name: back ? 'undo discard' : 'discard',
    who: people.developer,
    load: back,
    call: { method: 'POST', path: solutionPath(back ? 'undo-discard' : 'discard') },
    begin: async (page) => {
      const { state } = await ground.partner.get(`solutions/${id}`);
      if ((state === 'discarded') !== back) await ground.partner.post(`solutions/${id}/${back ? 'discard' : 'undo-discard'}`, {});
      return {
        path: back ? `/solutions?search=${encodeURIComponent(`"${name}"`)}` : `/solutions/${id}/discard`,
        control: back ? page.getByRole('grid').getByRole('button', { name: `${name}: Undo discard`, exact: true }) : inDialog(page, 'Discard'),
        shows: back ? page.getByRole('grid').getByRole('link', { name: `${name}: Begin migration`, exact: true }) : undefined,
        done: toast(page, back ? `“${name}” is back.` : `“${name}” is discarded.`),
        effects: () => version(ground, id),
      };
    },
  };
}

/** Cells that make no sense, with the reason. */
const WITHOUT: Record<string, Partial<Record<Fault, string>>> = {
  'notifications read': { 'double click': 'the second click closes the list', 'Enter and click': 'the click closes the list' },
};

/** All actions; each is made when its test begins. */
const ACTIONS: Record<string, (ground: Ground) => Action> = {
  discard: (ground) => discarding(ground, false),
  'undo discard': (ground) => discarding(ground, true),
  'create draft offer': (ground) => ({
    name: 'create draft offer',
    who: people.developer,
    call: { method: 'POST', path: solutionPath('offer') },
    begin: async (page, at) => {
      const { id } = ground.pending.shift()!;
      const type = main(page).getByLabel('Offer type');
      return {
        path: `/offers/new?from=${id}`,
        ready: async () => {
          if (!(await type.inputValue())) await type.selectOption({ index: 1 });
          await main(page).getByLabel('Offer ID').fill(`weather-${at}`);
          await expect(page.getByText('This ID is free.')).toBeVisible();
        },
        control: button(page, 'Create draft offer'),
        typed: [[main(page).getByLabel('Alias'), `Weather ${at}`]],
        done: toast(page, `Draft offer “Weather ${at}” is created.`),
        effects: async () => (await ground.partner.get('offers?limit=1000')).items.filter((one: any) => one.alias === `Weather ${at}`).length,
      };
    },
  }),
  'file merge request': (ground) => ({
    name: 'file merge request',
    who: people.developer,
    call: { method: 'POST', path: solutionPath('merge') },
    begin: async (page, at) => {
      const { id, name } = ground.pending.shift()!;
      return {
        path: `/solutions/${id}/merge/request?offer=${ground.live.id}`,
        control: button(page, 'Save & contact support'),
        typed: [[main(page).getByLabel('Anything support should know'), `Words of cell ${at}.`]],
        done: page.getByRole('heading', { level: 2, name: /^Request .+ is with support$/ }),
        effects: () => requests(ground, name),
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
      begin: async (page) => {
        for (const offer of await said()) await ground.partner.put(`solutions/${id}/matches/${offer}`, { isMatch: true });
        return {
          path: `/solutions/${id}/merge`,
          control: button(page, 'Not a match').first(),
          done: page.getByText(/is marked as not a match\./),
          effects: async () => (await said()).length,
        };
      },
    };
  },
  answer: (ground) =>
    onRequest(ground, { name: 'answer', who: people.owner, call: { method: 'POST', path: /\/answer$/ } }, async (page, number, at) => {
      await ground.asking.decide(number, { decision: 'ask', text: 'Which edition?' });
      return {
        path: `/help/${number}`,
        control: button(page, 'Send answer'),
        typed: [[main(page).getByLabel('Your answer'), `Words of cell ${at}.`]],
        done: toast(page, 'Answer sent'),
        effects: () => thread(ground, number),
      };
    }),
  cancel: (ground) =>
    onRequest(ground, { name: 'cancel', who: people.owner, call: { method: 'POST', path: /\/cancel$/ } }, async (page, number) => {
      const ask = async () => button(page, 'Cancel request').click();
      return {
        path: `/help/${number}`,
        ready: ask,
        control: inDialog(page, 'Cancel request'),
        again: async () => {
          await ask();
          await inDialog(page, 'Cancel request').click();
        },
        done: toast(page, 'Request cancelled'),
        effects: () => thread(ground, number),
      };
    }),
  comment: (ground) =>
    onRequest(ground, { name: 'comment', who: people.owner, call: { method: 'POST', path: /\/messages$/ } }, async (page, number, at) => ({
      path: `/help/${number}`,
      control: button(page, 'Send comment'),
      typed: [[main(page).getByLabel('Write a comment'), `Words of cell ${at}.`]],
      done: toast(page, 'Comment sent'),
      effects: () => thread(ground, number),
    })),
  'general request': (ground) => ({
    name: 'general request',
    who: people.developer,
    call: { method: 'POST', path: /\/support-requests$/ },
    begin: async (page, at) => ({
      path: '/help/new',
      control: button(page, 'Submit'),
      typed: [
        [main(page).getByLabel('Issue title'), `Weather ${at}`],
        [main(page).getByLabel('Issue details'), `Words of cell ${at}.`],
      ],
      done: page.getByRole('heading', { level: 1, name: `Weather ${at}`, exact: true }),
      effects: () => requests(ground, `Weather ${at}`),
    }),
  }),
  'bulk discard': (ground) => job(ground, 'discard'),
  'bulk merge chunk': (ground) => job(ground, 'merge'),
  claim: (ground) =>
    onRequest(ground, { name: 'claim', who: people.operator, call: { method: 'POST', path: /\/claim$/ } }, async (page, number) => ({
      path: `/desk/${number}`,
      control: button(page, /^Take this case$/),
      done: page.getByText(/You have this case until/),
      effects: async () => ((await ground.desk.get(`desk/requests/${number}`)).mine ? 1 : 0),
    })),
  approve: (ground) => decision(ground, 'approve', 'Approve', 'Text for the partner (optional)', 'Approved. The partner is told.'),
  ask: (ground) => decision(ground, 'ask', 'Ask the partner', 'Your question', 'Asked. The request waits for the partner.'),
  refuse: (ground) => decision(ground, 'refuse', 'Refuse', 'Reason', 'Refused. The partner is told why.'),
  reopen: (ground) => decision(ground, 'reopen', 'Take the merge back', 'Reason', 'The merge was taken back.', true),
  'bundle decision': (ground) => {
    let last: { number: string; solution: Solution }[] = [];
    return {
      name: 'bundle decision',
      who: people.operator,
      call: { method: 'POST', path: /\/desk\/bundles\/[^/]+\/decision$/ },
      begin: async (page, at) => {
        for (const one of last) await free(ground, one);
        const chosen = ground.pending.splice(0, 2);
        const items = chosen.map(({ id }) => ({ id, target: { kind: 'offer', id: ground.live.id } }));
        const sent = await ground.partner.post('solutions/bulk', { action: 'merge', items, bundle: `weather-${at}`, text: '' });
        last = chosen.map((solution, place) => ({ number: sent.items[place].number, solution }));
        const bundle = page.getByRole('region', { name: '2 requests sent together' });
        return {
          path: `/desk/${last[0]!.number}`,
          ready: async () => expect(bundle).toBeVisible(),
          control: bundle.getByRole('button', { name: 'Approve (2)' }),
          typed: [[bundle.getByLabel('Text for the partner (optional)'), `Words of cell ${at}.`]],
          done: toast(page, '2 requests decided'),
          effects: async () => ((await thread(ground, last[0]!.number)) + (await thread(ground, last[1]!.number))) / 2,
        };
      },
    };
  },
  'save calendar': (ground) => ({
    name: 'save calendar',
    who: people.operator,
    call: { method: 'PUT', path: /\/desk\/calendar$/ },
    begin: async (page, at) => {
      const day = `2031-05-${String(at + 1).padStart(2, '0')}`;
      return {
        path: '/desk/calendar',
        control: button(page, 'Add'),
        typed: [[main(page).getByLabel('Day'), day]],
        done: toast(page, `May ${at + 1}, 2031 is a day off.`),
        effects: async () => (await ground.desk.get('desk/calendar')).holidays.filter((one: string) => one === day).length,
      };
    },
  }),
  'save template': (ground) => ({
    name: 'save template',
    who: people.operator,
    call: { method: 'PUT', path: /\/desk\/templates$/ },
    begin: async (page, at) => ({
      path: '/desk/templates',
      control: button(page, 'Save text'),
      typed: [
        [main(page).getByLabel('Name'), `Weather ${at}`],
        [main(page).getByLabel('Text', { exact: true }), `Words of cell ${at}.`],
      ],
      done: toast(page, `“Weather ${at}” is saved.`),
      effects: async () => (await ground.desk.get('desk/templates')).templates.filter((one: any) => one.name === `Weather ${at}`).length,
    }),
  }),
  'notifications read': (ground) => ({
    name: 'notifications read',
    who: people.owner,
    load: true,
    call: { method: 'PUT', path: /\/notifications\/read$/ },
    silent: 'nobody presses it: the list is shown all the same, the bell goes on counting, and the next opening says it',
    begin: async (page) => {
      const { number } = await fresh(ground);
      await ground.asking.decide(number, { decision: 'refuse', text: 'No.' });
      const bell = page.getByRole('banner').getByRole('button', { name: /notification/i });
      return {
        path: '/report',
        control: bell,
        again: async () => {
          await bell.click();
          await bell.click();
        },
        done: page.getByRole('region', { name: 'Notifications' }),
        effects: async () => ((await ground.partner.get('notifications')).unread === 0 ? 1 : 0),
      };
    },
  }),
};

for (const [name, make] of Object.entries(ACTIONS)) {
  test(name, async ({ portal, signIn, page }) => {
    const action = make(await groundOf(portal));
    await signIn(action.who, '/report');
    // News would show the effect before the person tries again; without them the retry itself has to be harmless.
    await page.route('**/api/v1/events**', (route) => route.abort());
    let ran = 0;
    for (const [at, fault] of FAULTS.entries()) {
      const reason = WITHOUT[name]?.[fault];
      if (reason) continue;
      await test.step(fault, () => runCell(page, action, fault, at));
      ran += 1;
    }
    console.log(`${name}: ${ran} cells`);
  });
}

test('the table has a cell for every action and fault, but for those with a reason', () => {
  const all = Object.keys(ACTIONS).length * FAULTS.length;
  const without = Object.entries(WITHOUT).flatMap(([name, faults]) => Object.entries(faults).map(([fault, why]) => `${name} × ${fault}: ${why}`));
  console.log(`${all - without.length} cells: ${Object.keys(ACTIONS).length} actions, ${FAULTS.length} faults; without ${without.join('; ')}`);
  for (const name of Object.keys(WITHOUT)) expect(Object.keys(ACTIONS)).toContain(name);
  expect(Object.keys(ACTIONS)).toHaveLength(20);
});
