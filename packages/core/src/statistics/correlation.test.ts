import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlationOf, mergeMoments, momentsOfPair, NO_MOMENTS } from './co-moments.ts';
import { pearson } from './quality.ts';
import { averageRanks } from './ranks.ts';

const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ max: 50 })), {
  minLength: 2,
});
const momentsOf = (rows: readonly (readonly [number, number])[]) =>
  rows.map(([left, right]) => momentsOfPair(left, right)).reduce(mergeMoments, NO_MOMENTS);

describe('co-moments', () => {
  it('give the coefficient of the definition, however the rows are split', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), (rows, at) => {
        const cut = at % rows.length;
        const merged = mergeMoments(momentsOf(rows.slice(cut)), momentsOf(rows.slice(0, cut)));
        const found = correlationOf(merged);
        const wanted = pearson({ left: rows.map(([l]) => l), right: rows.map(([, r]) => r) });
        if (Number.isNaN(wanted)) expect(found ?? 0).toBeCloseTo(0, 6);
        else expect(found).toBeCloseTo(wanted, 9);
      }),
    );
  });

  it('keep their digits far from 0, where sums of squares lose all of them', () => {
    const rows = [1, 2, 3, 4].map((step): [number, number] => [1e9 + step, 1e9 - step]);
    expect(correlationOf(momentsOf(rows))).toBeCloseTo(-1, 12);
  });

  it('know no coefficient of a constant', () => {
    expect(
      correlationOf(
        momentsOf([
          [1, 1],
          [1, 2],
        ]),
      ),
    ).toBeUndefined();
    expect(correlationOf(NO_MOMENTS)).toBeUndefined();
  });
});

describe('averageRanks', () => {
  it('lets equal values share the mean of their ranks', () => {
    expect(averageRanks([30, 10, 20, 20])).toEqual([4, 1, 2.5, 2.5]);
    expect(averageRanks([])).toEqual([]);
  });
});
