import { z } from 'zod';
import { boundOf, fitNumber, isNumberType } from '../column-types.ts';
import { compareDecimals, writeDecimal } from '../decimal.ts';
import { defineStrategy } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';
import { maskNumbers } from '../number-cells.ts';

/**
 * Puts all numbers above a cap into one class, and all below a bottom into another: few have so much, and what one has
 * alone names him.
 *
 * Shape: numbers between stay as they are. The others become the cap or the bottom itself, or the label of either.
 * A label is text and fits no column of numbers.
 * Not changed: NaN and infinity.
 *
 * @throws MaskError for a value that is no number.
 */
export const numberTopcode = defineStrategy({
  name: 'number.topcode',
  summary: 'Cuts numbers off at a cap, or at a bottom, beyond which few would stand out.',
  options: z
    .strictObject({
      cap: z.number().optional().describe('Greatest number that is told.'),
      label: z.string().min(1).optional().describe('What stands for greater ones, e.g. 100+.'),
      bottom: z.number().optional().describe('Least number that is told.'),
      bottomLabel: z.string().min(1).optional().describe('What stands for lesser ones.'),
    })
    .refine(({ cap, bottom }) => cap !== undefined || bottom !== undefined, {
      path: ['cap'],
      message: 'give a cap or a bottom',
    })
    .refine(({ cap, bottom }) => cap === undefined || bottom === undefined || bottom <= cap, {
      path: ['bottom'],
      message: 'must not be above the cap',
    })
    .refine(({ cap, label }) => label === undefined || cap !== undefined, {
      path: ['label'],
      message: 'takes a cap',
    })
    .refine(({ bottom, bottomLabel }) => bottomLabel === undefined || bottom !== undefined, {
      path: ['bottomLabel'],
      message: 'takes a bottom',
    }),
  properties: { ...GENERALISED, leaks: ['part', 'range', 'order', 'frequency', 'nulls'] },
  fits: ({ label, bottomLabel }, sourceType) =>
    label === undefined && bottomLabel === undefined && isNumberType(sourceType),
  create({ cap, label, bottom, bottomLabel }, context) {
    const [most, least] = [boundOf(cap), boundOf(bottom)];
    return maskNumbers(context, () => (number) => {
      if (most !== undefined && compareDecimals(number, most) > 0)
        return label ?? writeDecimal(fitNumber(most, context.sourceType));
      if (least !== undefined && compareDecimals(number, least) < 0)
        return bottomLabel ?? writeDecimal(fitNumber(least, context.sourceType));
      return writeDecimal(number);
    });
  },
});
