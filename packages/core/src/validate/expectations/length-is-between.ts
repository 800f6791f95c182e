import { z } from 'zod';
import { operate, WHOLE } from '../../expressions/typed-parts.ts';
import { allOf, comparedWith, forColumns, textColumn } from '../column-conditions.ts';
import { defineExpectation } from '../define.ts';

const length = z.int().nonnegative();

/** Every text has so many characters, counted as Unicode code points. A null satisfies it. */
export const lengthIsBetween = defineExpectation({
  name: 'lengthIsBetween',
  summary: 'Every text has from `min` to `max` characters (Unicode code points).',
  columns: 'one-or-more',
  options: z
    .strictObject({
      min: length.optional().describe('At least so many characters.'),
      max: length.optional().describe('At most so many characters.'),
    })
    .refine(
      ({ min, max }) => min !== undefined || max !== undefined,
      'give "min" or "max", or both',
    )
    .refine(
      ({ min, max }) => min === undefined || max === undefined || min <= max,
      '"min" must not be greater than "max"',
    ),
  query(columns, { min, max }, context) {
    const condition = forColumns(columns, context, (column, name) => {
      const count = operate('length', [textColumn(column, name)], WHOLE);
      return allOf([
        ...(min === undefined ? [] : [comparedWith(count, '>=', { value: min, name })]),
        ...(max === undefined ? [] : [comparedWith(count, '<=', { value: max, name })]),
      ]);
    });
    const bounds = [
      ...(min === undefined ? [] : [`at least ${min}`]),
      ...(max === undefined ? [] : [`at most ${max}`]),
    ];
    return { failing: 'rows-against', condition, expected: `${bounds.join(' and ')} characters` };
  },
});
