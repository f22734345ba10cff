// Every action of merging, discarding, support and its team against every fault: one effect, nothing typed lost, a way on.
import { expect, test } from '../support/fixtures';
import { DESK } from '../support/weather/desk';
import { FAULTS } from '../support/weather/faults';
import { groundOf } from '../support/weather/ground';
import { PARTNER } from '../support/weather/partner';
import { table } from '../support/weather/table';
import { TEAM } from '../support/weather/team';

const ASKED = 'a question stands between, and the second press is on what opened it';
const CHOSEN = 'a file is chosen in a window of the browser, which no second press reaches';

const actions = { ...PARTNER, ...TEAM, ...DESK };

table({
  actions,
  faults: FAULTS,
  without: {
    'notifications read': { 'double click': 'the second click closes the list', 'Enter and click': 'the click closes the list' },
    attach: { 'double click': CHOSEN, 'Enter and click': CHOSEN },
    'attach at the desk': { 'double click': CHOSEN, 'Enter and click': CHOSEN },
    'bundle decision': { 'double click': ASKED, 'Enter and click': ASKED },
  },
  groundOf,
});

test('no action is missing from the table', () => {
  expect(Object.keys(actions)).toHaveLength(29);
});
