import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { numberBigint } from './number-bigint.ts';

const between = (min: bigint, max: bigint) => (value: unknown) => {
  expect(typeof value).toBe('bigint');
  expect((value as bigint) >= min && (value as bigint) <= max).toBe(true);
};

describeGenerator(numberBigint, {
  'default options': { uniqueRows: true, accepts: between(0n, 2n ** 63n - 1n) },
  'all of 64 bits': {
    options: { min: '-9223372036854775808', max: '9223372036854775807' },
    uniqueRows: true,
    accepts: between(-(2n ** 63n), 2n ** 63n - 1n),
  },
  'a thousand values beyond 2^53': {
    options: { min: '9007199254740993', max: '9007199254741992' },
    uniqueRows: true,
    accepts: between(9007199254740993n, 9007199254741992n),
  },
  'normal around a negative mean': {
    options: { distribution: 'normal', mean: -1e15, deviation: 10 },
    accepts: between(-1_000_000_000_000_100n, -999_999_999_999_900n),
  },
});
