import { z } from 'zod';
import { defineExpectation } from '../define.ts';
import { measurableColumn } from '../option-parts.ts';

/** What the last digits of a coefficient are off by, and more. */
const ROUNDING = 1e-9;

/**
 * Two columns of numbers, days or instants depend on one another as much as expected. Rows with a null in one of them
 * do not count; where a column is constant there is no coefficient, and the expectation fails.
 */
export const correlationIsNear = defineExpectation({
  name: 'correlationIsNear',
  summary:
    'The coefficient of correlation of the two columns is `value`, give or take `tolerance`: Pearson’s, or Spearman’s of ranks.',
  columns: 'two',
  options: z.strictObject({
    value: z.number().min(-1).max(1).describe('What the coefficient is, -1 to 1.'),
    tolerance: z
      .number()
      .min(0)
      .max(2)
      .default(0.05)
      .describe('How far it may lie from it, inclusive.'),
    method: z
      .enum(['pearson', 'spearman'])
      .default('pearson')
      .describe('pearson for lines; spearman for whatever rises or falls, by ranks.'),
  }),
  query(columns, { value, tolerance, method }, { table }) {
    for (const name of columns) measurableColumn(name, table);
    return {
      failing: 'figure',
      figure: { name: `${method}-correlation`, columns, options: {} },
      minimum: value - tolerance - ROUNDING,
      maximum: value + tolerance + ROUNDING,
    };
  },
});
