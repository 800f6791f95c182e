import { z } from 'zod';
import {
  checkParameters,
  DISTRIBUTION_OPTIONS,
  type DistributionKind,
} from '../../statistics/distribution-options.ts';
import { dividedBy, times } from '../constant-steps.ts';
import { defineGenerator } from '../define.ts';
import { gridBetween, sampleFloats, sampleGrid } from '../sample-numbers.ts';

const RANGED: ReadonlySet<DistributionKind> = new Set(['uniform', 'zipf']);
/** The largest value that the `integer` type of every database holds. */
const INT_MAX = 2_147_483_647;
const MAX_SCALE = 15;

/** Distributions that are drawn over a range need one; the others may have no bounds. */
function boundsOf<
  Options extends {
    distribution: DistributionKind;
    min?: number | undefined;
    max?: number | undefined;
  },
>(options: Options, defaults: { readonly min: number; readonly max: number }): Options {
  if (!RANGED.has(options.distribution)) return options;
  return { ...options, min: options.min ?? defaults.min, max: options.max ?? defaults.max };
}

const bound = (side: string, number: z.ZodNumber, initial: string) =>
  number
    .optional()
    .describe(
      `${side} value, included. Default ${initial} for uniform and zipf, no bound for the others.`,
    );

/**
 * Whole number, exact to 2^53.
 *
 * Shape: integer from `min` to `max`, both included. Samples of other distributions are rounded to the nearest
 * value that is allowed; what lies beyond `min` and `max` is cut off and its share spread over the rest.
 * Unique: every value once, with distribution uniform.
 */
export const numberInt = defineGenerator({
  name: 'number.int',
  summary: 'Whole number from a range, or by a distribution.',
  options: z.strictObject({
    min: bound('Least', z.number().int(), '0'),
    max: bound('Greatest', z.number().int(), '2147483647'),
    multipleOf: z
      .number()
      .int()
      .positive()
      .default(1)
      .describe('Every value can be divided by it.'),
    ...DISTRIBUTION_OPTIONS,
  }),
  unique: 'choices',
  compile(cells, given) {
    checkParameters('number.int', given);
    const options = boundsOf(given, { min: 0, max: Math.max(INT_MAX, given.min ?? 0) });
    const grid = gridBetween('number.int', options, 1 / options.multipleOf);
    const index = sampleGrid(cells, 'number.int', options, grid);
    return { type: { kind: 'integer' }, register: times(cells.program, index, options.multipleOf) };
  },
});

/**
 * Floating-point number.
 *
 * Shape: float (IEEE 754 double) from `min` to `max`; with `scale`, the nearest double to a number of that many
 * digits.
 * Unique: every value once, with `scale` and distribution uniform.
 */
export const numberFloat = defineGenerator({
  name: 'number.float',
  summary: 'Floating-point number from a range, or by a distribution.',
  options: z.strictObject({
    min: bound('Least', z.number(), '0'),
    max: bound('Greatest', z.number(), '1'),
    scale: z
      .number()
      .int()
      .min(0)
      .max(MAX_SCALE)
      .optional()
      .describe('Digits after the point; all that a float has when absent.'),
    ...DISTRIBUTION_OPTIONS,
  }),
  unique: 'choices',
  compile(cells, given) {
    checkParameters('number.float', given);
    const options = boundsOf(given, { min: 0, max: Math.max(1, given.min ?? 0) });
    const { scale, min = 0, max = 1 } = options;
    const type = { kind: 'float' } as const;
    if (scale === undefined)
      return { type, register: sampleFloats(cells, 'number.float', options, { min, max }) };
    const factor = 10 ** scale;
    const index = sampleGrid(
      cells,
      'number.float',
      options,
      gridBetween('number.float', options, factor),
    );
    return { type, register: dividedBy(cells.program, index, factor) };
  },
});

/**
 * Fixed-point number, exact in decimal: an amount, a share, a measure.
 *
 * Shape: decimal from `min` to `max`, both included, with `scale` digits after the point.
 * Unique: every value once, with distribution uniform.
 */
export const numberDecimal = defineGenerator({
  name: 'number.decimal',
  summary: 'Fixed-point number from a range, or by a distribution.',
  options: z.strictObject({
    min: bound('Least', z.number(), '0'),
    max: bound('Greatest', z.number(), '1000'),
    scale: z.number().int().min(0).max(MAX_SCALE).default(2).describe('Digits after the point.'),
    ...DISTRIBUTION_OPTIONS,
  }),
  unique: 'choices',
  compile(cells, given) {
    checkParameters('number.decimal', given);
    const options = boundsOf(given, { min: 0, max: Math.max(1000, given.min ?? 0) });
    const { scale } = options;
    const grid = gridBetween('number.decimal', options, 10 ** scale);
    return {
      type: { kind: 'decimal', scale },
      register: sampleGrid(cells, 'number.decimal', options, grid),
    };
  },
});
