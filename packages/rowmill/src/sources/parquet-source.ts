import { DataError } from '@rowmill/core';
import { parquetMetadataAsync, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { SourceError } from '../errors.ts';
import { digestFile } from './file-bytes.ts';
import { type ParquetColumn, type ParquetTable, parquetTable } from './parquet-columns.ts';
import { openRangedFile } from './parquet-file.ts';
import type { RangedFile } from './ranged-file.ts';
import { SOURCE_BATCH_ROWS, type Source, type SourceRows } from './source.ts';
import type { SourceFile } from './source-file.ts';
import { measuresOf } from './type-measures.ts';

/**
 * Opens a Parquet file, of this machine or `s3://bucket/key`, as a source. Cells have the text form that PostgreSQL has
 * for the same value; lists, maps and groups are JSON text. Memory: the cells of {@link SOURCE_BATCH_ROWS} rows, and the
 * pages of one row group.
 *
 * @throws SourceError when the file cannot be read.
 * @throws DataError when it is no Parquet file or is cut off; and while reading, after the rows before it, for a row group
 * that cannot be decoded and a text that is not UTF-8.
 */
export async function openParquetSource({ path }: { readonly path: string }): Promise<Source> {
  const source = `parquet ${path}`;
  const closing = new AbortController();
  const fileOf = (signal?: AbortSignal): SourceFile => ({
    path,
    source,
    signal: signal ? AbortSignal.any([signal, closing.signal]) : closing.signal,
  });
  const ranged = await openRangedFile(fileOf());
  const table = await readTable(ranged, path).finally(() => ranged.close());
  return {
    describe: () => source,
    columns: table.columns.map(({ toText: _toText, ...column }) => ({
      ...column,
      ...measuresOf(column.sourceType),
    })),
    estimatedRows: Number(table.metadata.num_rows),
    rows: (signal) => readRows(fileOf(signal), table),
    digest: () => digestFile(fileOf()),
    async close() {
      closing.abort(new SourceError(source, 'the source was closed while it was read'));
    },
  };
}

async function readTable(file: RangedFile, path: string): Promise<ParquetTable> {
  const read = async () => parquetTable(await parquetMetadataAsync(file));
  return read().catch((error: unknown) => {
    if (error instanceof SourceError) throw error;
    throw new DataError(path, undefined, 'is not a complete Parquet file - write it again');
  });
}

async function* readRows(file: SourceFile, table: ParquetTable): AsyncGenerator<SourceRows> {
  const ranged = await openRangedFile(file);
  try {
    let groupStart = 0;
    for (const { num_rows: count } of table.metadata.row_groups) {
      const groupEnd = groupStart + Number(count);
      for (let start = groupStart; start < groupEnd; start += SOURCE_BATCH_ROWS) {
        file.signal.throwIfAborted();
        const end = Math.min(start + SOURCE_BATCH_ROWS, groupEnd);
        const rows = await decode(ranged, file, { table, start, end });
        yield* checkedRows(rows, { file, table, start });
      }
      groupStart = groupEnd;
    }
  } finally {
    await ranged.close();
  }
}

interface Extent {
  readonly table: ParquetTable;
  readonly start: number;
  readonly end: number;
}

async function decode(ranged: RangedFile, file: SourceFile, extent: Extent): Promise<unknown[][]> {
  const { table, start, end } = extent;
  let found: unknown[][] = [];
  const reading = parquetRead({
    file: ranged,
    metadata: table.metadata,
    columns: table.columns.map(({ name }) => name),
    rowStart: start,
    rowEnd: end,
    utf8: false,
    useOffsetIndex: true,
    compressors,
    parsers: { timestampFromNanoseconds: (nanos: bigint) => nanos },
    onComplete: (rows) => {
      found = rows;
    },
  });
  await reading.catch((error: unknown) => {
    file.signal.throwIfAborted();
    if (error instanceof SourceError) throw error;
    // What the decoder says may quote the data.
    const problem = `rows ${start + 1} to ${end} cannot be decoded - write the file again`;
    throw new DataError(file.path, undefined, problem);
  });
  return found;
}

interface Place {
  readonly file: SourceFile;
  readonly table: ParquetTable;
  readonly start: number;
}

function* checkedRows(rows: readonly unknown[][], place: Place): Generator<SourceRows> {
  const { columns } = place.table;
  const texts: (string | null)[][] = [];
  for (const row of rows) {
    const cells = columns.map(({ toText }, index) => {
      const value = row[index];
      return value === null || value === undefined ? null : toText(value);
    });
    const bad = cells.indexOf(undefined);
    if (bad >= 0) {
      yield texts;
      throw notUtf8(place, place.start + texts.length + 1, columns[bad]);
    }
    texts.push(cells.map((cell) => cell ?? null));
  }
  yield texts;
}

function notUtf8({ file }: Place, row: number, column: ParquetColumn | undefined): DataError {
  const problem = `row ${row}, column "${column?.name ?? ''}": it holds bytes that are not UTF-8 - write the file again`;
  return new DataError(file.path, undefined, problem);
}
