import { z } from 'zod';
import { defineGenerator } from '../define.ts';
import { cellsOfValues } from '../value-cells.ts';

/**
 * The same value in every row.
 *
 * Shape: text, integer, float, boolean, or JSON for lists and maps; null is an empty column.
 * Unique: never.
 */
export const constant = defineGenerator({
  name: 'constant',
  summary: 'The same value in every row.',
  options: z.strictObject({
    value: z
      .unknown()
      .describe('Any JSON value: text, a number, true, false, null, a list or a map.'),
  }),
  unique: 'never',
  compile(cells, { value }) {
    const { program, rows } = cells;
    if (value === undefined)
      throw new RangeError('constant: "value" is missing; write value: null for an empty column');
    const key = cells.key('value');
    const only = program.add('int', (out) => ({ kernel: 'pick', out, rows, key, count: 1 }));
    return cellsOfValues(cells, only, [value]);
  },
});
