import type { ColumnShape } from '@rowmill/core';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';

/** Rows of masked tables as they were stored: every cell is text or null, in row order, a few thousand at a time. */
export async function* readStoredRows(
  files: readonly string[],
  columns: readonly ColumnShape[],
): AsyncGenerator<(string | null)[][]> {
  for (const file of files) {
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const rows = await parquetReadObjects({
        file: buffer,
        metadata,
        rowStart,
        rowEnd,
        utf8: true,
      });
      yield* batchesOf(rows, columns);
      rowStart = rowEnd;
    }
  }
}

const BATCH_ROWS = 8192;

function* batchesOf(
  rows: readonly Record<string, unknown>[],
  columns: readonly ColumnShape[],
): Generator<(string | null)[][]> {
  for (let from = 0; from < rows.length; from += BATCH_ROWS) {
    yield rows
      .slice(from, from + BATCH_ROWS)
      .map((row) => columns.map(({ name }) => (row[name] as string | null | undefined) ?? null));
  }
}
