import { z } from 'zod';
import { boundOf, clamp, fitNumber, isNumberType } from '../column-types.ts';
import {
  addDecimals,
  type Decimal,
  decimalOf,
  parseDecimal,
  toNumber,
  trimmed,
  withScale,
  writeDecimal,
} from '../decimal.ts';
import { defineStrategy } from '../define.ts';
import { fractionOf, subjectWords } from '../mask-rows.ts';
import { maskNumbers } from '../number-cells.ts';

const SHAPES = {
  /** From -1 up to 1. */
  uniform: (fraction: number): number => 2 * fraction - 1,
  /** Density exp(-|x|) / 2, by its inverse distribution function. */
  laplace: (fraction: number): number => {
    const centred = fraction - 0.5;
    return -Math.sign(centred) * Math.log(Math.max(Number.MIN_VALUE, 1 - 2 * Math.abs(centred)));
  },
} as const;

/**
 * Adds noise to numbers: a share of each number, or the same amount for all.
 *
 * Shape: a number of the column's type, with as many digits after the point as the value has, or as `round` says.
 * Uniform noise is at most `ratio` of the number, or `amount`; Laplace noise is as much on average, and can be more.
 * Consistent: the noise follows from the key and the value, or from the column and whom `by` names. So masking the
 * same row again and again gives the same number: noise cannot be averaged away. It is no differential privacy.
 * Not changed: NaN and infinity; with `ratio`, 0.
 *
 * @throws MaskError for a value that is no number.
 */
export const noiseNumber = defineStrategy({
  name: 'noise.number',
  summary: 'Adds noise to numbers, always the same to the same value.',
  options: z
    .strictObject({
      ratio: z
        .number()
        .positive()
        .max(10)
        .optional()
        .describe('Noise as a share of the number; 0.1 where neither it nor amount is given.'),
      amount: z.number().positive().optional().describe('Noise in units of the number.'),
      distribution: z
        .enum(['uniform', 'laplace'])
        .default('uniform')
        .describe('Bounded by ratio or amount, or with that as its mean size.'),
      min: z.number().optional().describe('Least result.'),
      max: z.number().optional().describe('Greatest result.'),
      round: z.int().min(0).max(15).optional().describe('Digits after the point.'),
      by: z.string().min(1).optional().describe('Column that says whose number it is.'),
    })
    .refine(({ ratio, amount }) => ratio === undefined || amount === undefined, {
      path: ['amount'],
      message: 'leave out one of ratio and amount',
    })
    .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
      path: ['max'],
      message: 'must not be less than min',
    }),
  properties: {
    family: 'perturbed',
    deterministic: true,
    referential: true,
    injective: false,
    reversible: 'no',
    keyed: true,
    nullSafe: true,
    reveals: 'value',
    leaks: ['range', 'frequency', 'nulls'],
  },
  adjust: ({ by }) => (by === undefined ? {} : { referential: false, leaks: ['range', 'nulls'] }),
  reads: ({ by }) => (by === undefined ? [] : [by]),
  fits: (_, sourceType) => isNumberType(sourceType),
  create({ ratio = 0.1, amount, distribution, min, max, round, by }, context) {
    const wordsFor = subjectWords(context.key.prf('noise.number'), {
      by,
      field: context.column,
      self: canonical,
    });
    const [least, most] = [boundOf(min), boundOf(max)];
    return maskNumbers(context, (column) => {
      const words = wordsFor(column);
      return (number, row) => {
        const factor = SHAPES[distribution](fractionOf(words(row, 0), words(row, 1)));
        const size = amount ?? ratio * Math.abs(toNumber(number));
        const sum = addDecimals(number, decimalOf(size * factor));
        const rounded = withScale(sum, round ?? number.scale);
        const bounded = clamp(rounded, [least ?? rounded, most ?? rounded]);
        return writeDecimal(fitNumber(bounded, context.sourceType));
      };
    });
  },
});

/** `1.50` and `1.5` are one number, in whichever database. */
function canonical(value: string): string {
  const number: Decimal | undefined = parseDecimal(value);
  return number === undefined ? value : writeDecimal(trimmed(number));
}
