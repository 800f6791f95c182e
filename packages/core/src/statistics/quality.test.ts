import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contingencySimilarity,
  correlationSimilarity,
  ksComplement,
  pearson,
  tvComplement,
} from './quality.ts';

const numbers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 });

/** The definition: the greatest difference of the two shares of values up to any point. */
function ksByDefinition(one: readonly number[], other: readonly number[]): number {
  const share = (values: readonly number[], point: number): number =>
    values.filter((value) => value <= point).length / values.length;
  const gaps = [...one, ...other].map((point) => Math.abs(share(one, point) - share(other, point)));
  return 1 - Math.max(...gaps);
}

describe('ksComplement', () => {
  it('is what its definition says', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        expect(ksComplement(one, other)).toBeCloseTo(ksByDefinition(one, other), 12);
      }),
    );
  });
});

describe('tvComplement', () => {
  it('is 1 for the same shares, 0 for nothing in common, and does not mind who is first', () => {
    expect(tvComplement(['a', 'b'], ['b', 'a', 'a', 'b'])).toBeCloseTo(1, 12);
    expect(tvComplement(['a'], ['b'])).toBeCloseTo(0, 12);
    expect(tvComplement(['a', 'a', 'b'], ['a', 'b', 'b'])).toBeCloseTo(2 / 3, 12);
  });
});

describe('pearson and correlationSimilarity', () => {
  const up = { left: [1, 2, 3, 4], right: [2, 4, 6, 8] };
  const down = { left: [1, 2, 3, 4], right: [8, 6, 4, 2] };

  it('tells lines that rise from lines that fall', () => {
    expect(pearson(up)).toBeCloseTo(1, 12);
    expect(pearson(down)).toBeCloseTo(-1, 12);
    expect(correlationSimilarity(up, up)).toBe(1);
    expect(correlationSimilarity(up, down)).toBeCloseTo(0, 12);
  });
});

describe('contingencySimilarity', () => {
  it('puts numbers beyond the range of the first table into its first and last bin', () => {
    const one = { left: [0, 10], right: ['a', 'b'] };
    expect(contingencySimilarity(one, { left: [-5, 99], right: ['a', 'b'] })).toBe(1);
    expect(contingencySimilarity(one, { left: [99, -5], right: ['a', 'b'] })).toBe(0);
  });

  it('takes null as a value of its own', () => {
    const one = { left: [null, 1], right: ['a', 'a'] };
    expect(contingencySimilarity(one, { left: [1, 1], right: ['a', 'a'] })).toBeCloseTo(0.5, 12);
  });
});
