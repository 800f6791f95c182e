import { type ExactNumbers, isFloat } from '@rowmill/core/json-schema';
import { coerceCell } from './coerce-cell.ts';
import type { ColumnTypes } from './column-types.ts';
import { type CsvCells, type CsvRecord, readCsvRecords } from './csv-records.ts';
import { holdNumbers } from './json-oddities.ts';
import type { ReadItem } from './read-item.ts';

/**
 * Rows of a CSV file whose first record names the columns.
 *
 * Cells become what the schema declares their column to be; see {@link coerceCell}.
 */
export async function* readCsvRows(
  chunks: AsyncIterable<string>,
  columnTypes: ColumnTypes,
  delimiter = ',',
  place?: CsvPlace,
): AsyncGenerator<ReadItem> {
  const records = readCsvRecords(chunks, delimiter, place?.firstLine);
  const first = place === undefined ? await records.next() : undefined;
  const header =
    place?.header ?? (first?.done === false ? readHeader(cellsOf(first.value)) : EMPTY);
  if ('problem' in header) {
    const line = first?.done === false ? first.value.line : 1;
    yield { kind: 'broken', line, problem: `header: ${header.problem}` };
    return;
  }
  let row = (place?.firstRow ?? 1) - 1;
  for await (const record of records) {
    const cells = cellsOf(record);
    if (isBlank(cells, header)) continue;
    row += 1;
    yield rowItem(cells, header, columnTypes, { row, line: record.line });
  }
}

/** A place below the header. */
export interface CsvPlace {
  readonly header: readonly string[];
  readonly firstLine: number;
  readonly firstRow: number;
}

function cellsOf(record: CsvRecord): CsvCells {
  return 'problem' in record ? record : record.cells;
}

/** A row as the validator takes it, or what is wrong with it. */
export function rowItem(
  cells: CsvCells,
  header: readonly string[],
  columnTypes: ColumnTypes,
  place: { readonly row: number; readonly line: number },
): ReadItem {
  const row = toRow(cells, header, columnTypes);
  if (!(row instanceof Map)) return { kind: 'broken', ...place, problem: row.problem };
  const value: object = Object.fromEntries(row);
  const exact = exactCells(value, header, cells);
  holdNumbers(exact);
  return { kind: 'row', ...place, value, ...(exact.size === 0 ? {} : { exact }) };
}

/** Numbers whose cells say more than a float holds. */
function exactCells(row: object, header: readonly string[], cells: CsvCells): ExactNumbers {
  const exact = new Map<string, string>();
  if ('problem' in cells) return new Map();
  for (const [index, name] of header.entries()) {
    const cell = cells[index];
    const isNumber = typeof Reflect.get(row, name) === 'number';
    if (isNumber && typeof cell === 'string' && !isFloat(cell)) exact.set(name, cell);
  }
  return exact.size === 0 ? new Map() : new Map([[row, exact]]);
}

const EMPTY: Problem = { problem: 'the file is empty - its first line must name the columns' };

export interface Problem {
  readonly problem: string;
}

export function readHeader(cells: CsvCells): readonly string[] | Problem {
  if ('problem' in cells) return cells;
  const names: string[] = [];
  for (const [index, name] of cells.entries()) {
    if (name === null || name === '') return { problem: `column ${index + 1} has no name` };
    if (names.includes(name)) return { problem: `two columns are called ${JSON.stringify(name)}` };
    names.push(name);
  }
  return names;
}

/** An empty line is a row with one empty cell where there is one column, and nothing elsewhere. */
function isBlank(cells: CsvCells, header: readonly string[]): boolean {
  if ('problem' in cells || header.length === 1) return false;
  return cells.length === 1 && cells[0] === null;
}

export function wrongWidth(found: number, wanted: number): string {
  return `has ${found} cells where the header names ${wanted} columns`;
}

function toRow(
  cells: CsvCells,
  header: readonly string[],
  columnTypes: ColumnTypes,
): Map<string, unknown> | Problem {
  if ('problem' in cells) return cells;
  if (cells.length !== header.length) return { problem: wrongWidth(cells.length, header.length) };
  const row = new Map<string, unknown>();
  for (const [index, name] of header.entries()) {
    const value = coerceCell(cells[index] ?? null, columnTypes.get(name));
    if (value !== undefined) row.set(name, value);
  }
  return row;
}
