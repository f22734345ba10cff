// What a person does on "Import solutions", and what they see there.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Given } from './csv';

/** The page of imports. */
export class Importing {
  constructor(readonly page: Page) {}

  /** Gives a file to the field that is there. */
  async give(file: Given | string): Promise<void> {
    await this.page.getByLabel(/^Drop (a CSV|the) file here, or choose one$/).setInputFiles(file);
  }

  /** The heading of the step that is open. */
  step(name: string): Locator {
    return this.page.getByRole('main').getByRole('heading', { level: 2, name, exact: true });
  }

  /** Waits for the columns, and takes them as they are. */
  async takeColumns(): Promise<void> {
    await expect(this.step('Check how the file was read')).toBeVisible({ timeout: 30_000 });
    await this.button('Continue').click();
    await expect(this.step('Review what will be imported')).toBeVisible();
  }

  /** Rows in the file, new, changed, unchanged, rejected. */
  async expectFigures(rows: string, added: string, changed: string, unchanged: string, rejected: string): Promise<void> {
    const wanted = { 'Rows in the file': rows, New: added, Changed: changed, Unchanged: unchanged, Rejected: rejected };
    for (const [name, figure] of Object.entries(wanted)) {
      const term = this.page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) });
      await expect(term.locator('xpath=following-sibling::dd'), name).toHaveText(figure);
    }
  }

  /** Writes, and waits for the end. */
  async write(rows: string): Promise<void> {
    await this.button(`Import ${rows}`).click();
    await expect(this.step(`${rows} imported`)).toBeVisible({ timeout: 30_000 });
  }

  button(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name, exact: true });
  }

  /** What a column of the file is taken for. */
  column(heading: string): Locator {
    return this.page.getByLabel(`“${heading}” is taken for`, { exact: true });
  }

  /** A card by its heading. */
  card(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true }).first();
  }

  /** A note that asks for care. */
  get note(): Locator {
    return this.page.locator('.import .message');
  }
}
