import { z } from 'zod';
import type { ColumnShape, TableShape } from '../model/table-shape.ts';
import type { ExpectationContext } from './define.ts';

/** One column or several, as a request may write them. */
export const columnNames = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((names) => (typeof names === 'string' ? [names] : names));

/** @throws RangeError when the dataset has no such table. */
export function tableNamed(name: string, { tables }: ExpectationContext): TableShape {
  const table = tables.find((candidate) => candidate.name === name);
  if (table !== undefined) return table;
  const known = tables.map((candidate) => candidate.name).join(', ');
  throw new RangeError(`there is no table "${name}"; there are ${known}`);
}

/** @throws RangeError when the table has no such column. */
export function columnNamed(name: string, { name: table, columns }: TableShape): ColumnShape {
  const column = columns.find((candidate) => candidate.name === name);
  if (column !== undefined) return column;
  const known = columns.map((candidate) => candidate.name).join(', ');
  throw new RangeError(`table ${table} has no column "${name}"; it has ${known}`);
}

const NUMBERS = ['integer', 'bigint', 'decimal', 'float'];
const TIMES = ['date', 'timestamp'];

export const isNumber = ({ type }: ColumnShape): boolean => NUMBERS.includes(type.kind);
export const isTime = ({ type }: ColumnShape): boolean => TIMES.includes(type.kind);

/** @throws RangeError when the column does not hold numbers. */
export function numberColumn(name: string, table: TableShape): ColumnShape {
  const column = columnNamed(name, table);
  if (isNumber(column)) return column;
  throw new RangeError(`${table.name}.${name} holds ${column.type.kind} values, not numbers`);
}

/** @throws RangeError when values of the column are no points of a line: neither numbers nor days nor instants. */
export function measurableColumn(name: string, table: TableShape): ColumnShape {
  const column = columnNamed(name, table);
  if (isNumber(column) || isTime(column)) return column;
  throw new RangeError(
    `${table.name}.${name} holds ${column.type.kind} values, neither numbers nor days nor instants`,
  );
}

/** Digits behind the point of values of the column; undefined for floats. */
export function scaleOf({ type }: ColumnShape): number | undefined {
  if (type.kind === 'float') return undefined;
  return type.kind === 'decimal' ? type.scale : 0;
}
