import { expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { nullStrategy } from './null.ts';

describeStrategy(nullStrategy, { always: { accepts: (mask) => expect(mask).toBeNull() } });

it('leaves no value at all', () => {
  const values = ['a', '', null];
  const mask = nullStrategy.create({}, testContext());
  expect(mask({ values, other: () => [], masked: () => [], firstRow: 0 })).toEqual([
    null,
    null,
    null,
  ]);
});
