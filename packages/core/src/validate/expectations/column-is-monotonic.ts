import { z } from 'zod';
import { typeColumn } from '../../expressions/type-expression.ts';
import { orderedColumn } from '../column-conditions.ts';
import { defineExpectation } from '../define.ts';

/**
 * The values rise, or fall, in the order of the rows. A null has no place in the order and satisfies it: the next value
 * is held against the last one that is not null.
 */
export const columnIsMonotonic = defineExpectation({
  name: 'columnIsMonotonic',
  summary: 'The values rise, or fall, in the order of the rows, in each group of `by` on its own.',
  columns: 'one',
  options: z.strictObject({
    direction: z
      .enum(['increasing', 'decreasing'])
      .default('increasing')
      .describe('Whether values rise or fall.'),
    strictly: z.boolean().default(false).describe('Equal values in a row fail too.'),
    by: z
      .array(z.string().min(1))
      .default([])
      .describe('Columns whose values make orders of their own, such as an account.'),
  }),
  query([name = ''], { direction, strictly, by }, { table }) {
    for (const group of by) typeColumn(group, table);
    const value = orderedColumn(typeColumn(name, table), name);
    return { failing: 'rows-out-of-order', value, direction, strictly, by };
  },
});
