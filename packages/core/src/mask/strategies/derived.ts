import { z } from 'zod';
import { fitNumber, isNumberType } from '../column-types.ts';
import { dayOfContext } from '../date-cell.ts';
import { writeDecimal } from '../decimal.ts';
import { defineStrategy } from '../define.ts';
import { expressionOption } from '../expression-option.ts';
import { compileRowExpression } from '../row-expression.ts';
import { numberOf, textOf } from '../row-value.ts';

/**
 * Computes the cell anew from the masks of other columns of the row: a total, an age, a full name.
 *
 * The expression is that of `derive` (columns by name, `+ - * / % **`, comparisons, `&& || !`, `?:`, `??`, functions),
 * with `age(birth)` and `today()` as of the day that the request says. Columns are read after their own masks. Cells are
 * texts: what spells a number counts as one where it meets an arithmetic sign; decimals are exact.
 * Null stays null, so that the pattern of nulls does not change; elsewhere the cell is what the expression gives, which
 * is null where one of its cells is; `coalesce(a, 0)` gives nulls a value.
 * Totals over rows of other tables are not offered: compute them where the masked tables are used.
 */
export const derived = defineStrategy({
  name: 'derived',
  summary: 'Computes the cell from the masks of other columns of the row.',
  options: z.strictObject({
    expression: expressionOption.describe(
      'Expression over masked columns: "age(birth_date)", "price * quantity".',
    ),
  }),
  properties: {
    family: 'composed',
    deterministic: true,
    referential: false,
    injective: false,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    reveals: 'value',
    leaks: ['nulls'],
  },
  readsMasked: ({ expression }) => compileRowExpression(expression).columns,
  fits: () => true,
  create({ expression }, context) {
    const { evaluate, columns } = compileRowExpression(expression);
    const world = { today: dayOfContext(context) };
    const isNumber = isNumberType(context.sourceType);
    return (column) => {
      const masks = new Map(columns.map((name) => [name, column.masked(name)] as const));
      return column.values.map((value, row) => {
        if (value === null) return null;
        const result = evaluate((name) => masks.get(name)?.[row] ?? null, world);
        const number = isNumber ? numberOf(result) : undefined;
        return number === undefined
          ? textOf(result)
          : writeDecimal(fitNumber(number, context.sourceType));
      });
    };
  },
});
