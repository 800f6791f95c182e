import { z } from 'zod';
import { compilePattern } from '../../expressions/pattern.ts';
import { BOOLEAN, operate, textLiteral } from '../../expressions/typed-parts.ts';
import { forColumns, textColumn } from '../column-conditions.ts';
import { defineExpectation } from '../define.ts';

/**
 * The pattern is found in every text; `^` and `$` tie it to both ends. A null satisfies it.
 *
 * Source: syntax of RE2, https://github.com/google/re2/wiki/Syntax, without `\C`, `(?U)`, names in `(?<`, and classes of
 * Unicode beyond general categories and common scripts. No pattern takes more than linear time.
 */
export const valuesMatchPattern = defineExpectation({
  name: 'valuesMatchPattern',
  summary: 'A pattern (RE2) is found in every text; with `not`, in none.',
  columns: 'one-or-more',
  options: z.strictObject({
    pattern: z.string().min(1).describe('Pattern of RE2: "^[A-Z]{2}[0-9]{4}$".'),
    not: z.boolean().default(false).describe('The pattern is found in no text.'),
  }),
  query(columns, { pattern, not }, context) {
    compilePattern(pattern);
    const condition = forColumns(columns, context, (column, name) => {
      const found = operate('matches', [textColumn(column, name), textLiteral(pattern)], BOOLEAN);
      return not ? operate('not', [found], BOOLEAN) : found;
    });
    return {
      failing: 'rows-against',
      condition,
      expected: `${not ? 'does not match' : 'matches'} ${pattern}`,
    };
  },
});
