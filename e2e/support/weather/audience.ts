// What a publisher does with the CSP audience of its offers, and the desk with a request about one, as actions of the table
// of bad weather.
import { expect, type Page } from '@playwright/test';
import { csv } from '../csv';
import { people } from '../fixtures';
import type { Api, Portal } from '../portal';
import { Reselling, type Reseller } from '../reselling';
import type { Action, Cell } from './cell';
import { button, inDialog, main, requests, toast } from './ground';

/** What the cells are made from. */
export type Market = { reselling: Reselling; partner: Api; desk: Api };

export async function marketOf(portal: Portal): Promise<Market> {
  const reselling = await Reselling.at(portal);
  return { reselling, partner: reselling.api, desk: await portal.api(people.operator) };
}

/** The offer most actions are about: its list is saved, and nothing of it is in force. */
const OFFER = 'carbon-books';
/** Another one, with a list of its own. */
const OTHER = 'route-planner';

const tenants = (rows: Reseller[]) => rows.map((row) => row.tenantId);
const page = async ({ reselling, partner }: Market, offer: string) => partner.get(`offers/${reselling.id(offer)}/resell`);
/** Raised by every change of an audience. */
const version = async (market: Market, offer = OFFER): Promise<number> => (await page(market, offer)).version;
/** Who stands in the list in force. */
const inForce = async ({ reselling, partner }: Market, offer: string): Promise<string[]> =>
  tenants((await partner.get(`offers/${reselling.id(offer)}/resell/resellers?limit=1000`)).items.filter((row: any) => row.inLive));

const tableOf = (page: Page) => main(page).getByRole('grid', { name: 'Resellers of this offer' });
const removing = (page: Page, { name }: Reseller) => button(page, `Remove ${name}`);
const savePath = /\/offers\/[^/]+\/resell$/;
const applyPath = /\/resellers\/apply$/;
const CHANGED = 'The audience changed while you looked.';

/** A draft that is the same at the beginning of every cell, and what a colleague makes of it. */
async function draft(market: Market, offer = OFFER) {
  const list = await market.reselling.draft(offer);
  const [spare, theirs] = await market.reselling.others(offer, 2);
  return {
    list,
    /** Not in the list. */
    spare: spare!,
    restore: () => market.reselling.save(offer, tenants(list)),
    overtake: () => market.reselling.save(offer, [...tenants(list), theirs!.tenantId]),
  };
}

/** Takes a reseller out of the list, which is not saved by that. */
function takenOut(page: Page, reseller: Reseller) {
  const [remove, kept] = [removing(page, reseller), button(page, `Undo removing ${reseller.name}`)];
  // What was changed and not saved is kept for the tab, so that it may be there already.
  const ready = async () => {
    await expect(remove.or(kept)).toBeVisible();
    if (await remove.isVisible()) await remove.click();
  };
  return { ready, kept };
}

/** What is chosen when somebody saved another version meanwhile. */
const together = (page: Page) => () => button(page, 'Keep both sets of changes').click();

/** "Save draft" and what leads to it: a reseller taken out, or one added from the directory. */
async function saving(market: Market, name: string, add: boolean): Promise<Action> {
  const { list, spare, restore, overtake } = await draft(market);
  return {
    name,
    who: people.developer,
    call: { method: 'PUT', path: savePath },
    looksAgain: /\/resell\/resellers$/,
    begin: async () => {
      await restore();
      return {
        path: add ? `${market.reselling.path(OFFER, 'add')}?search=${spare.tenantId}` : market.reselling.path(OFFER),
        effects: () => version(market),
        overtake,
        on: (page) => ({
          ...(add ? { ready: () => addOne(page, spare), kept: removing(page, spare), steps: 2 } : takenOut(page, list[0]!)),
          control: button(page, 'Save draft'),
          done: toast(page, 'The draft is saved'),
          choose: together(page),
          reloaded: async () => {
            await expect(removing(page, list[1]!)).toBeVisible();
            await expect(removing(page, add ? spare : list[0]!)).toHaveCount(add ? 1 : 0);
          },
        }),
      };
    },
  };
}

/** Adds the reseller that the address of the dialog looks for. */
async function addOne(page: Page, reseller: Reseller): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Add authorized CSP partners' });
  const added = removing(page, reseller);
  const option = dialog.getByRole('option');
  await expect(dialog.or(added).first()).toBeVisible();
  await expect(option.or(added).first()).toBeVisible();
  // What was changed and not saved is kept for the tab, so that it may be there already; the dialog knows before a row is drawn.
  const isThere = (await added.isVisible()) || (await option.isDisabled());
  // What was kept may also come after the results, and take the option away beneath the pointer.
  const ticked = !isThere && (await option.click({ timeout: 5_000 }).then(() => true, () => false));
  if (!ticked) {
    if (await dialog.isVisible()) await inDialog(page, 'Cancel').click();
    await expect(added).toBeVisible();
    return;
  }
  await inDialog(page, 'Add (1)').click();
  await expect(dialog).toBeHidden();
}

