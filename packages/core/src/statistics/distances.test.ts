import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOf } from './declared-spread.ts';
import {
  binShares,
  kolmogorovSmirnov,
  quantileEdges,
  sharePoints,
  stabilityIndex,
} from './distances.ts';

const numbers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 60 });

function countsOf(values: readonly number[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
}

describe('kolmogorovSmirnov', () => {
  it('is 0.5 for one value in the middle of an even spread', () => {
    const spread = spreadOf({ distribution: 'uniform', min: 0, max: 1, step: 0 });
    expect(kolmogorovSmirnov(sharePoints([[0.5, 7]]), spread)).toEqual({ distance: 0.5, error: 0 });
  });

  it('is what the definition says, at points and just before them', () => {
    const spread = spreadOf({ distribution: 'normal', mean: 0, deviation: 8, step: 1 });
    fc.assert(
      fc.property(numbers, (values) => {
        const share = (point: number): number =>
          values.filter((value) => value <= point).length / values.length;
        const gaps = Array.from({ length: 61 }, (_, k) => k - 30).map((point) =>
          Math.abs(share(point) - spread.atMost(point)),
        );
        const { distance, error } = kolmogorovSmirnov(sharePoints(countsOf(values)), spread);
        expect(distance).toBeCloseTo(Math.max(...gaps), 12);
        expect(error).toBeCloseTo(0, 12);
      }),
    );
  });

  it('is off by no more than its error where points are left out', () => {
    const spread = spreadOf({ distribution: 'normal', mean: 0, deviation: 8, step: 0 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 2, max: 5 }), (values, every) => {
        const points = sharePoints(countsOf(values));
        const few = points.filter((_, index) => index % every === 0 || index === points.length - 1);
        const [all, some] = [kolmogorovSmirnov(points, spread), kolmogorovSmirnov(few, spread)];
        expect(some.distance).toBeLessThanOrEqual(all.distance + 1e-12);
        expect(all.distance).toBeLessThanOrEqual(some.distance + some.error + 1e-12);
      }),
    );
  });
});

describe('stabilityIndex', () => {
  it('is 0 for equal shares, and follows its definition', () => {
    expect(stabilityIndex([0.5, 0.5], [0.5, 0.5])).toBe(0);
    const wanted = 0.1 * Math.log(0.6 / 0.5) - 0.1 * Math.log(0.4 / 0.5);
    expect(stabilityIndex([0.6, 0.4], [0.5, 0.5])).toBeCloseTo(wanted, 14);
  });

  it('stays finite where a bin is empty', () => {
    expect(stabilityIndex([1, 0], [0.5, 0.5])).toBeCloseTo(
      0.5 * Math.log(2) - (0.5 - 0.0001) * Math.log(0.0001 / 0.5),
      12,
    );
  });
});

describe('bins', () => {
  it('have no two edges alike, and shares that add up to 1', () => {
    expect(quantileEdges((share) => Math.floor(share * 4), 10)).toEqual([0, 1, 2, 3]);
    expect(binShares([0.25, 0.75])).toEqual([0.25, 0.5, 0.25]);
    expect(binShares([])).toEqual([1]);
  });
});
