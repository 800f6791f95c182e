import type { Batch } from '../model/batch.ts';
import type { PageOptions } from './parquet/codec.ts';
import { PARQUET_MAGIC, type PlacedGroup, parquetFooter } from './parquet/footer.ts';
import { createPageSpace, type PageSpace } from './parquet/page-space.ts';
import { openRowGroups } from './parquet/row-groups.ts';
import type { ParquetColumn } from './parquet/schema.ts';

export type { ParquetColumn } from './parquet/schema.ts';

/** Writes batches as one Parquet file: logical types, statistics, checksums. Bytes leave as soon as a row group is full. */
export interface ParquetFile {
  /**
   * @throws DataError when a cell does not fit its column: a fraction among whole numbers, a null that is not allowed.
   */
  add(batch: Batch): void;
  /** Writes the last row group and the footer. */
  finish(): void;
}

export interface ParquetFileOptions extends PageOptions {
  /** Where pages are put together; in memory of its own where absent. Batches of the same memory are not copied. */
  readonly space?: PageSpace;
}

/**
 * Opens a Parquet file, from vectors to pages without an object per cell. Its bytes follow from the rows, and from the
 * codec, alone. Source: Apache Parquet format 2, data pages of version 2.
 *
 * @param write takes the bytes in order; they are overwritten after it returns
 */
export function openParquetFile(
  columns: readonly ParquetColumn[],
  write: (bytes: Uint8Array) => void,
  { space = createPageSpace(columns), ...options }: ParquetFileOptions = {},
): ParquetFile {
  const groups: PlacedGroup[] = [];
  let position = 0;
  const put = (bytes: Uint8Array): void => {
    position += bytes.length;
    write(bytes);
  };
  const rows = openRowGroups(columns, space, options, (group, pieces) => {
    groups.push({ ...group, position });
    for (const piece of pieces) put(piece);
  });
  put(PARQUET_MAGIC);
  return {
    add: rows.add,
    finish() {
      rows.finish();
      put(parquetFooter(columns, groups));
    },
  };
}
