import { z } from 'zod';
import { defineExpectation } from '../define.ts';

const share = z.number().min(0).max(1);

/** So many of the rows have a null in one of the columns. */
export const nullShareIsBetween = defineExpectation({
  name: 'nullShareIsBetween',
  summary:
    'The share of the rows with a null in one of the columns lies from `min` to `max`; it is 0 for a table without rows.',
  columns: 'one-or-more',
  options: z
    .strictObject({
      min: share.default(0).describe('Least share, 0 to 1.'),
      max: share.default(1).describe('Greatest share, 0 to 1.'),
    })
    .refine(({ min, max }) => min <= max, '"min" must not be greater than "max"')
    .refine(({ min, max }) => min > 0 || max < 1, 'give "min" or "max", or every share passes'),
  query: (columns, { min, max }) => ({
    failing: 'figure',
    figure: { name: 'share-of-nulls', columns, options: {} },
    minimum: min,
    maximum: max,
  }),
});
