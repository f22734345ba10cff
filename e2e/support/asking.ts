// Requests as people file and decide them, made by the JSON API where a journey begins in the middle.
import type { Api, Portal } from './portal';
import { people } from './fixtures';

type Row = { id: string; name: string; solutionId: string; state: string };
type Offer = { id: string; name: string; status: string };

/** A merge that was asked for. */
export type Asked = { number: string; solution: Row; offer?: Offer };

/** Files requests at a portal. */
export class Asking {
  private constructor(
    readonly partner: Api,
    readonly desk: Api,
    private readonly pending: Row[],
    readonly live: Offer[],
  ) {}

  static async at(portal: Portal, email = people.owner): Promise<Asking> {
    const partner = await portal.api(email);
    const { items } = await partner.get<{ items: Row[] }>('solutions?limit=1000&status=pending');
    const offers = await partner.get<{ items: Offer[] }>('offers?limit=1000');
    const live = offers.items.filter((offer) => offer.status === 'live');
    return new Asking(partner, await portal.api(people.operator), items, live);
  }

  /** Asks for the merge of the next pending solution, into an offer or into a listing's address. */
  async merge(text = 'Please merge.', url?: string): Promise<Asked> {
    const solution = this.pending.shift()!;
    const offer = this.live[0]!;
    const target = url ? { kind: 'url', url } : { kind: 'offer', id: offer.id };
    const { number } = await this.partner.post(`solutions/${solution.id}/merge`, { target, text });
    return { number, solution, offer: url ? undefined : offer };
  }

  /** Asks for several merges at once. */
  async bundle(count: number, name: string): Promise<Asked[]> {
    const solutions = this.pending.splice(0, count);
    const target = { kind: 'offer', id: this.live[0]!.id };
    const items = solutions.map((solution) => ({ id: solution.id, target }));
    const result = await this.partner.post('solutions/bulk', { action: 'merge', items, bundle: name, text: '' });
    return solutions.map((solution, at) => ({ number: result.items[at].number, solution }));
  }

  /** Decides at the desk. */
  async decide(number: string, decision: Record<string, unknown>): Promise<void> {
    await this.desk.post(`desk/requests/${number}/decision`, { decision });
  }
}
