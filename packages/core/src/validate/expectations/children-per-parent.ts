import { z } from 'zod';
import { defineExpectation } from '../define.ts';
import { columnNamed, columnNames, tableNamed } from '../option-parts.ts';

const count = z.number().int().nonnegative();
const bound = z.number().nonnegative();

/**
 * Every row has from `min` to `max` children, or rows have so many in the mean. Rows without any count as 0; a row with
 * a null in its columns has none.
 */
export const childrenPerParent = defineExpectation({
  name: 'childrenPerParent',
  summary:
    'Every row has from `min` to `max` rows of another table that refer to it, or so many in the mean; rows without any count.',
  columns: 'one-or-more',
  options: z
    .strictObject({
      children: z
        .strictObject({
          table: z.string().min(1).describe('Table of the children.'),
          columns: columnNames.describe(
            'Their columns that refer to this table, in the order of its columns.',
          ),
        })
        .describe('Where the children are.'),
      min: count.optional().describe('Fewest children of a row.'),
      max: count.optional().describe('Most children of a row.'),
      mean: z
        .strictObject({
          min: bound.default(0).describe('Least mean.'),
          max: bound.optional().describe('Greatest mean.'),
        })
        .optional()
        .describe('Bounds of the mean, in place of min and max.'),
    })
    .refine(
      ({ min, max, mean }) => (mean === undefined) !== (min === undefined && max === undefined),
      'give either "mean", or "min" and "max" or one of them',
    )
    .refine(
      ({ min = 0, max = Number.POSITIVE_INFINITY, mean }) =>
        min <= max && (mean?.min ?? 0) <= (mean?.max ?? Number.POSITIVE_INFINITY),
      '"min" must not be greater than "max"',
    ),
  query(columns, { children, min = 0, max = Number.POSITIVE_INFINITY, mean }, context) {
    const childTable = tableNamed(children.table, context);
    for (const name of children.columns) columnNamed(name, childTable);
    if (children.columns.length !== columns.length)
      throw new RangeError(
        `${children.columns.length} columns of ${children.table} cannot refer to ${columns.length}; name as many`,
      );
    const [table, childColumns] = [children.table, children.columns];
    if (mean === undefined) {
      const wanted = { kind: 'count', minimum: min, maximum: max } as const;
      return { failing: 'rows-by-children', columns, childTable: table, childColumns, wanted };
    }
    return {
      failing: 'figure',
      figure: { name: 'mean-of-children', columns, options: { childTable: table, childColumns } },
      minimum: mean.min,
      maximum: mean.max ?? Number.POSITIVE_INFINITY,
    };
  },
});
