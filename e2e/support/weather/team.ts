// What a team does around its solutions: assigning, notes, saved filters, as actions of the table of bad weather.
import { expect } from '@playwright/test';
import { people } from '../fixtures';
import { box, details } from '../grid';
import type { Action } from './cell';
import { inDialog, solutionPath, toast, version, type Ground } from './ground';
import { SAID_TWICE } from './partner';

/** A solution that is found by its name alone. */
const found = (ground: Ground) => ground.pending.find((one) => /^[a-z ]+$/i.test(one.name))!;
const listOf = (name: string) => `/solutions?search=${encodeURIComponent(`"${name}"`)}`;

/** Actions of a team; each is made when its test begins. */
export const TEAM: Record<string, (ground: Ground) => Action> = {
  assign: (ground) => {
    const { id, name } = found(ground);
    return {
      name: 'assign',
      who: people.developer,
      load: true,
      call: { method: 'POST', path: /\/solutions\/bulk$/ },
      begin: async () => {
        await ground.partner.post('solutions/bulk', { action: 'assign', items: [id], assignee: null });
        return {
          path: listOf(name),
          effects: () => version(ground, id),
          on: (page) => ({
            ready: async () => {
              await box(page, name).check();
              await page.getByRole('button', { name: 'Assign selected' }).click();
              await page.getByRole('dialog').getByLabel('Assigned to').selectOption('Mireille Gauthier');
            },
            control: inDialog(page, 'Assign'),
            done: toast(page, '1 solution assigned'),
          }),
        };
      },
    };
  },
  note: (ground) => {
    const { id, name } = found(ground);
    return {
      name: 'note',
      who: people.developer,
      load: true,
      eachTab: SAID_TWICE,
      call: { method: 'POST', path: solutionPath('notes') },
      begin: async (at) => ({
        path: listOf(name),
        effects: async () => (await ground.partner.get(`solutions/${id}`)).notes.filter((one: any) => one.text === `Words of cell ${at}.`).length,
        on: (page) => {
          const panel = page.getByRole('group', { name, exact: true });
          return {
            ready: async () => {
              const opener = details(page, name);
              if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click();
              await expect(panel.getByLabel('Add a note')).toBeVisible();
            },
            control: panel.getByRole('button', { name: 'Add', exact: true }),
            typed: [[panel.getByLabel('Add a note'), `Words of cell ${at}.`]],
            done: toast(page, 'Note added'),
          };
        },
      }),
    };
  },
  'save filter': (ground) => ({
    name: 'save filter',
    who: people.developer,
    load: true,
    call: { method: 'POST', path: /\/saved-filters$/ },
    begin: async (at) => ({
      path: '/solutions?status=pending',
      effects: async () => (await ground.developer.get('saved-filters')).filter((one: any) => one.name === `Weather ${at}`).length,
      on: (page) => ({
        ready: async () => {
          await page.getByRole('button', { name: 'Saved filters', exact: true }).click();
          await page.getByRole('menuitem', { name: 'Save this filter' }).click();
        },
        control: inDialog(page, 'Save'),
        typed: [[page.getByRole('dialog').getByLabel('Name'), `Weather ${at}`]],
        // The name is typed into a dialog, which going back closes; what was sent with it is on its way.
        returning: async () => {
          await page.getByRole('button', { name: 'Saved filters', exact: true }).click();
          await page.getByRole('menuitem', { name: 'Save this filter' }).click();
          await page.getByRole('dialog').getByLabel('Name').fill(`Weather ${at}`);
          await inDialog(page, 'Save').click();
        },
        done: toast(page, 'Filter saved'),
      }),
    }),
  }),
};
