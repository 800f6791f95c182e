import { z } from 'zod';
import { defineExpectation } from '../define.ts';

/** Every combination of the columns' values is in the parent table; one with a null need not be. */
export const valuesReference = defineExpectation({
  name: 'valuesReference',
  summary:
    'Every combination of the columns’ values is in a row of the parent table; one with a null need not be.',
  columns: 'one-or-more',
  options: z.strictObject({
    parentTable: z.string().min(1).describe('Table that holds the values.'),
    parentColumns: z
      .array(z.string().min(1))
      .min(1)
      .describe('Its columns, in the order of the columns that refer to them.'),
  }),
  query: (columns, { parentTable, parentColumns }) => ({
    failing: 'rows-without-parent',
    columns,
    parentTable,
    parentColumns,
  }),
});
