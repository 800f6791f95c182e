import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimilarityCheck } from './similarity.ts';

function similarity(before: readonly (string | null)[], after: readonly (string | null)[]) {
  const check = createSimilarityCheck();
  check.add(before, after);
  return check.similarity();
}

const numbers = (from: number): string[] => Array.from({ length: 100 }, (_, i) => `${from + i}`);

describe('createSimilarityCheck', () => {
  it('is 1 for the same values in another order', () => {
    const cells = fc.array(fc.option(fc.constantFrom('1', '2.5', '-3', 'x')), { minLength: 1 });
    fc.assert(
      fc.property(cells, (column) => {
        const found = similarity(column, column.toReversed());
        if (column.every((cell) => cell === null)) expect(found).toBeUndefined();
        else expect(found).toBeCloseTo(1, 12);
      }),
    );
  });

  it('tells how far numbers and days have moved, by their order', () => {
    expect(similarity(numbers(0), numbers(50))).toBeCloseTo(0.5, 12);
    expect(similarity(numbers(0), numbers(500))).toBeCloseTo(0, 12);
    expect(similarity(['2020-01-01', '2021-01-01'], ['2020-01-01', '2030-01-01'])).toBeCloseTo(
      0.5,
      12,
    );
  });

  it('compares frequencies of anything else', () => {
    expect(similarity(['a', 'a', 'b', 'c'], ['a', 'b', 'b', 'c'])).toBeCloseTo(0.75, 12);
  });

  it('spreads its sample over a column of any length', () => {
    const check = createSimilarityCheck(100);
    for (let at = 0; at < 10_000; at += 500)
      check.add(
        Array.from({ length: 500 }, (_, i) => `${at + i}`),
        Array.from({ length: 500 }, (_, i) => `${at + i < 5000 ? at + i : 0}`),
      );
    expect(check.similarity()).toBeGreaterThan(0.4);
    expect(check.similarity()).toBeLessThan(0.6);
  });
});
