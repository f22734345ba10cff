// The grid of Solutions as people name its parts.
import type { Locator, Page } from '@playwright/test';

/** The columns that can be sorted by: heading, and the word of the API. */
export const columns = {
  'Solution name': 'name',
  'Solution ID': 'solutionId',
  'Partner ID': 'partnerId',
  'Offer type': 'offerType',
  'Co-sell status': 'coSellStatus',
  Status: 'status',
  'Assigned to': 'assignedTo',
} as const;

export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Solutions' });
}

/** The check box of a solution. */
export function box(page: Page, name: string): Locator {
  return grid(page).getByRole('checkbox', { name: `Select ${name}`, exact: true });
}

/** The row of a solution. */
export function row(page: Page, name: string): Locator {
  return grid(page).getByRole('row').filter({ has: page.getByRole('checkbox', { name: `Select ${name}`, exact: true }) });
}

/** The button that opens a row's panel. */
export function details(page: Page, name: string): Locator {
  return grid(page).getByRole('button', { name: `Details of ${name}`, exact: true });
}

/** The heading that a click sorts by. */
export function sorter(page: Page, column: string): Locator {
  return grid(page).getByRole('columnheader', { name: column, exact: true }).getByRole('button');
}

/** The names of the rows that are in the document, from the first to the last. */
export async function names(page: Page): Promise<string[]> {
  const boxes = grid(page).getByRole('checkbox', { name: /^Select (?!all$)/ });
  const rows = await boxes.evaluateAll((all) =>
    all.map((one) => ({
      at: Number(one.closest('[role=row]')!.getAttribute('aria-rowindex')),
      name: one.getAttribute('aria-label')!.slice('Select '.length),
    })),
  );
  return rows.sort((a, b) => a.at - b.at).map((one) => one.name);
}

/** Adds to each element that has or gets the focus where it stands: row (the head is 1) and column. */
export async function focusedCell(page: Page): Promise<string> {
  return page.evaluate(() => {
    const cell = document.activeElement?.closest('[aria-colindex]');
    const at = cell?.closest('[role=row]')?.getAttribute('aria-rowindex');
    return cell ? `${at}:${cell.getAttribute('aria-colindex')}` : `outside: ${document.activeElement?.tagName}`;
  });
}