/** An offer whose draft leaves out a reseller in force each time, which support has to approve. */
async function leaving(market: Market) {
  const { reselling, partner } = market;
  const offer = 'grain-ledger';
  const path = `offers/${reselling.id(offer)}/resell`;
  const stays = await inForce(market, offer);
  const [leaves, more] = (await reselling.others(offer, 50)).filter((row) => !stays.includes(row.tenantId));
  return {
    offer,
    path,
    overtake: () => reselling.save(offer, [...stays, more!.tenantId]),
    begin: async () => {
      const { request } = await page(market, offer);
      if (request) await partner.post(`support-requests/${request.number}/cancel`, {});
      await reselling.save(offer, [...stays, leaves!.tenantId]);
      await partner.post(`${path}/sync`, { seenVersion: await version(market, offer) });
      await reselling.save(offer, stays);
    },
  };
}

/** Actions around an audience; each is made when its test begins. */
export const AUDIENCE: Record<string, (market: Market) => Promise<Action>> = {
  'save draft': (market) => saving(market, 'save draft', false),
  'add resellers': (market) => saving(market, 'add resellers', true),
  sync: async (market) => {
    const { reselling } = market;
    const list = tenants(await reselling.draft(OTHER));
    const spare = tenants(await reselling.others(OTHER, 100));
    const more = () => {
      list.push(spare.shift()!);
      return reselling.save(OTHER, list);
    };
    return {
      name: 'sync',
      who: people.developer,
      call: { method: 'POST', path: /\/resell\/sync$/ },
      begin: async () => {
        await more();
        return {
          path: reselling.path(OTHER, 'sync'),
          effects: () => version(market, OTHER),
          overtake: more,
          on: (page) => ({
            ready: () => expect(page.getByRole('dialog').getByText(/(is|are) added to the list in force:/)).toBeVisible(),
            control: page.getByRole('dialog').getByRole('button', { name: 'Sync', exact: true }),
            // The list is shown as it is by now before it is agreed to.
            choose: async () => {
              const inside = new Set(await inForce(market, OTHER));
              const n = tenants(await reselling.draft(OTHER)).filter((id) => !inside.has(id)).length;
              const words = n === 1 ? 'This reseller is added' : `These ${n} resellers are added`;
              await expect(page.getByRole('dialog').getByText(words)).toBeVisible();
            },
            done: main(page).getByText(/^\d+ resellers? (was|were) added/),
            reloaded: () => expect(main(page).getByText('The saved audience is the one in force.')).toBeVisible(),
          }),
        };
      },
    };
  },
  'request to support': async (market) => {
    const { offer, overtake, begin } = await leaving(market);
    const { offer: row } = await page(market, offer);
    return {
      name: 'request to support',
      who: people.developer,
      call: { method: 'POST', path: /\/resell\/request$/ },
      begin: async (at) => {
        await begin();
        return {
          path: market.reselling.path(offer, 'request'),
          effects: () => requests(market, row.name),
          overtake,
          on: (page) => ({
            control: inDialog(page, 'Send to support'),
            ready: () => expect(page.getByRole('dialog').getByText('Deauthorize CSP')).toBeVisible(),
            typed: [[page.getByRole('dialog').getByLabel('Tell support why'), `Words of cell ${at}.`]],
            done: page.getByRole('dialog').getByText(/^Request \d+ is filed/),
            // The refusal gives way to what is so, as soon as that is read.
            tooLate: page.getByRole('dialog').getByText(/^Request \d+ about this audience is still open/),
            reloaded: () => expect(page.getByText(/^Request \d+ about this audience is with support/)).toBeVisible(),
          }),
        };
      },
    };
  },
  import: async (market) => {
    const { spare, restore, overtake } = await draft(market);
    return {
      name: 'import',
      who: people.developer,
      call: { method: 'POST', path: /\/resell\/import$/ },
      patience: 180_000,
      tells: { '409': CHANGED },
      begin: async (at) => {
        await restore();
        const file = csv(`weather-${at}.csv`, [['ID', 'Description', 'Type'], [spare.tenantId, '', 'TenantID']]);
        return {
          path: market.reselling.path(OFFER, 'import'),
          effects: () => version(market),
          overtake,
          on: (page) => ({
            ready: async () => {
              await page.getByLabel('Drop a CSV file here, or choose one').setInputFiles(file);
              await expect(inDialog(page, 'Add 1 partner')).toBeVisible();
            },
            control: inDialog(page, 'Add 1 partner'),
            kept: page.getByRole('dialog').getByText(`${file.name}: nothing is written before you confirm.`),
            done: toast(page, 'The file is imported: 1 partner was added to the draft.'),
            tooLate: page.getByText(CHANGED),
            reloaded: () => expect(tableOf(page).getByText(spare.name)).toBeVisible(),
          }),
        };
      },
    };
  },
  export: async (market) => {
    const { list, restore } = await draft(market);
    return {
      name: 'export',
      who: people.developer,
      call: { method: 'POST', path: /\/tickets$/ },
      needsAnswer: 'the answer is the address that the file is fetched from',
      eachTab: 'each tab gives the file that was asked for in it',
      begin: async () => {
        await restore();
        let files = 0;
        return {
          path: market.reselling.path(OFFER),
          effects: async () => files,
          on: (page) => {
            page.on('download', () => (files += 1));
            return {
              ...takenOut(page, list[0]!),
              control: button(page, 'Export CSPs'),
              done: toast(page, 'The file holds the saved list, without the changes on this page.'),
            };
          },
        };
      },
    };
  },
  'copy from another offer': async (market) => {
    const { reselling } = market;
    const { restore, overtake } = await draft(market);
    return {
      name: 'copy from another offer',
      who: people.developer,
      call: { method: 'POST', path: applyPath },
      begin: async () => {
        await restore();
        return {
          path: `${reselling.path(OFFER, 'copy')}?from=${reselling.id(OTHER)}`,
          effects: () => version(market),
          overtake,
          on: (page) => {
            const dialog = page.getByRole('dialog');
            const [control, kept] = [inDialog(page, 'Copy the audience'), dialog.getByText(/adds \d+ partners/)];
            return {
              // The audience below and the comparison are read at the same time.
              ready: async () => {
                await expect(kept).toBeVisible();
                await expect(control).toBeEnabled();
              },
              control,
              kept,
              done: toast(page, 'The audience is copied.'),
              tooLate: dialog.getByText(CHANGED),
              reloaded: () => expect(dialog.getByText(/the list stays as it is/)).toBeVisible(),
            };
          },
        };
      },
    };
  },
  'apply to several offers': async (market) => {
    const { reselling } = market;
    const both = [await draft(market), await draft(market, 'timber-yard-ledger')];
    const versions = async () => (await version(market)) + (await version(market, 'timber-yard-ledger'));
    return {
      name: 'apply to several offers',
      who: people.developer,
      call: { method: 'POST', path: applyPath },
      begin: async () => {
        for (const one of both) await one.restore();
        return {
          path: `/resellers/apply?from=${reselling.id(OTHER)}`,
          effects: async () => (await versions()) / 2,
          overtake: async () => {
            for (const one of both) await one.overtake();
          },
          on: (page) => {
            const go = button(page, 'Apply to 2 offers');
            const saved = (n: number) => main(page).getByRole('heading', { name: `The audience was saved for ${n} offers` });
            const target = (name: string) => main(page).getByRole('listitem').filter({ hasText: name });
            return {
              ready: async () => {
                for (const name of ['Carbon Books', 'Timber Yard Ledger']) await target(name).getByRole('checkbox').check();
                await button(page, 'Review').click();
              },
              control: go,
              kept: main(page).getByRole('row').filter({ hasText: 'Timber Yard Ledger' }),
              done: saved(2),
              tooLate: saved(0),
              choose: () => button(page, 'Try the 2 that failed again').click(),
              reloaded: () => expect(target('Carbon Books')).toContainText(/: \d\d partners/),
            };
          },
        };
      },
    };
  },
  'save materials': async (market) => {
    const { restore, overtake } = await draft(market);
    return {
      name: 'save materials',
      who: people.developer,
      call: { method: 'PUT', path: /\/resell\/materials$/ },
      looksAgain: /\/resell\/resellers$/,
      begin: async (at) => {
        await restore();
        const url = `https://carbon.example/resellers/${at}`;
        return {
          path: market.reselling.path(OFFER),
          effects: () => version(market),
          overtake,
          on: (page) => ({
            control: button(page, 'Save materials'),
            typed: [
              [main(page).getByLabel('URL of marketing materials'), url],
              [main(page).getByLabel('Channel contact: name'), `Weather ${at}`],
              [main(page).getByLabel('Channel contact: e-mail'), `weather-${at}@carbon.example`],
            ],
            // A press after the answer saves the same again, which changes nothing and is told again.
            done: toast(page, 'The materials are saved').first(),
            reloaded: () => expect(main(page).getByLabel('URL of marketing materials')).toHaveValue(url),
          }),
        };
      },
    };
  },
  'approve an audience': async (market) => {
    const { offer, path, begin } = await leaving(market);
    return {
      name: 'approve an audience',
      who: people.operator,
      call: { method: 'POST', path: /\/desk\/requests\/[^/]+\/decision$/ },
      begin: async (at): Promise<Cell> => {
        await begin();
        const { number } = await market.partner.post(`${path}/request`, { seenVersion: await version(market, offer), text: 'Please.' });
        return {
          path: `/desk/${number}`,
          effects: () => version(market, offer),
          overtake: () => market.partner.post(`support-requests/${number}/messages`, { text: 'They left our region.' }),
          on: (page) => ({
            ready: () => main(page).getByRole('radio', { name: 'Approve', exact: true }).check(),
            control: button(page, 'Approve'),
            typed: [[main(page).getByLabel('Text for the partner (optional)'), `Words of cell ${at}.`]],
            done: toast(page, 'Approved. The partner is told.'),
            reloaded: () => expect(page.getByText('Nothing is left to decide.')).toBeVisible(),
          }),
        };
      },
    };
  },
};
