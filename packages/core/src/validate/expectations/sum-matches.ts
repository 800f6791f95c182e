import { z } from 'zod';
import { readDecimal } from '../../statistics/exact-decimal.ts';
import { defineExpectation, type ExpectationContext, type ExpectationQuery } from '../define.ts';
import { columnNamed, columnNames, numberColumn, scaleOf, tableNamed } from '../option-parts.ts';

const children = z
  .strictObject({
    table: z.string().min(1).describe('Table of the children.'),
    column: z.string().min(1).describe('Their column that is summed up.'),
    references: columnNames.describe('Their columns that hold the key of the row they belong to.'),
    key: columnNames.describe('The columns of this table that these refer to, in the same order.'),
  })
  .refine(
    ({ references, key }) => references.length === key.length,
    'name as many columns in "references" as in "key"',
  );

/**
 * The sum of a column is a number, or the sum of another column; or the column of every row is the sum over its
 * children.
 *
 * Nulls count as nothing; a row that says null is not compared with its children. Integers and decimals are added
 * exactly, floats up to one part in 10^9.
 */
export const sumMatches = defineExpectation({
  name: 'sumMatches',
  summary:
    'The sum of the column is a number or the sum of another column; or every row has the sum over its children there. Decimals are added exactly.',
  columns: 'one',
  options: z
    .strictObject({
      equals: z
        .union([
          z.number(),
          z.string().refine((text) => readDecimal(text) !== undefined, 'must be a number'),
        ])
        .optional()
        .describe('What the sum is; in quotes beyond 15 digits.'),
      equalsColumn: z
        .string()
        .min(1)
        .optional()
        .describe('Column of the same table with the same sum.'),
      children: children
        .optional()
        .describe('Rows of another table whose sum stands in the column, row by row.'),
      tolerance: z
        .number()
        .nonnegative()
        .default(0)
        .describe('How far the two may lie apart, inclusive.'),
    })
    .refine(
      (options) =>
        [options.equals, options.equalsColumn, options.children].filter(
          (given) => given !== undefined,
        ).length === 1,
      'give one of "equals", "equalsColumn" and "children"',
    ),
  query([column = ''], { equals, equalsColumn, children: family, tolerance }, context) {
    const own = numberColumn(column, context.table);
    if (family !== undefined) return sumOverChildren(column, { family, tolerance }, context);
    const others = equalsColumn === undefined ? [] : [numberColumn(equalsColumn, context.table)];
    const floats = [own, ...others].some(({ type }) => type.kind === 'float');
    return {
      failing: 'figure',
      figure: {
        name: 'sum-difference',
        columns: [column, ...others.map(({ name }) => name)],
        options: { floats, ...(equals === undefined ? {} : { equals: String(equals) }) },
      },
      minimum: -tolerance,
      maximum: tolerance,
    };
  },
});

function sumOverChildren(
  column: string,
  { family, tolerance }: { readonly family: z.output<typeof children>; readonly tolerance: number },
  context: ExpectationContext,
): ExpectationQuery {
  const childTable = tableNamed(family.table, context);
  for (const name of family.key) columnNamed(name, context.table);
  for (const name of family.references) columnNamed(name, childTable);
  const scales = [numberColumn(column, context.table), numberColumn(family.column, childTable)].map(
    scaleOf,
  );
  const scale = scales.includes(undefined)
    ? undefined
    : Math.max(...scales.map((digits) => digits ?? 0));
  return {
    failing: 'rows-by-children',
    columns: family.key,
    childTable: family.table,
    childColumns: family.references,
    wanted: { kind: 'sum', column, childColumn: family.column, tolerance, scale },
  };
}
