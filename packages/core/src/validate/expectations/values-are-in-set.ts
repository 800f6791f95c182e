import { z } from 'zod';
import { BOOLEAN, operate } from '../../expressions/typed-parts.ts';
import { forColumns, inSet } from '../column-conditions.ts';
import { defineExpectation } from '../define.ts';

/** Every value is one of those listed, or none of them. A null satisfies it. */
export const valuesAreInSet = defineExpectation({
  name: 'valuesAreInSet',
  summary: 'Every value is one of those listed; with `not`, none of them is.',
  columns: 'one-or-more',
  options: z.strictObject({
    values: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .min(1)
      .max(10_000)
      .describe('The values; texts for dates, timestamps and numbers of more than 15 digits.'),
    not: z.boolean().default(false).describe('No value is one of them.'),
  }),
  query(columns, { values, not }, context) {
    const condition = forColumns(columns, context, (column, name) => {
      const found = inSet(column, values, name);
      return not ? operate('not', [found], BOOLEAN) : found;
    });
    const shown = values.slice(0, 5).map(String).join(', ');
    const more = values.length > 5 ? ` and ${values.length - 5} more` : '';
    const expected = `${not ? 'none' : 'one'} of ${shown}${more}`;
    return { failing: 'rows-against', condition, expected };
  },
});
