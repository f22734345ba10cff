// The merge and the audience journey inside the host's page: in French and dark, on a desk and on a phone.
import { expectAccessible } from '../support/axe';
import { expect, framed, inside, log, test, title } from '../support/embedding';
import { people } from '../support/fixtures';
import { solution } from '../support/migrating';
import { Reselling } from '../support/reselling';

test.use({ portalOf: 'test' });

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(sizes)) {
  test.describe(size, () => {
    test.use({ viewport });

    test(`merging a solution inside the host, ${size}`, async ({ openHost, page, portal }) => {
      const api = await portal.api(people.owner);
      const { id, name } = await solution(api, 'Insight Ledger for Grain');
      await openHost({ theme: 'dark', locale: 'fr', path: `/solutions/${id}/merge` });
      const frame = framed(page);
      await expect(title(page)).toHaveText('Action requise');
      await expectAccessible(page, 'the host');
      await expectAccessible(inside(page, portal), 'action 1 in the host');
      await frame.getByRole('radiogroup', { name: 'Offres actives' }).getByRole('radio').first().check();
      await frame.getByRole('button', { name: 'Continuer' }).click();
      await expect(frame.getByRole('heading', { level: 2, name: 'Ce qui est déplacé' })).toBeVisible();
      await expect(page.getByLabel('Path')).toHaveValue(new RegExp(`^/solutions/${id}/merge/request\\?offer=`));
      await frame.getByLabel('Informations utiles pour le support').fill('Gardez les affaires en cours ensemble.');
      await expectAccessible(inside(page, portal), 'action 2 in the host');
      await frame.getByRole('button', { name: 'Enregistrer et contacter le support' }).click();
      await expect(frame.getByRole('heading', { level: 2, name: /^La demande .+ est chez le support$/ })).toBeVisible();
      await expectAccessible(inside(page, portal), 'what was filed, in the host');
      await expect(log(page).filter({ hasText: 'frame: event {"name":"merge.requested"}' })).toHaveCount(1);
      expect((await solution(api, name)).state).toBe('merging');
      const request = await api.get(`support-requests/${(await solution(api, name)).request}`);
      expect(request.thread[0].text).toBe('Gardez les affaires en cours ensemble.');
      expect(await inside(page, portal).evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    });

    test(`an audience from draft to force inside the host, ${size}`, async ({ openHost, page, portal }) => {
      const reselling = await Reselling.at(portal);
      const list = await reselling.draft('carbon-books');
      await openHost({ theme: 'dark', locale: 'fr', path: reselling.path('carbon-books') });
      const frame = framed(page);
      await expect(frame.getByRole('heading', { name: 'Audience du revendeur CSP' })).toBeVisible();
      await expectAccessible(inside(page, portal), 'an audience in the host');
      await frame.getByRole('button', { name: 'Synchroniser l’audience CSP' }).click();
      const dialog = frame.getByRole('dialog', { name: 'Synchroniser l’audience CSP' });
      for (const one of list) await expect(dialog.getByRole('listitem').filter({ hasText: one.name })).toBeVisible();
      await expectAccessible(inside(page, portal), 'a sync in the host, before it is sent');
      // The dialog lies in the part of the frame that is in sight, and its button can be pressed there.
      await expect.poll(async () => {
        const box = (await dialog.boundingBox())!;
        return box.y >= -1 && box.y + box.height <= viewport.height + 1;
      }).toBe(true);
      await dialog.getByRole('button', { name: 'Synchroniser', exact: true }).click();
      await expect(frame.getByText('L’audience enregistrée est celle en vigueur.')).toBeVisible();
      await expect(log(page).filter({ hasText: 'frame: event {"name":"audience.synced"}' })).toHaveCount(1);
      expect((await reselling.live('carbon-books')).map((row) => row.name).sort()).toEqual(list.map((row) => row.name).sort());
      await expectAccessible(inside(page, portal), 'an audience in force in the host');
      expect(await inside(page, portal).evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    });
  });
}
