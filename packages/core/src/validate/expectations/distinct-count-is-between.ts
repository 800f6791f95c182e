import { z } from 'zod';
import { defineExpectation } from '../define.ts';

const count = z.number().int().nonnegative();

/**
 * The columns have so many different combinations of values; one with a null does not count.
 *
 * Approximate counts come from a sketch of 16 KiB, whose standard error is 0.81 %.
 * Source: P. Flajolet et al., "HyperLogLog", AofA 2007; estimate of O. Ertl, arXiv:1702.01284.
 */
export const distinctCountIsBetween = defineExpectation({
  name: 'distinctCountIsBetween',
  summary:
    'The columns have from `min` to `max` different combinations of values; one with a null does not count.',
  columns: 'one-or-more',
  options: z
    .strictObject({
      min: count.optional().describe('At least so many.'),
      max: count.optional().describe('At most so many.'),
      approximate: z
        .boolean()
        .default(false)
        .describe(
          'Count by a HyperLogLog sketch of 16 KiB: quick for very many values, with a standard error of 0.81 %.',
        ),
    })
    .refine(({ min, max }) => min !== undefined || max !== undefined, 'give "min", "max" or both')
    .refine(
      ({ min = 0, max = Number.POSITIVE_INFINITY }) => min <= max,
      '"min" must not be greater than "max"',
    ),
  query: (columns, { min = 0, max = Number.POSITIVE_INFINITY, approximate }) => ({
    failing: 'figure',
    figure: {
      name: approximate ? 'approximate-distinct-count' : 'distinct-count',
      columns,
      options: {},
    },
    minimum: min,
    maximum: max,
  }),
});
