import { DataError } from '@rowmill/core';
import type { ColumnTypes } from './column-types.ts';
import { readUncheckedCsv } from './csv-batches.ts';
import type { FileFormat } from './file-format.ts';
import { readJsonRows } from './json-rows.ts';
import { readUncheckedNdjson } from './ndjson-batches.ts';
import { readParquetRows } from './parquet-rows.ts';
import type { PassedRows, ReadItem } from './read-item.ts';
import { decodeText, readChunks } from './text-chunks.ts';

export interface OpenItemsOptions {
  readonly file: string;
  readonly format: FileFormat;
  readonly delimiter: string;
  readonly columnTypes: ColumnTypes;
  readonly schema: unknown;
  /** Number of the one row that is wanted: others may come, and need not. */
  readonly only: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * The rows of a file that have to be looked at, and how many between them need not be. What cannot be read is an item too.
 *
 * @throws SourceError when the file cannot be opened or read.
 */
export async function* openItems(options: OpenItemsOptions): AsyncGenerator<ReadItem | PassedRows> {
  const { file } = options;
  try {
    yield* itemsOf(options);
  } catch (error) {
    // A file that breaks off is a finding, like a row that cannot be read.
    if (!(error instanceof DataError)) throw error;
    const problem = error.message.replace(`${file}  `, '');
    yield { kind: 'broken', problem, ...(error.line === undefined ? {} : { line: error.line }) };
  }
}

function itemsOf(options: OpenItemsOptions): AsyncIterable<ReadItem | PassedRows> {
  const { file, format, columnTypes, signal } = options;
  switch (format) {
    case 'csv':
      return readUncheckedCsv(options);
    case 'ndjson':
      return readUncheckedNdjson(options);
    case 'json':
      return readJsonRows(decodeText(readChunks(file, signal), file));
    case 'parquet':
      return readParquetRows(file, columnTypes);
  }
}
