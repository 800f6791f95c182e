import { z } from 'zod';
import { isNumberType } from '../column-types.ts';
import { compareDecimals, decimalOf, floorToStep, toNumber } from '../decimal.ts';
import { defineStrategy } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';
import { MaskError } from '../mask-error.ts';
import { maskNumbers } from '../number-cells.ts';

const ZERO = decimalOf(0);

/**
 * Puts ages into bands of years, all of 90 and more into one: `37` becomes `30-39`, `93` becomes `90+`.
 *
 * Shape: the label of the band. In a column of numbers its least age stands for it: `30`, `90`.
 * HIPAA: the top class is that of 45 CFR 164.514(b)(2)(i)(C) as long as `top` is at most 90.
 *
 * @throws MaskError for a value that is no number, or below 0.
 */
export const ageBand = defineStrategy({
  name: 'age.band',
  summary: 'Puts ages into bands of years, all of 90 and more into one.',
  options: z
    .strictObject({
      width: z.int().min(1).max(50).default(10).describe('Years of a band, e.g. 5 or 10.'),
      top: z.int().min(1).max(150).default(90).describe('First age of the class at the top.'),
      as: z
        .enum(['label', 'number'])
        .optional()
        .describe('How bands are written; number in columns of numbers, label elsewhere.'),
    })
    .refine(({ width, top }) => top % width === 0, {
      path: ['width'],
      message: 'bands have to end where the class at the top begins',
    }),
  properties: GENERALISED,
  fits: ({ as }, sourceType) => as !== 'label' && isNumberType(sourceType),
  create({ width, top, as }, context) {
    const years = decimalOf(width);
    const isNumber = (as ?? (isNumberType(context.sourceType) ? 'number' : 'label')) === 'number';
    return maskNumbers(context, () => (age) => {
      if (compareDecimals(age, ZERO) < 0)
        throw new MaskError(
          context.table,
          context.column,
          'an age is below 0 - mask the column by another strategy',
        );
      const from = Math.min(top, toNumber(floorToStep(age, years)));
      if (isNumber) return `${from}`;
      if (from === top) return `${top}+`;
      return width === 1 ? `${from}` : `${from}-${from + width - 1}`;
    });
  },
});
