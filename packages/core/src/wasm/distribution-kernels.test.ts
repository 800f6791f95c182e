import fc from 'fast-check';
import { describe, it } from 'vitest';
import { thresholdsOf } from '../kernels/integers.ts';
import type { Distribution } from '../program/steps/number-steps.ts';
import { anyFirstRow, anyKey, anyRowCount } from '../testing/arbitrary-batches.ts';
import { expectSameStep } from '../testing/engines.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const mean = between(-1e6, 1e6);

const kinds: Readonly<Record<Distribution['kind'], fc.Arbitrary<Distribution>>> = {
  normal: fc.record({ kind: fc.constant('normal'), mean, deviation: between(0, 1e3) }),
  lognormal: fc.record({
    kind: fc.constant('lognormal'),
    mean: between(-20, 20),
    sigma: between(0, 30),
  }),
  exponential: fc.record({ kind: fc.constant('exponential'), rate: between(1e-6, 1e6) }),
  pareto: fc.record({
    kind: fc.constant('pareto'),
    minimum: between(1e-3, 1e6),
    shape: between(0.01, 50),
  }),
  poisson: fc.record({
    kind: fc.constant('poisson'),
    mean: fc.oneof(between(1e-3, 64), fc.constantFrom(64, 64.5), between(64, 1e6)),
  }),
  zipf: fc.record({
    kind: fc.constant('zipf'),
    count: fc.oneof(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 65_000, max: 66_000 }),
      fc.maxSafeNat().map((n) => n + 1),
    ),
    exponent: fc.oneof(fc.constantFrom(1, 2, 0.5), between(0, 4)),
  }),
  histogram: fc
    .array(fc.record({ width: between(0, 100), weight: between(1e-6, 10) }), {
      minLength: 1,
      maxLength: 400,
      size: 'max',
    })
    .map((bins) => {
      const edges = [-50];
      for (const { width } of bins) edges.push(Number(edges.at(-1)) + width);
      return {
        kind: 'histogram',
        edges: Float64Array.from(edges),
        thresholds: thresholdsOf(
          bins.map(({ weight }) => weight),
          1,
        ),
      } as const;
    }),
};

/** The whole unit interval, parts of it, and its very ends, where tails are cut. */
const quantiles = fc.oneof(
  fc.constant({ from: 0, to: 1 }),
  fc.constantFrom({ from: 0, to: 1e-9 }, { from: 1 - 1e-12, to: 1 }, { from: 0.02, to: 0.03 }),
  fc.tuple(between(0, 1), between(0, 1)).map(([a, b]) => ({
    from: Math.min(a, b),
    to: Math.max(a, b),
  })),
);

describe('distributions of both engines', () => {
  it.each(Object.entries(kinds))('%s: samples are alike', (_, kind) => {
    fc.assert(
      fc.property(
        anyKey,
        kind,
        quantiles,
        anyRowCount,
        anyFirstRow,
        (key, distribution, part, rowCount, firstRow) => {
          expectSameStep({
            registers: ['rows', 'number'],
            step: { kernel: 'distribution', out: 1, rows: 0, key, distribution, quantiles: part },
            rowCount,
            firstRow,
          });
        },
      ),
      { numRuns: 40 },
    );
  });
});
