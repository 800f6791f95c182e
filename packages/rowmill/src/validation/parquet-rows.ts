import { DataError } from '@rowmill/core';
import { type ExactNumbers, isFloat } from '@rowmill/core/json-schema';
import {
  asyncBufferFromFile,
  type ParquetParsers,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { ColumnTypes } from './column-types.ts';
import type { ReadItem } from './read-item.ts';
import { explainReadError } from './text-chunks.ts';

/**
 * Rows of a Parquet file, one row group in memory at a time.
 *
 * Cells become what JSON has for them: timestamps `2025-01-31T23:59:59.999Z`, dates `2025-01-31`, 64-bit
 * integers numbers, bytes Base64. A null in a column that may not be null counts as absent, as in CSV.
 */
export async function* readParquetRows(
  file: string,
  columnTypes: ColumnTypes,
): AsyncGenerator<ReadItem> {
  const { buffer, metadata } = await openParquet(file);
  let firstRow = 0;
  for (const [index, group] of metadata.row_groups.entries()) {
    const rowEnd = firstRow + Number(group.num_rows);
    const options = { file: buffer, metadata, compressors, parsers: PARSERS };
    const rows = await parquetReadObjects({ ...options, rowStart: firstRow, rowEnd }).catch(
      // What the decoder says may quote the data; that the group is lost is what counts.
      () => undefined,
    );
    if (rows === undefined) {
      const problem = `row group ${index + 1} (rows ${firstRow + 1} to ${rowEnd}) cannot be decoded - write the file again`;
      yield { kind: 'broken', row: firstRow + 1, problem };
    }
    for (const [at, row] of (rows ?? []).entries()) {
      yield { kind: 'row', row: firstRow + at + 1, ...toJsonRow(row, columnTypes) };
    }
    firstRow = rowEnd;
  }
}

async function openParquet(file: string) {
  try {
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer, { parsers: PARSERS });
    return { buffer, metadata };
  } catch (error) {
    const isSystemError = error instanceof Error && 'syscall' in error;
    throw isSystemError ? explainReadError(file, error) : notParquet(file, error);
  }
}

function notParquet(file: string, cause: unknown): DataError {
  return new DataError(file, undefined, 'is not a complete Parquet file - write it again', {
    cause,
  });
}

const DAY_MS = 86_400_000;

const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => isoTime(Number(millis)),
  timestampFromMicroseconds: (micros) => isoTime(Number(micros / 1000n)),
  timestampFromNanoseconds: (nanos) => isoTime(Number(nanos / 1_000_000n)),
  dateFromDays: (days) => isoTime(days * DAY_MS).slice(0, 10),
};

/** Beyond JavaScript's calendar the number of milliseconds has to do: the schema's format refuses it. */
function isoTime(millis: number): string {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? String(millis) : date.toISOString();
}

function toJsonRow(
  row: Readonly<Record<string, unknown>>,
  columnTypes: ColumnTypes,
): { readonly value: unknown; readonly exact?: ExactNumbers } {
  const cells: [string, unknown][] = [];
  for (const [name, cell] of Object.entries(row)) {
    const types = columnTypes.get(name);
    if (cell === null || cell === undefined) {
      if (types === undefined || types.has('null')) cells.push([name, null]);
    } else {
      cells.push([name, toJson(cell)]);
    }
  }
  const value: object = Object.fromEntries(cells);
  const exact = longIntegers(row);
  return { value, ...(exact.size === 0 ? {} : { exact: new Map([[value, exact]]) }) };
}

/** Integers of 64 bits may be more than a float holds. */
function longIntegers(row: Readonly<Record<string, unknown>>): Map<string, string> {
  const long = Object.entries(row).flatMap(([name, cell]) =>
    typeof cell === 'bigint' && !isFloat(String(cell)) ? [[name, String(cell)] as const] : [],
  );
  return new Map(long);
}

function toJson(cell: unknown): unknown {
  if (typeof cell === 'bigint') return Number(cell);
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString('base64');
  if (cell instanceof Date) return isoTime(cell.getTime());
  if (Array.isArray(cell)) return cell.map(toJson);
  if (typeof cell !== 'object' || cell === null) return cell;
  return Object.fromEntries(Object.entries(cell).map(([key, inner]) => [key, toJson(inner)]));
}
