import { z } from 'zod';
import { defineExpectation } from '../define.ts';

const rowCount = z.number().int().nonnegative();

/** The table has so many rows, exactly or within bounds. */
export const rowCountIsBetween = defineExpectation({
  name: 'rowCountIsBetween',
  summary: 'The table has so many rows: `rows` exactly, or from `min` to `max`.',
  columns: 'none',
  options: z
    .strictObject({
      rows: rowCount.optional().describe('Exactly so many.'),
      min: rowCount.optional().describe('At least so many.'),
      max: rowCount.optional().describe('At most so many.'),
    })
    .refine(
      ({ rows, min, max }) => (rows === undefined) !== (min === undefined && max === undefined),
      'give either "rows", or "min" and "max" or one of them',
    )
    .refine(
      ({ min, max }) => min === undefined || max === undefined || min <= max,
      '"min" must not be greater than "max"',
    ),
  query: (_columns, { rows, min, max }) => ({
    failing: 'row-total',
    minimum: rows ?? min ?? 0,
    maximum: rows ?? max ?? Number.POSITIVE_INFINITY,
  }),
});
