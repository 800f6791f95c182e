import type { ColumnShape } from '@rowmill/core';
import type { CellValue } from '@rowmill/core/kernels';

/** A row whose cells may be of other types than their columns. */
export type LooseRow = Readonly<Record<string, CellValue>>;

type Columns = readonly Pick<ColumnShape, 'name' | 'type'>[];

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A row as a line of NDJSON has it: numbers of every type are numbers there, with all their digits. */
export function jsonOfRow(row: LooseRow, columns: Columns): string {
  const cells = columns.map(
    ({ name, type }) => `${JSON.stringify(name)}:${jsonOfCell(row[name] ?? null, type)}`,
  );
  return `{${cells.join(',')}}`;
}

function jsonOfCell(cell: CellValue, { kind }: ColumnShape['type']): string {
  if (typeof cell === 'bigint') return String(cell);
  if (Object.is(cell, -0)) return '-0';
  if (kind === 'decimal' && typeof cell === 'string' && NUMBER.test(cell)) return cell;
  return JSON.stringify(cell);
}

/** The names of columns, and cells, as a record of CSV (RFC 4180); null is nothing, an empty text is `""`. */
export const csvHeader = (columns: Columns): string =>
  columns.map(({ name }) => csvText(name)).join(',');

export const csvOfRow = (row: LooseRow, columns: Columns): string =>
  columns.map(({ name }) => csvOfCell(row[name] ?? null)).join(',');

function csvOfCell(cell: CellValue): string {
  if (cell === null) return '';
  if (Object.is(cell, -0)) return '-0';
  return csvText(typeof cell === 'object' ? JSON.stringify(cell) : String(cell));
}

function csvText(text: string): string {
  const isPlain = text !== '' && !/[",\r\n]/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
