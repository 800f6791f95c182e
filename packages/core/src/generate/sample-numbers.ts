import { createSampler } from '../kernels/distribution.ts';
import type { Register } from '../program/register.ts';
import type { Distribution, Quantiles } from '../program/steps/number-steps.ts';
import {
  continuousDistribution,
  type DistributionOptions,
} from '../statistics/distribution-options.ts';
import { arithmetic, constantNumber, plus } from './constant-steps.ts';
import type { CellBuilder } from './define.ts';
import { numberBetween } from './number-between.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;
/** Less than this share of a distribution within its bounds is taken for a mistake. */
const LEAST_SHARE = 1e-9;

/** Evenly spaced values `index / factor`, `index` from `low` to `high`, both included. */
export interface Grid {
  readonly factor: number;
  readonly low: number;
  readonly high: number;
}

/** Bounds as a person gave them; a missing one leaves the side open. */
export interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/**
 * The grid between two bounds, open sides ending where numbers stop to be exact.
 *
 * @throws RangeError when no value of the grid lies between the bounds, or they lie beyond exact numbers.
 */
export function gridBetween(name: string, { min, max }: Bounds, factor: number): Grid {
  const low =
    min === undefined ? Math.ceil(-LARGEST * Math.min(1, factor)) : indexOf(min, factor, Math.ceil);
  const high =
    max === undefined
      ? Math.floor(LARGEST * Math.min(1, factor))
      : indexOf(max, factor, Math.floor);
  if (low > high)
    throw new RangeError(`${name}: no value lies from ${min} to ${max}; widen min and max`);
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) {
    throw new RangeError(
      `${name}: ${min ?? ''} to ${max ?? ''} goes beyond 2^53 steps of ${1 / factor}; narrow it`,
    );
  }
  // Plus 0, since Math.ceil(-0.4) is -0.
  return { factor, low: low + 0, high: high + 0 };
}

/** `value * factor` as a whole number, freed of the error that 0.07 * 100 brings. */
function indexOf(value: number, factor: number, round: (x: number) => number): number {
  const nearest = Math.round(value * factor);
  return nearest / factor === value ? nearest : round(value * factor);
}

/** Indexes of a grid, spread as the options say. */
export function sampleGrid(
  cells: CellBuilder,
  name: string,
  options: DistributionOptions & Bounds,
  grid: Grid,
): Register<'number'> {
  const { program } = cells;
  const { factor, low, high } = grid;
  const count = high - low + 1;
  if (options.distribution === 'uniform') {
    if (count > LARGEST)
      throw new RangeError(`${name}: min to max holds more than 2^53 values; narrow it`);
    return numberBetween(cells, 'value', { min: low, count });
  }
  cells.explain(`${name} can only promise unique values when their distribution is uniform`);
  if (options.distribution === 'zipf') {
    const rank = cells.sample('value', { kind: 'zipf', count, exponent: options.exponent ?? 1.1 });
    return plus(program, rank, low - 1);
  }
  const half = 0.5 / factor;
  const distribution = continuousDistribution(name, options, half) as Distribution;
  const quantiles = quantilesBetween(name, distribution, {
    min: options.min === undefined ? undefined : low / factor - half,
    max: options.max === undefined ? undefined : high / factor + half,
  });
  const value = cells.sample('value', distribution, quantiles);
  return program.add('number', (out) => ({ kernel: 'snap', out, value, factor, low, high }));
}

/** Floats, spread as the options say. Uniform ones lie from `min` up to, but not including, `max`. */
export function sampleFloats(
  cells: CellBuilder,
  name: string,
  options: DistributionOptions & Bounds,
  { min, max }: { readonly min: number; readonly max: number },
): Register<'number'> {
  const { program, rows } = cells;
  cells.explain(`${name} promises unique values only with a scale and a uniform distribution`);
  if (options.distribution === 'uniform') {
    if (min > max) throw new RangeError(`${name}: min ${min} exceeds max ${max}; swap the two`);
    const key = cells.key('value');
    return program.add('number', (out) => ({
      kernel: 'uniform',
      out,
      rows,
      key,
      min,
      size: max - min,
      whole: false,
    }));
  }
  const distribution = continuousDistribution(name, options, 0);
  if (distribution === undefined || distribution.kind === 'poisson') {
    throw new RangeError(
      `${name}: distribution ${options.distribution} gives whole numbers; use number.int`,
    );
  }
  let value = cells.sample('value', distribution, quantilesBetween(name, distribution, options));
  // Quantiles are exact to a rounding error, bounds to the last digit.
  if (options.min !== undefined)
    value = arithmetic(program, 'max', value, constantNumber(program, options.min));
  if (options.max !== undefined)
    value = arithmetic(program, 'min', value, constantNumber(program, options.max));
  return value;
}

/**
 * The part of the unit interval whose samples lie between the bounds.
 *
 * @throws RangeError when next to none do.
 */
export function quantilesBetween(
  name: string,
  distribution: Distribution,
  { min, max }: Bounds,
): Quantiles {
  if (min !== undefined && max !== undefined && min > max) {
    throw new RangeError(`${name}: min ${min} exceeds max ${max}; swap the two`);
  }
  const from = min === undefined ? 0 : quantileOf(distribution, min);
  const to = max === undefined ? 1 : quantileOf(distribution, max);
  if (to - from < LEAST_SHARE) {
    throw new RangeError(
      `${name}: next to no value of this ${distribution.kind} distribution lies between min and max; widen them`,
    );
  }
  return { from, to };
}

/** The least `u` whose sample is at least `value`, by bisection: samples grow with `u`. */
export function quantileOf(distribution: Distribution, value: number): number {
  const sample = createSampler(distribution);
  let low = 0;
  let high = 1;
  if (sample(low, 0) >= value) return 0;
  for (let round = 0; round < 64; round++) {
    const middle = (low + high) / 2;
    if (sample(middle, 0) >= value) high = middle;
    else low = middle;
  }
  return high;
}
