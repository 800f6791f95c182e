import type { Distribution } from '../program/steps/number-steps.ts';
import type { StepOf } from '../program/steps.ts';
import { mix32, unitAt, unitKey } from '../random/mix.ts';
import { LARGEST_POISSON_TABLE, poissonThresholds, zipfLaw } from './distribution-tables.ts';
import type { Frame } from './frame.ts';
import { thresholdIndex } from './integers.ts';
import type { RunKernel } from './kernel.ts';

/** Turns one or two uniform floats in [0, 1) into a sample. */
type Sampler = (u: number, v: number) => number;

/**
 * One sample per row, by inverse transform: samples grow with the point of the unit interval that the row draws, a
 * multiple of 2^-53. Exponential, Pareto and histogram are inverted in closed form, exact to rounding errors; methods
 * and errors of the others are said at their samplers.
 */
export function distribution(step: StepOf<'distribution'>, frame: Frame): RunKernel {
  const { low, high } = frame.buffer(step.rows, 'rows');
  const out = frame.buffer(step.out, 'number');
  const key = unitKey(step.key);
  const second = unitKey({ inner: mix32(key.inner ^ 0x1f83d9ab), outer: key.outer });
  const sample = createSampler(step.distribution);
  const { from, to } = step.quantiles;
  const size = to - from;
  return (count) => {
    for (let i = 0; i < count; i++) {
      const u = from + size * unitAt(key, low[i]!, high[i]!);
      out[i] = sample(u, unitAt(second, low[i]!, high[i]!));
    }
  };
}

export function createSampler(distribution: Distribution): Sampler {
  switch (distribution.kind) {
    case 'normal':
      return (u) => distribution.mean + distribution.deviation * normalQuantile(u);
    case 'lognormal':
      return (u) => Math.exp(distribution.mean + distribution.sigma * normalQuantile(u));
    case 'exponential':
      // 1 - u is exact: u has 53 bits.
      return (u) => -Math.log(1 - u) / distribution.rate;
    case 'pareto':
      return (u) => distribution.minimum / (1 - u) ** (1 / distribution.shape);
    case 'poisson':
      return poissonSampler(distribution.mean);
    case 'zipf':
      return zipfSampler(distribution.count, distribution.exponent);
    case 'histogram': {
      const { edges, thresholds } = distribution;
      return (u, v) => {
        const bin = thresholdIndex(thresholds, u);
        const from = edges[bin]!;
        return from + v * (edges[bin + 1]! - from);
      };
    }
  }
}

/**
 * Quantile of the standard normal distribution: Acklam's rational approximation (2003), relative error
 * below 1.15e-9. Its tails end at 1e-16, which keeps samples within 8.3 deviations.
 */
function normalQuantile(p: number): number {
  const q = Math.min(Math.max(p, 1e-16), 1 - 1.2e-16);
  if (q < TAIL) return tail(Math.sqrt(-2 * Math.log(q)));
  if (q > 1 - TAIL) return -tail(Math.sqrt(-2 * Math.log(1 - q)));
  const t = q - 0.5;
  const r = t * t;
  return (horner(CENTRE_ABOVE, r) * t) / (horner(CENTRE_BELOW, r) * r + 1);
}

const TAIL = 0.02425;
const CENTRE_ABOVE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const CENTRE_BELOW = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
];
const TAIL_ABOVE = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];

function tail(q: number): number {
  return horner(TAIL_ABOVE, q) / (horner(TAIL_BELOW, q) * q + 1);
}

function horner(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

/**
 * Inverse by table up to a mean of 64, exact to 1e-15; above it a rounded normal with continuity correction, whose
 * cumulative probabilities are off by less than 0.0084, and by 0.067 / sqrt(mean) for larger means.
 */
function poissonSampler(mean: number): Sampler {
  if (mean > LARGEST_POISSON_TABLE)
    return (u) => Math.max(0, Math.round(mean + Math.sqrt(mean) * normalQuantile(u)));
  const thresholds = poissonThresholds(mean);
  return (u) => thresholdIndex(thresholds, u);
}

/**
 * Zipf's law over `1 ... count`: an exact table for the first 65,536 ranks; behind it the continuous
 * approximation by the integral of `x^-exponent`, whose error per rank is below 1 in 10^9 there.
 */
export function zipfSampler(count: number, exponent: number): (u: number) => number {
  const { cumulative, sum, total, start } = zipfLaw(count, exponent);
  const exact = cumulative.length;
  return (u) => {
    const target = u * total;
    if (target < sum) return thresholdIndex(cumulative, target) + 1;
    const rest = target - sum;
    const x =
      exponent === 1
        ? start * Math.exp(rest)
        : (start ** (1 - exponent) + rest * (1 - exponent)) ** (1 / (1 - exponent));
    return Math.min(count, Math.max(exact, Math.round(x)));
  };
}
