// Every action around a CSP reseller audience against every fault: one effect, nothing of the person's lost, a way on.
import { expect, test } from '../support/fixtures';
import { AUDIENCE, marketOf } from '../support/weather/audience';
import { SHARED } from '../support/weather/faults';
import { table } from '../support/weather/table';

const TWICE = 'a file that is asked for twice comes twice';

table({
  actions: AUDIENCE,
  faults: SHARED,
  without: {
    export: {
      'Enter and click': TWICE,
      'back and forward': TWICE,
      reload: 'the answer fetches the file: who loads the page anew before it came asks for it again',
      overtaken: 'the file holds what is saved when it is fetched, whoever saved it',
    },
  },
  groundOf: marketOf,
});

test('no action is missing from the table', () => {
  expect(Object.keys(AUDIENCE)).toHaveLength(10);
});
