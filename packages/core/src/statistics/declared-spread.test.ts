import { describe, expect, it } from 'vitest';
import { createSampler } from '../kernels/distribution.ts';
import { type DeclaredSpread, quantileOfSpread, spreadOf } from './declared-spread.ts';
import { normalAtMost } from './normal.ts';

const CASES: readonly DeclaredSpread[] = [
  { distribution: 'uniform', min: 10, max: 20, step: 0 },
  { distribution: 'uniform', min: 1, max: 6, step: 1 },
  { distribution: 'uniform', min: 0, max: 1, step: 0.01 },
  { distribution: 'normal', mean: 50, deviation: 10, step: 0 },
  { distribution: 'normal', mean: 0, deviation: 2, min: -1, max: 3, step: 1 },
  { distribution: 'lognormal', mean: 3, sigma: 0.5, step: 0.01 },
  { distribution: 'exponential', rate: 0.2, max: 12, step: 0 },
  { distribution: 'pareto', minimum: 2, shape: 1.5, step: 0 },
  { distribution: 'zipf', min: 1, max: 10, exponent: 1, step: 1 },
  { distribution: 'zipf', min: 1, max: 1_000_000, exponent: 1.1, step: 1 },
  { distribution: 'poisson', mean: 3, step: 1 },
  { distribution: 'poisson', mean: 400, step: 1 },
  {
    distribution: 'histogram',
    buckets: [
      { min: 10, max: 12, weight: 1 },
      { min: 1, max: 3, weight: 4 },
    ],
    step: 1,
  },
];

describe('normalAtMost', () => {
  // Values to 15 digits: NIST Handbook of Mathematical Functions, 26.2, and symmetry.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [-1.96, 0.0249978951482204],
    [3, 0.99865010196837],
    [-6, 9.865876450377e-10],
    [9, 1],
  ])('of %f is %f', (z, share) => {
    expect(normalAtMost(z)).toBeCloseTo(share, 13);
  });
});

describe('spreadOf', () => {
  it.each(CASES)(
    '$distribution, step $step: grows from 0 to 1, jumps at values alone',
    (declared) => {
      const { below, atMost } = spreadOf(declared);
      expect(atMost(-1e12)).toBe(0);
      expect(below(1e12)).toBeCloseTo(1, 6);
      const points = [0.01, 0.2, 0.5, 0.9].map((share) =>
        quantileOfSpread({ below, atMost }, share),
      );
      for (const [index, value] of points.entries()) {
        expect(atMost(value)).toBeGreaterThanOrEqual([0.01, 0.2, 0.5, 0.9][index] ?? 0);
        expect(below(value)).toBeLessThanOrEqual(atMost(value));
        expect(below(value)).toBeLessThanOrEqual(([0.01, 0.2, 0.5, 0.9][index] ?? 0) + 1e-9);
      }
      expect(points).toEqual(points.toSorted((a, b) => a - b));
    },
  );

  it('gives each face of a die a sixth', () => {
    const { below, atMost } = spreadOf({ distribution: 'uniform', min: 1, max: 6, step: 1 });
    for (const face of [1, 2, 3, 4, 5, 6]) {
      expect(atMost(face) - below(face)).toBeCloseTo(1 / 6, 12);
      expect(atMost(face)).toBeCloseTo(face / 6, 12);
    }
    expect(atMost(3.5)).toBeCloseTo(0.5, 12);
  });

  it('finds quantiles on the grid', () => {
    const die = spreadOf({ distribution: 'uniform', min: 1, max: 6, step: 1 });
    expect([0.1, 0.5, 0.51, 1].map((share) => quantileOfSpread(die, share))).toEqual([1, 3, 4, 6]);
    const cents = spreadOf({ distribution: 'uniform', min: 0.01, max: 1, step: 0.01 });
    expect(quantileOfSpread(cents, 0.07)).toBe(0.07);
  });

  it('gives Poisson and Zipf the probabilities of their definitions', () => {
    const poisson = spreadOf({ distribution: 'poisson', mean: 3, step: 1 });
    expect(poisson.atMost(2)).toBeCloseTo(Math.exp(-3) * (1 + 3 + 4.5), 13);
    const zipf = spreadOf({ distribution: 'zipf', min: 10, max: 12, exponent: 2, step: 1 });
    expect(zipf.atMost(11)).toBeCloseTo(1.25 / (1 + 1 / 4 + 1 / 9), 13);
  });

  it('agrees with the samples that generators draw', () => {
    for (const distribution of [
      { kind: 'normal', mean: 5, deviation: 2 },
      { kind: 'lognormal', mean: 1, sigma: 0.5 },
      { kind: 'exponential', rate: 0.5 },
      { kind: 'pareto', minimum: 1, shape: 3 },
    ] as const) {
      const sample = createSampler(distribution);
      const { kind, ...parameters } = distribution;
      const { atMost } = spreadOf({ distribution: kind, ...parameters, step: 0 });
      for (const u of [0.001, 0.1, 0.5, 0.77, 0.999])
        expect(atMost(sample(u, 0))).toBeCloseTo(u, 8);
    }
  });

  it('cuts off and keeps the shape of the rest', () => {
    const { atMost } = spreadOf({
      distribution: 'exponential',
      rate: 1,
      min: 1,
      max: 2,
      step: 0,
    });
    const wanted = (Math.exp(-1) - Math.exp(-1.5)) / (Math.exp(-1) - Math.exp(-2));
    expect(atMost(1.5)).toBeCloseTo(wanted, 12);
  });
});
