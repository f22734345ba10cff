// Audiences of the sample's offers, looked at and changed by the JSON API where a journey needs to know what is stored.
import { expect, type Page } from '@playwright/test';
import { people } from './fixtures';
import type { Api, Portal } from './portal';

/** A reseller of the directory. */
export type Reseller = { tenantId: string; name: string; country: string; city: string };
/** A reseller of an offer. */
export type Listed = Reseller & { inDraft: boolean; inLive: boolean; soldSince?: string };

/** The resellers of the company's offers. */
export class Reselling {
  private constructor(
    readonly api: Api,
    private readonly offers: { id: string; externalId: string; name: string; publisher: string }[],
  ) {}

  static async at(portal: Portal): Promise<Reselling> {
    const api = await portal.api(people.owner);
    const { items } = await api.get('offers?limit=1000');
    return new Reselling(api, items);
  }

  /** The id of an offer by its offer ID. */
  id(externalId: string): string {
    return this.offers.find((offer) => offer.externalId === externalId)!.id;
  }

  /** The audience page of an offer, or one of its dialogs. */
  path(externalId: string, dialog = ''): string {
    return `/offers/${this.id(externalId)}/resell${dialog && `/${dialog}`}`;
  }

  /** The saved list. */
  async draft(externalId: string): Promise<Listed[]> {
    return (await this.all(externalId)).filter((row) => row.inDraft);
  }

  /** The list in force. */
  async live(externalId: string): Promise<Listed[]> {
    return (await this.all(externalId)).filter((row) => row.inLive);
  }

  /** Everybody in the saved list, in the one in force, or with a sale. */
  async all(externalId: string): Promise<Listed[]> {
    return this.pages<Listed>(`offers/${this.id(externalId)}/resell/resellers?limit=1000`);
  }

  /** Resellers that are not in an offer's saved list. */
  async others(externalId: string, count: number): Promise<Reseller[]> {
    const there = new Set((await this.draft(externalId)).map((row) => row.tenantId));
    const items = await this.pages<Reseller>('resellers?limit=1000', count + there.size);
    return items.filter((row) => !there.has(row.tenantId)).slice(0, count);
  }

  /** A list page by page, to its end or until there are enough. */
  private async pages<T>(list: string, enough = Infinity): Promise<T[]> {
    const all: T[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined && all.length < enough; ) {
      const page: { items: T[]; nextCursor?: string | null } = await this.api.get(cursor ? `${list}&cursor=${encodeURIComponent(cursor)}` : list);
      all.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    }
    return all;
  }

  /** A reseller sells an offer, as operators tell it. */
  async sells(operator: Api, externalId: string, tenantId: string, customer = 'Quayside Bakery'): Promise<void> {
    const { publisher } = this.offers.find((offer) => offer.externalId === externalId)!;
    const sale = { publisher, offerId: externalId, tenantId, customer, soldAt: '2026-11-02T09:00:00Z' };
    await operator.post('resellers/sales', { sales: [sale] });
  }

  /** Saves a draft, whatever is there. */
  async save(externalId: string, list: string[], state = 'some'): Promise<void> {
    await this.api.put(`offers/${this.id(externalId)}/resell`, { resellerChannelState: state, resellers: list });
  }
}

/** Presses Tab until what has the focus fits; a page without such a thing fails. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const words = await page.evaluate(() => {
      const active = document.activeElement;
      return active?.getAttribute('aria-label') ?? (active as HTMLInputElement | null)?.labels?.[0]?.textContent ?? active?.textContent ?? '';
    });
    if (name.test(words.trim())) return;
  }
  expect(name.source, 'reached by Tab').toBe('');
}

/** Goes to the table of resellers by Tab, and to the row of one by the arrow keys. */
export async function rowTo(page: Page, name: string): Promise<void> {
  const inside = () => page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null);
  for (let presses = 0; presses < 80 && !(await inside()); presses += 1) await page.keyboard.press('Tab');
  const row = () => page.evaluate(() => document.activeElement?.closest('[role="row"]')?.textContent ?? '');
  for (let presses = 0; presses < 80 && !(await row()).includes(name); presses += 1) await page.keyboard.press('ArrowDown');
  expect(await row(), 'reached by arrow keys').toContain(name);
}
