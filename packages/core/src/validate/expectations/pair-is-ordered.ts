import { z } from 'zod';
import { compare, typeColumn } from '../../expressions/type-expression.ts';
import { KIND_NAMES } from '../../expressions/typed-parts.ts';
import { allOf } from '../column-conditions.ts';
import { defineExpectation } from '../define.ts';

/** In every row the first column is less than the second. A row with a null in one of them satisfies it. */
export const pairIsOrdered = defineExpectation({
  name: 'pairIsOrdered',
  summary:
    'In every row the first of two columns is less than the second; with `orEqual`, not greater.',
  columns: 'two',
  options: z.strictObject({
    orEqual: z.boolean().default(false).describe('Both may be equal.'),
  }),
  query([first = '', second = ''], { orEqual }, { table }) {
    const parts = [typeColumn(first, table), typeColumn(second, table)] as const;
    const condition = compare(orEqual ? '<=' : '<', parts);
    if (condition === undefined) {
      const [a, b] = parts.map(({ type }) => KIND_NAMES[type.kind]);
      throw new RangeError(`${first} (${a}) and ${second} (${b}) cannot be compared`);
    }
    const expected = `${first} ${orEqual ? 'at most' : 'less than'} ${second}`;
    return { failing: 'rows-against', condition: allOf([condition]), expected };
  },
});
