import { z } from 'zod';
import { dayOfContext, maskDates, yearsBetween } from '../date-cell.ts';
import { defineStrategy } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';

/**
 * Turns dates of birth into the age in full years, as of the day that the request says.
 *
 * Shape: `0` to `89`, and `90+` for all who are older (45 CFR 164.514(b)(2)(i)(C)). Who is not born yet is 0.
 *
 * @throws MaskError for a value that is no date.
 */
export const dateAge = defineStrategy({
  name: 'date.age',
  summary: 'Turns dates of birth into ages in full years, all of 90 and more in one class.',
  options: z.strictObject({
    topcode: z
      .int()
      .min(1)
      .max(150)
      .default(89)
      .describe('Greatest age that is told; who is older is in one class, e.g. 90+.'),
  }),
  properties: GENERALISED,
  create({ topcode }, context) {
    const today = dayOfContext(context);
    return maskDates(context, () => ({ day }) => {
      const age = Math.max(0, yearsBetween(day, today));
      return age > topcode ? `${topcode + 1}+` : `${age}`;
    });
  },
});
