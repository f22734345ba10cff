// What a person does with one solution: begin, discard, make an offer, merge.
import { expect, type Locator, type Page } from '@playwright/test';
import { row } from './grid';
import type { Api } from './portal';

/** A solution as the API lists it. */
export type Solution = { id: string; solutionId: string; name: string; state: string; offer?: string; request?: string };

/** Solutions of the company, those of one state, or the one with this name. */
export async function solutions(api: Api, wanted: { state?: string; name?: string } = {}): Promise<Solution[]> {
  const { items } = await api.get<{ items: Solution[] }>('solutions?limit=1000');
  return items.filter((one) => (!wanted.state || one.state === wanted.state) && (!wanted.name || one.name === wanted.name));
}

/** The solution with this name. */
export async function solution(api: Api, name: string): Promise<Solution> {
  const found = await solutions(api, { name });
  expect(found, name).toHaveLength(1);
  return found[0]!;
}

/** The three cards of "Begin your migration". */
export const cards = {
  merge: 'This is similar to an existing offer in commercial marketplace',
  discard: 'I want to discard this solution',
  create: 'There is no similar offer yet: create one',
};

export function dialog(page: Page, name: string): Locator {
  return page.getByRole('dialog', { name, exact: true });
}

/** Shows one solution alone in the list. */
export async function searchFor(page: Page, name: string): Promise<Locator> {
  await page.getByRole('searchbox', { name: 'Search solutions' }).fill(`"${name}"`);
  await expect(page.getByText('Showing 1-1 of 1')).toBeVisible();
  // The address follows a moment later; what opens over the list comes back to it.
  await expect(page).toHaveURL(/[?&]search=/);
  return row(page, name);
}

/** What a row offers. */
export function action(page: Page, name: string, label: string): Locator {
  return page.getByRole('grid', { name: 'Solutions' }).locator(`[aria-label="${name}: ${label}"]`);
}

/** What a match is worth from which it is strong; `contract::matching::STRONG`. */
export const STRONG = 70;

/** A row of the open review of "Merge selected": the best match and its score, where there is one. */
export type Reviewed = { name: string; score: number; offer: string };

/** Reads the review of all pending solutions as people see it. */
export async function reviewAll(page: Page): Promise<Reviewed[]> {
  await page.goto('/solutions?status=pending');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('link', { name: 'Merge selected' }).click();
  const table = page.getByRole('table', { name: 'Selected solutions' });
  // The matches of all rows come at once.
  await expect(table.getByText(/^Match: /).first()).toBeAttached();
  const rows = table.getByRole('row').filter({ has: page.getByRole('rowheader') });
  return rows.evaluateAll((all) =>
    all.map((one) => ({
      name: one.querySelector('th span')!.textContent!,
      score: Number(one.querySelector('.ring [aria-hidden]')?.textContent ?? 0),
      offer: one.querySelector('.match-line b')?.textContent ?? '',
    })),
  );
}
