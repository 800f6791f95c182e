import { z } from 'zod';
import { parseExpression } from '../../expressions/parse-expression.ts';
import { defineGenerator } from '../define.ts';
import { compileExpression } from '../derive/compile-expression.ts';

/**
 * Computed from the other columns of the row.
 *
 * Columns are named as they are, or `row["odd name"]`. `+ - * / % **` compute with numbers, exactly with whole and
 * decimal ones; `+` joins when either side is text. Comparisons, `&& || !`, `a ? b : c`, `??` and the functions
 * abs, addDays, addHours, addMinutes, addMonths, addYears, ceil, coalesce, concat, date, day, daysBetween, floor,
 * hour, hoursBetween, if, length, lower, max, min, month, round, substring, text, timestamp, upper, weekday, year.
 *
 * Shape: integer, decimal, float, text, boolean, timestamp or date, as the expression gives.
 * A null makes the result null, as in SQL; `x == null` asks for it, and a condition that is null does not hold.
 * Division by zero, overflow and dates beyond the years 1 to 9999 are null.
 * Unique: cannot be promised.
 */
export const derive = defineGenerator({
  name: 'derive',
  summary: 'Computed from the other columns of the row.',
  options: z.strictObject({
    expression: z
      .string()
      .min(1)
      .describe('Expression over columns: "price * quantity", "concat(first, \' \', last)".'),
    type: z
      .enum(['number', 'integer', 'string', 'boolean', 'timestamp', 'date'])
      .optional()
      .describe('Type of the result, where it should not follow from the expression.'),
  }),
  unique: 'never',
  compile: (cells, { expression, type }) =>
    compileExpression(cells, parseExpression(expression), type),
});
