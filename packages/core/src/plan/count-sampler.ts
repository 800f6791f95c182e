import { thresholdsOf } from '../kernels/integers.ts';
import type { CountSampler } from '../program/steps/row-steps.ts';
import type { Key } from '../random/mix.ts';
import type { CountDistribution } from '../request/types.ts';

/** Children per parent beyond this are cut off where a request sets no `max`. */
const POISSON_TAIL = 1e-12;

/** Turns the count distribution of a request into thresholds over one random word per parent. */
export function countSampler(distribution: CountDistribution, key: Key): CountSampler {
  const weighted = weightsOf(distribution);
  return {
    key,
    thresholds: thresholdsOf(weighted.map(({ weight }) => weight)),
    values: Int32Array.from(weighted, ({ value }) => value),
  };
}

/** Largest number of children that a parent can have. */
export function largestCount({ values }: CountSampler): number {
  return values.reduce((a, b) => Math.max(a, b), 0);
}

interface WeightedCount {
  readonly value: number;
  readonly weight: number;
}

function weightsOf(distribution: CountDistribution): WeightedCount[] {
  switch (distribution.kind) {
    case 'fixed':
      return [{ value: distribution.count, weight: 1 }];
    case 'uniform':
      return range(distribution.min, distribution.max, () => 1);
    case 'zipf':
      return range(
        distribution.min,
        distribution.max,
        (value) => (value - distribution.min + 1) ** -distribution.exponent,
      );
    case 'poisson':
      return poissonWeights(distribution);
    case 'histogram':
      return distribution.bins.flatMap(({ min, max, weight }) =>
        range(min, max, () => weight / (max - min + 1)),
      );
  }
}

function range(min: number, max: number, weight: (value: number) => number): WeightedCount[] {
  return Array.from({ length: max - min + 1 }, (_, i) => ({
    value: min + i,
    weight: weight(min + i),
  }));
}

/** The distribution clamped to `min` and `max`: what lies outside counts for the bound. */
function poissonWeights({
  mean,
  min,
  max,
}: Extract<CountDistribution, { kind: 'poisson' }>): WeightedCount[] {
  const weights = new Map<number, number>();
  let logarithm = -mean;
  let below = 0;
  for (let k = 0; below < 1 - POISSON_TAIL && k < mean * 10 + 200; k++) {
    if (k > 0) logarithm += Math.log(mean / k);
    const probability = Math.exp(logarithm);
    const value = Math.min(Math.max(k, min), max ?? k);
    weights.set(value, (weights.get(value) ?? 0) + probability);
    below += probability;
  }
  return [...weights].map(([value, weight]) => ({ value, weight }));
}
