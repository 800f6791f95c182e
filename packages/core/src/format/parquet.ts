import { ByteWriter } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { Batch } from '../model/batch.ts';
import { createByteBuffer } from './parquet/byte-buffer.ts';
import { openChunkWriter } from './parquet/column-chunk.ts';
import { rowsThatFit } from './parquet/group-limit.ts';
import type { FileBytes } from './parquet/pages.ts';
import {
  type FileMetadata,
  leafElement,
  type ParquetColumn,
  rootElement,
} from './parquet/schema.ts';

export type { ParquetColumn } from './parquet/schema.ts';

/** Rows that are encoded together: each worker holds the bytes of so many. */
const ROW_GROUP_ROWS = 32_768;
/** A row group ends before that with the row that brings its text to this size: memory stays bounded. */
const ROW_GROUP_TEXT_BYTES = 1 << 25;
/** Stands at the begin and at the end of every file. */
const MAGIC = new TextEncoder().encode('PAR1');
const FORMAT_VERSION = 2;

/** Writes batches as one Parquet file: Snappy, logical types, statistics. Bytes leave as soon as a row group is full. */
export interface ParquetFile {
  /**
   * @throws DataError when a cell does not fit its column: a fraction among whole numbers, a null that is not allowed.
   */
  add(batch: Batch): void;
  /** Writes the last row group and the footer. */
  finish(): void;
}

/**
 * Opens a Parquet file, from vectors to pages without an object per cell. Its bytes follow from the rows alone.
 * Source: Apache Parquet format 2, data pages of version 2.
 *
 * @param write takes the bytes in order; they are overwritten after it returns
 */
export function openParquetFile(
  columns: readonly ParquetColumn[],
  write: (bytes: Uint8Array) => void,
): ParquetFile {
  const file = countBytes(write);
  const scratch = createByteBuffer();
  const chunks = columns.map((column) => openChunkWriter(column, scratch));
  const groups: FileMetadata['row_groups'] = [];
  let rows = 0;
  let textBytes = 0;
  file.write(MAGIC);

  const writeGroup = (): void => {
    const start = file.position();
    const writtenChunks = chunks.map((chunk) => chunk.write(file));
    groups.push({
      columns: writtenChunks.map(({ metadata }) => metadata),
      total_byte_size: BigInt(writtenChunks.reduce((sum, { byteSize }) => sum + byteSize, 0)),
      num_rows: BigInt(rows),
      total_compressed_size: BigInt(file.position() - start),
    });
    rows = 0;
    textBytes = 0;
  };
  return {
    add({ rowCount, firstRow, columns: cells, bytes }) {
      for (let from = 0; from < rowCount; ) {
        // Groups end at fixed rows, wherever batches end: the bytes must not depend on batches.
        const room = { rows: ROW_GROUP_ROWS - rows, textBytes: ROW_GROUP_TEXT_BYTES - textBytes };
        const taken = rowsThatFit(cells, from, rowCount, room);
        const to = from + taken.rows;
        for (const [c, column] of cells.entries()) {
          chunks[c]?.add({ column, bytes, from, to, firstRow });
        }
        rows += taken.rows;
        textBytes += taken.textBytes;
        from = to;
        if (rows === ROW_GROUP_ROWS || textBytes >= ROW_GROUP_TEXT_BYTES) writeGroup();
      }
    },
    finish() {
      if (rows > 0) writeGroup();
      writeFooter(columns, groups, file);
    },
  };
}

function countBytes(write: (bytes: Uint8Array) => void): FileBytes {
  let position = 0;
  return {
    position: () => position,
    write(bytes) {
      if (bytes.length === 0) return;
      position += bytes.length;
      write(bytes);
    },
  };
}

/** Source: Parquet format, `FileMetaData`; its length and the magic word follow it. */
function writeFooter(
  columns: readonly ParquetColumn[],
  groups: FileMetadata['row_groups'],
  file: FileBytes,
): void {
  const writer = new ByteWriter();
  writeMetadata(writer, {
    version: FORMAT_VERSION,
    created_by: 'rowmill',
    schema: [rootElement(columns), ...columns.map(leafElement)],
    num_rows: groups.reduce((sum, group) => sum + group.num_rows, 0n),
    row_groups: groups,
    // The writer measures it: this field is of files that were read.
    metadata_length: 0,
  });
  file.write(writer.getBytes());
  file.write(MAGIC);
}
