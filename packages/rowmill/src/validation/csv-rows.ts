import { coerceCell } from './coerce-cell.ts';
import type { ColumnTypes } from './column-types.ts';
import { type CsvRecord, readCsvRecords } from './csv-records.ts';
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
): AsyncGenerator<ReadItem> {
  const records = readCsvRecords(chunks, delimiter);
  const first = await records.next();
  const line = first.done === true ? 1 : first.value.line;
  const header = first.done === true ? EMPTY : readHeader(first.value);
  if ('problem' in header) {
    yield { kind: 'broken', line, problem: `header: ${header.problem}` };
    return;
  }
  let row = 0;
  for await (const record of records) {
    if (isBlank(record, header)) continue;
    row += 1;
    const value = toRow(record, header, columnTypes);
    yield value instanceof Map
      ? { kind: 'row', row, line: record.line, value: Object.fromEntries(value) }
      : { kind: 'broken', row, line: record.line, problem: value.problem };
  }
}

const EMPTY: Problem = { problem: 'the file is empty - its first line must name the columns' };

interface Problem {
  readonly problem: string;
}

function readHeader(record: CsvRecord): readonly string[] | Problem {
  if ('problem' in record) return record;
  const names: string[] = [];
  for (const [index, name] of record.cells.entries()) {
    if (name === null || name === '') return { problem: `column ${index + 1} has no name` };
    if (names.includes(name)) return { problem: `two columns are called ${JSON.stringify(name)}` };
    names.push(name);
  }
  return names;
}

/** An empty line is a row with one empty cell where there is one column, and nothing elsewhere. */
function isBlank(record: CsvRecord, header: readonly string[]): boolean {
  if ('problem' in record || header.length === 1) return false;
  return record.cells.length === 1 && record.cells[0] === null;
}

function toRow(
  record: CsvRecord,
  header: readonly string[],
  columnTypes: ColumnTypes,
): Map<string, unknown> | Problem {
  if ('problem' in record) return record;
  const { cells } = record;
  if (cells.length !== header.length) {
    return { problem: `has ${cells.length} cells where the header names ${header.length} columns` };
  }
  const row = new Map<string, unknown>();
  for (const [index, name] of header.entries()) {
    const value = coerceCell(cells[index] ?? null, columnTypes.get(name));
    if (value !== undefined) row.set(name, value);
  }
  return row;
}
