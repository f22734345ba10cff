// Every action of merging, discarding, support and its team against every fault: one effect, nothing typed lost, a way on.
import { expect, test } from '../support/fixtures';
import { runCell, type Action } from '../support/weather/cell';
import { DESK } from '../support/weather/desk';
import { FAULTS, type Fault } from '../support/weather/faults';
import { groundOf, type Ground } from '../support/weather/ground';
import { PARTNER } from '../support/weather/partner';
import { TEAM } from '../support/weather/team';

test.use({ portalOf: 'test' });
test.setTimeout(170_000);

const ACTIONS: Record<string, (ground: Ground) => Action> = { ...PARTNER, ...TEAM, ...DESK };

const ASKED = 'a question stands between, and the second press is on what opened it';
const CHOSEN = 'a file is chosen in a window of the browser, which no second press reaches';
/** Cells that make no sense, with the reason. */
const WITHOUT: Record<string, Partial<Record<Fault, string>>> = {
  'notifications read': { 'double click': 'the second click closes the list', 'Enter and click': 'the click closes the list' },
  attach: { 'double click': CHOSEN, 'Enter and click': CHOSEN },
  'attach at the desk': { 'double click': CHOSEN, 'Enter and click': CHOSEN },
  'bundle decision': { 'double click': ASKED, 'Enter and click': ASKED },
};

for (const [name, make] of Object.entries(ACTIONS)) {
  test(name, async ({ portal, signIn, page, context }) => {
    const action = make(await groundOf(portal));
    await signIn(action.who, '/report');
    // News would show the effect before the person tries again; without them the retry itself has to be harmless.
    await context.route('**/api/v1/events**', (route) => route.abort());
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
  expect(Object.keys(ACTIONS)).toHaveLength(29);
});
