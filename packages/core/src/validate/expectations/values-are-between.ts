import { z } from 'zod';
import { evaluateTyped } from '../../expressions/evaluate-typed.ts';
import { typeColumn } from '../../expressions/type-expression.ts';
import {
  allOf,
  comparedWith,
  forColumns,
  orderedColumn,
  type WrittenValue,
} from '../column-conditions.ts';
import { defineExpectation, type ExpectationContext } from '../define.ts';

const bound = z.union([z.number(), z.string().min(1)]);

const SIGNS = { min: '>=', above: '>', max: '<=', below: '<' } as const;
const WORDS = { min: 'at least', above: 'above', max: 'at most', below: 'below' } as const;

/**
 * Every value lies within bounds. Numbers of any type, dates and timestamps compare by their size, decimals exactly,
 * texts by code points. A null satisfies it.
 */
export const valuesAreBetween = defineExpectation({
  name: 'valuesAreBetween',
  summary: 'Every value lies within bounds, each of them inclusive or not.',
  columns: 'one-or-more',
  options: z
    .strictObject({
      min: bound.optional().describe('At least so much: 0, "12.50", "2024-01-31".'),
      max: bound.optional().describe('At most so much.'),
      above: bound.optional().describe('More than that.'),
      below: bound.optional().describe('Less than that.'),
    })
    .refine((bounds) => Object.keys(bounds).length > 0, 'give "min", "max", "above" or "below"')
    .refine(({ min, above }) => min === undefined || above === undefined, 'give "min" or "above"')
    .refine(({ max, below }) => max === undefined || below === undefined, 'give "max" or "below"'),
  query(columns, options, context) {
    const bounds = (['min', 'above', 'max', 'below'] as const).flatMap(
      (key): [keyof typeof SIGNS, WrittenValue][] => {
        const value = options[key];
        return value === undefined ? [] : [[key, value]];
      },
    );
    const condition = forColumns(columns, context, (column, name) =>
      allOf(
        bounds.map(([key, value]) =>
          comparedWith(orderedColumn(column, name), SIGNS[key], { value, name }),
        ),
      ),
    );
    for (const name of columns) assertRoom(name, options, context);
    const expected = bounds.map(([key, value]) => `${WORDS[key]} ${value}`).join(' and ');
    return { failing: 'rows-against', condition, expected };
  },
});

type Bounds = Readonly<Partial<Record<keyof typeof SIGNS, WrittenValue | undefined>>>;

/** @throws RangeError when no value of the column can lie within the bounds. */
function assertRoom(name: string, bounds: Bounds, { table }: ExpectationContext): void {
  const [low, high] = [bounds.min ?? bounds.above, bounds.max ?? bounds.below];
  if (low === undefined || high === undefined) return;
  const isOpen = bounds.above !== undefined || bounds.below !== undefined;
  const upTo = comparedWith(typeColumn(name, table), isOpen ? '<' : '<=', { value: high, name });
  // The lower bound itself is put in the place of a cell; one that no cell can have tells nothing.
  if (evaluateTyped(upTo, { [name]: low }) === false)
    throw new RangeError(`no value of ${name} lies between ${low} and ${high}`);
}
