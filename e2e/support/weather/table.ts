// A table of bad weather: every action against every fault, but for cells that make no sense, each with its reason.
import { expect, test, type Portal } from '../fixtures';
import { runCell, type Action } from './cell';
import type { Fault } from './faults';

/** Actions and faults; `Ground` is what the cells are made from. */
export type Table<Ground> = {
  actions: Record<string, (ground: Ground) => Action | Promise<Action>>;
  faults: readonly Fault[];
  /** Cells that make no sense, with the reason. */
  without: Record<string, Partial<Record<Fault, string>>>;
  groundOf: (portal: Portal) => Promise<Ground>;
};

/** A test for each action, which goes through its faults. */
export function table<Ground>({ actions, faults, without, groundOf }: Table<Ground>): void {
  test.use({ portalOf: 'test' });
  test.setTimeout(170_000);

  for (const [name, make] of Object.entries(actions)) {
    test(name, async ({ portal, signIn, page, context }) => {
      const action = await make(await groundOf(portal));
      await signIn(action.who, '/report');
      // News would show the effect before the person tries again; without them the retry itself has to be harmless.
      // A page that is loaded anew may have taken the call back already.
      await context.route('**/api/v1/events**', (route) => route.abort().catch(() => undefined));
      let ran = 0;
      for (const [at, fault] of faults.entries()) {
        if (without[name]?.[fault]) continue;
        await test.step(fault, () => runCell(page, action, fault, at));
        ran += 1;
      }
      console.log(`${name}: ${ran} cells`);
    });
  }

  test('the table has a cell for every action and fault, but for those with a reason', () => {
    const all = Object.keys(actions).length * faults.length;
    const left = Object.entries(without).flatMap(([name, cells]) => Object.entries(cells).map(([fault, why]) => `${name} × ${fault}: ${why}`));
    console.log(`${all - left.length} cells: ${Object.keys(actions).length} actions, ${faults.length} faults; without ${left.join('; ')}`);
    for (const [name, cells] of Object.entries(without)) {
      expect(Object.keys(actions)).toContain(name);
      for (const fault of Object.keys(cells)) expect(faults).toContain(fault);
    }
  });
}
