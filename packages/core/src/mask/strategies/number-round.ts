import { z } from 'zod';
import { fitNumber, isNumberType } from '../column-types.ts';
import { decimalOf, roundToStep, trimmed, writeDecimal } from '../decimal.ts';
import { defineStrategy } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';
import { maskNumbers } from '../number-cells.ts';

/**
 * Rounds numbers to the nearest multiple of a step: `1234.56` becomes `1230` with `step: 10`.
 *
 * Shape: a number of the column's type, without zeros at the end of its fraction. Computed exactly, however many
 * digits there are; halves go away from zero.
 * Not changed: NaN and infinity.
 *
 * @throws MaskError for a value that is no number.
 */
export const numberRound = defineStrategy({
  name: 'number.round',
  summary: 'Rounds numbers to the nearest multiple of a step.',
  options: z.strictObject({
    step: z.number().positive().default(10).describe('The step, e.g. 1000, 10 or 0.5.'),
  }),
  properties: GENERALISED,
  fits: (_, sourceType) => isNumberType(sourceType),
  create({ step }, context) {
    const exact = decimalOf(step);
    return maskNumbers(context, () => (number) => {
      const rounded = trimmed(roundToStep(number, exact));
      return writeDecimal(fitNumber(rounded, context.sourceType));
    });
  },
});
