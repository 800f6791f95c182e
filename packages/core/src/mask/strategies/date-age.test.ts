import { describe, expect, it } from 'vitest';
import { timestamps } from '../testing/dates.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { dateAge } from './date-age.ts';

describeStrategy(dateAge, {
  always: { values: timestamps, accepts: (mask) => expect(mask).toMatch(/^(?:[1-8]?\d|90\+)$/) },
  'with a lower top': {
    options: { topcode: 64 },
    values: timestamps,
    accepts: (mask) => expect(mask).toMatch(/^(?:[1-5]?\d|6[0-4]|65\+)$/),
  },
});

describe('date.age', () => {
  // Tests are as of 2026-01-15.
  it.each([
    ['2000-01-15', '26'],
    ['2000-01-16', '25'],
    ['2000-02-29', '25'],
    ['1936-01-16', '89'],
    ['1936-01-15', '90+'],
    ['1901-01-01 10:00:00', '90+'],
    ['2026-01-15', '0'],
    ['2030-01-01', '0'],
  ])('makes %s an age of %s', (value, age) => {
    expect(maskWith(dateAge, [value])).toEqual([age]);
  });
});
