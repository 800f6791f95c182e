import { z } from 'zod';
import { defineGenerator } from '../define.ts';
import { cellsOfValues, jsonOfValue } from '../value-cells.ts';

/**
 * The values of a list, one for each row.
 *
 * Shape: text, integer, float or boolean, as the values are; JSON where they are of different types, lists or maps.
 * A null among the values is a null cell. Edge rows take the values from the first one again.
 * Unique: when no value stands twice.
 */
export const list = defineGenerator({
  name: 'list',
  summary: 'The values of a list, one for each row, in their order.',
  options: z.strictObject({
    values: z
      .array(z.unknown())
      .min(1, 'must hold at least one value')
      .describe('One value for each row: [EUR, USD, GBP]. Rows need as many values as there are.'),
  }),
  unique: 'row',
  compile(cells, { values }) {
    const { program, rows, rowCount, baseRows, unique } = cells;
    refuseShortage(values, baseRows);
    if (unique) refuseRepeats(values, rowCount);
    const value = program.add('number', (out) => ({
      kernel: 'row-number',
      out,
      rows,
      start: 0,
      step: 1,
    }));
    const place = program.add('number', (out) => ({
      kernel: 'digit',
      out,
      value,
      divisor: 1,
      modulus: values.length,
    }));
    const row = program.add('int', (out) => ({ kernel: 'int-from-number', out, value: place }));
    const { entries, codes: table } = distinct(values);
    const codes = program.add('int', (out) => ({ kernel: 'map-int', out, value: row, table }));
    const column = cellsOfValues(cells, codes, entries);
    return unique ? { ...column, distinct: true } : column;
  },
});

function refuseShortage(values: readonly unknown[], rows: number): void {
  if (rows <= values.length) return;
  throw new RangeError(
    `list: the table has ${rows.toLocaleString('en')} rows, but "values" has ${values.length.toLocaleString('en')}; give every row a value, or ask for fewer rows`,
  );
}

function refuseRepeats(values: readonly unknown[], rows: number): void {
  const { entries } = distinct(values);
  if (entries.length < values.length)
    throw new RangeError('list: a value stands twice in "values"; drop one, or drop "unique"');
  if (rows > values.length)
    throw new RangeError(`list: its ${values.length} values are fewer than the rows of the table`);
}

/** Different values, and the number of each value among them. */
function distinct(values: readonly unknown[]): {
  readonly entries: readonly unknown[];
  readonly codes: Int32Array;
} {
  const numbers = new Map<string, number>();
  const entries: unknown[] = [];
  const codes = Int32Array.from(values, (value) => {
    const id = jsonOfValue(value);
    const number = numbers.get(id) ?? entries.push(value) - 1;
    numbers.set(id, number);
    return number;
  });
  return { entries, codes };
}
