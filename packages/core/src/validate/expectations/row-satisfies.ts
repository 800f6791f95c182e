import { z } from 'zod';
import { readCondition } from '../../expressions/type-expression.ts';
import { defineExpectation } from '../define.ts';

/**
 * An expression over the columns is true in every row. As in a CHECK of SQL, a row for which it is null satisfies it:
 * a comparison with a null is null, `x == null` asks for one.
 */
export const rowSatisfies = defineExpectation({
  name: 'rowSatisfies',
  summary: 'An expression over the columns is true in every row.',
  columns: 'none',
  options: z.strictObject({
    expression: z
      .string()
      .min(1)
      .describe('Condition over columns: "total == net + tax", "shipped == null || paid".'),
  }),
  query: (_columns, { expression }, { table }) => ({
    failing: 'rows-against',
    condition: readCondition(expression, table),
    expected: expression,
  }),
});
