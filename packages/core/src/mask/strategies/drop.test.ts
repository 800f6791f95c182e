import { expect, it } from 'vitest';
import { createTableMask } from '../mask-table.ts';
import { planMasking } from '../plan-masking.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { drop } from './drop.ts';

describeStrategy(drop, { always: { accepts: (mask) => expect(mask).toBeNull() } });

it('leaves the column out, a column of bytes that is not null too', () => {
  const plan = planMasking({
    table: 'people',
    locale: 'en',
    sourceColumns: [{ name: 'id' }, { name: 'face', sourceType: 'bytea', nullable: false }],
    rules: [
      { column: 'id', strategy: 'keep', options: {} },
      { column: 'face', strategy: 'drop', options: {} },
    ],
  });
  const mask = createTableMask(plan, { words: {}, asOf: new Date(0) });
  expect(mask.mask([['1', '\\xff']])).toEqual([['1']]);
});
