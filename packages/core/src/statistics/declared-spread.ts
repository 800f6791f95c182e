import { ZIPF_TABLE, zipfLaw } from '../kernels/distribution-tables.ts';
import type { Distribution } from '../program/steps/number-steps.ts';
import { continuousDistribution, type DistributionOptions } from './distribution-options.ts';
import { normalAtMost } from './normal.ts';

/** Options of numbers as a request declares them. */
export type DeclaredSpread = DistributionOptions & {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Distance between neighbouring values: 1 for whole numbers, 0.01 for two digits; 0 where there is none. */
  readonly step: number;
};

/** How numbers are spread: the shares of them below a value, and up to and with it. */
export interface Spread {
  below(value: number): number;
  atMost(value: number): number;
  /** The value of the grid that is nearest; absent where there is no grid. */
  snap?(value: number): number;
}

/** What 0.07 / 0.01 is off by, and more. */
const ROUNDING = 1e-6;
/** Mean above which a Poisson variable is taken for a normal one with continuity correction: 0.067 / sqrt(mean) off. */
const LARGEST_POISSON = 1_000_000;
const LARGEST_ZIPF = 2_147_483_647;

/**
 * The distribution that a declaration describes, by closed forms, so that it checks what generators draw by other means.
 *
 * Values on a grid are rounded samples, so each of them has the share of half a step to both sides. What lies beyond
 * the bounds is cut off and the rest keeps its shape, as generators do it.
 *
 * @throws RangeError when buckets of a histogram overlap or are empty.
 */
export function spreadOf(declared: DeclaredSpread): Spread {
  const { distribution, min, max, step } = declared;
  if (distribution === 'zipf') return zipfSpread(declared);
  if (distribution === 'poisson') return poissonSpread(declared);
  const half = step / 2;
  const cumulative = cumulativeOf(declared, half);
  const from = min === undefined ? 0 : cumulative(min - half);
  const to = max === undefined ? 1 : cumulative(max + half);
  const shareUpTo = (edge: number): number => clamp((cumulative(edge) - from) / (to - from));
  if (step === 0) return { below: shareUpTo, atMost: shareUpTo };
  return onGrid(step, 0, (index) => shareUpTo((index + 0.5) * step));
}

/** A spread over values `origin + index * step`, by the share of the values up to an index. */
function onGrid(step: number, origin: number, shareUpTo: (index: number) => number): Spread {
  return {
    below: (value) => shareUpTo(Math.ceil((value - origin) / step - ROUNDING) - 1),
    atMost: (value) => shareUpTo(Math.floor((value - origin) / step + ROUNDING)),
    // 15 digits free 7 * 0.01 of its error.
    snap: (value) => Number((origin + Math.round((value - origin) / step) * step).toPrecision(15)),
  };
}

function cumulativeOf(declared: DeclaredSpread, half: number): (value: number) => number {
  const distribution = continuousDistribution('distribution', declared, half);
  if (distribution !== undefined) return (value) => atMost(distribution, value);
  const { min = 0, max = 1 } = declared;
  const [low, high] = [min - half, max + half];
  return (value) => clamp((value - low) / (high - low));
}

function atMost(distribution: Distribution, value: number): number {
  switch (distribution.kind) {
    case 'normal':
      return normalAtMost((value - distribution.mean) / distribution.deviation);
    case 'lognormal':
      return value <= 0
        ? 0
        : normalAtMost((Math.log(value) - distribution.mean) / distribution.sigma);
    case 'exponential':
      return value <= 0 ? 0 : -Math.expm1(-distribution.rate * value);
    case 'pareto':
      return value <= distribution.minimum
        ? 0
        : 1 - (distribution.minimum / value) ** distribution.shape;
    case 'histogram':
      return histogramAtMost(distribution, value);
    default:
      throw new RangeError(`${distribution.kind} is spread over whole numbers`);
  }
}

function histogramAtMost(
  { edges, thresholds }: Extract<Distribution, { kind: 'histogram' }>,
  value: number,
): number {
  let share = 0;
  let before = 0;
  for (const [bin, upTo] of thresholds.entries()) {
    const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
    share += (upTo - before) * clamp((value - from) / (to - from));
    before = upTo;
  }
  return share;
}

function zipfSpread({ min = 0, max = LARGEST_ZIPF, step, exponent = 1.1 }: DeclaredSpread): Spread {
  const grid = step === 0 ? 1 : step;
  const count = Math.floor((max - min) / grid + ROUNDING) + 1;
  const { cumulative, sum, total, start } = zipfLaw(count, exponent);
  const area = (to: number): number =>
    exponent === 1
      ? Math.log(to / start)
      : (to ** (1 - exponent) - start ** (1 - exponent)) / (1 - exponent);
  return onGrid(grid, min, (index) => {
    if (index < 0) return 0;
    if (index >= count - 1) return 1;
    const weight = index < ZIPF_TABLE ? (cumulative[index] ?? sum) : sum + area(index + 1.5);
    return weight / total;
  });
}

function poissonSpread({ mean = 1, min = 0, max, step }: DeclaredSpread): Spread {
  const cumulative = mean > LARGEST_POISSON ? roundedNormal(mean) : poissonTable(mean);
  const from = cumulative(Math.ceil(min) - 1);
  const to = max === undefined ? 1 : cumulative(Math.floor(max));
  return onGrid(step === 0 ? 1 : step, 0, (index) => {
    const value = Math.floor(index * (step === 0 ? 1 : step) + ROUNDING);
    return clamp((cumulative(value) - from) / (to - from));
  });
}

const roundedNormal =
  (mean: number) =>
  (value: number): number =>
    normalAtMost((value + 0.5 - mean) / Math.sqrt(mean));

/** Running sums of the probabilities, from the likeliest value to both sides, so that none of them underflows. */
function poissonTable(mean: number): (value: number) => number {
  const mode = Math.floor(mean);
  const reach = Math.ceil(40 * Math.sqrt(mean) + 60);
  const first = Math.max(0, mode - reach);
  const weights = new Float64Array(mode + reach - first + 1);
  weights[mode - first] = 1;
  for (let k = mode; k > first; k--)
    weights[k - 1 - first] = ((weights[k - first] ?? 0) * k) / mean;
  for (let k = mode + 1; k <= mode + reach; k++)
    weights[k - first] = ((weights[k - 1 - first] ?? 0) * mean) / k;
  let total = 0;
  const sums = weights.map((weight) => {
    total += weight;
    return total;
  });
  return (value) => {
    if (value < first) return 0;
    return (sums[Math.min(value - first, sums.length - 1)] ?? total) / total;
  };
}

/** The least value at which the share is reached; found by halving, to the last digit of a double or the grid. */
export function quantileOfSpread(
  { atMost, snap = (value) => value }: Spread,
  share: number,
): number {
  let [low, high] = [-1, 1];
  while (atMost(low) >= share && low > -1e300) low *= 2;
  while (atMost(high) < share && high < 1e300) high *= 2;
  for (;;) {
    const middle = low + (high - low) / 2;
    // Doubles between the two have run out.
    if (middle <= low || middle >= high) return snap(high);
    if (atMost(middle) >= share) high = middle;
    else low = middle;
  }
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
