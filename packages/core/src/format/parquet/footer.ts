import { appendBytes, appendUint32, createByteBuffer, written } from './byte-buffer.ts';
import type { ChunkBounds } from './chunk-bounds.ts';
import { leafType, type ParquetColumn, writeLeaf, writeRoot } from './schema.ts';
import { openThrift, ThriftType, type ThriftWriter } from './thrift.ts';

/** What the footer says of one column of a row group. Plain data: it travels between threads. */
export interface ChunkSummary {
  /** Numbers of `enum Encoding`. */
  readonly encodings: readonly number[];
  /** Number of `enum CompressionCodec`. */
  readonly codec: number;
  /** Bytes of its pages with their headers, before compression. */
  readonly byteSize: number;
  /** Bytes of the dictionary page, which stands first; 0 where there is none. */
  readonly dictionarySize: number;
  /** Bytes of all pages, as stored. */
  readonly storedSize: number;
  readonly nullCount: number;
  readonly bounds?: ChunkBounds;
}

/** What the footer says of a row group. */
export interface GroupSummary {
  readonly rowCount: number;
  readonly chunks: readonly ChunkSummary[];
}

/** A row group, and where it stands in its file. */
export interface PlacedGroup extends GroupSummary {
  readonly position: number;
}

const FORMAT_VERSION = 2;
/** Stands at the begin and at the end of every file. */
export const PARQUET_MAGIC: Uint8Array = new TextEncoder().encode('PAR1');

/** What stands behind the last row group. Source: Parquet format, `FileMetaData`; its length and the magic word follow. */
export function parquetFooter(
  columns: readonly ParquetColumn[],
  groups: readonly PlacedGroup[],
): Uint8Array {
  const buffer = createByteBuffer();
  const thrift = openThrift(buffer);
  thrift.open();
  thrift.i32(1, FORMAT_VERSION);
  thrift.list(2, ThriftType.struct, columns.length + 1);
  writeRoot(thrift, columns);
  for (const column of columns) writeLeaf(thrift, column);
  thrift.i64(
    3,
    groups.reduce((sum, { rowCount }) => sum + rowCount, 0),
  );
  thrift.list(4, ThriftType.struct, groups.length);
  for (const group of groups) writeGroup(thrift, columns, group);
  thrift.string(6, 'rowmill');
  // Without an order, readers must not trust the bounds: each column says that its type has one.
  thrift.list(7, ThriftType.struct, columns.length);
  for (const _ of columns) {
    thrift.open();
    thrift.open(1);
    thrift.close();
    thrift.close();
  }
  thrift.close();
  appendUint32(buffer, buffer.length);
  appendBytes(buffer, PARQUET_MAGIC);
  return written(buffer);
}

function writeGroup(
  thrift: ThriftWriter,
  columns: readonly ParquetColumn[],
  { chunks, rowCount, position }: PlacedGroup,
): void {
  const sum = (size: (chunk: ChunkSummary) => number): number =>
    chunks.reduce((all, chunk) => all + size(chunk), 0);
  thrift.open();
  thrift.list(1, ThriftType.struct, chunks.length);
  let start = position;
  for (const [c, chunk] of chunks.entries()) {
    thrift.open();
    thrift.i64(2, start);
    writeChunk(thrift, columns[c] as ParquetColumn, chunk, { rowCount, start });
    thrift.close();
    start += chunk.storedSize;
  }
  thrift.i64(
    2,
    sum(({ byteSize }) => byteSize),
  );
  thrift.i64(3, rowCount);
  thrift.i64(5, position);
  thrift.i64(
    6,
    sum(({ storedSize }) => storedSize),
  );
  thrift.close();
}

/** Source: Parquet format, `ColumnMetaData`. */
function writeChunk(
  thrift: ThriftWriter,
  column: ParquetColumn,
  chunk: ChunkSummary,
  { rowCount, start }: { rowCount: number; start: number },
): void {
  thrift.open(3);
  thrift.i32(1, leafType(column.type).physical);
  thrift.list(2, ThriftType.i32, chunk.encodings.length);
  for (const encoding of chunk.encodings) thrift.bareI32(encoding);
  thrift.list(3, ThriftType.binary, 1);
  thrift.bareString(column.name);
  thrift.i32(4, chunk.codec);
  thrift.i64(5, rowCount);
  thrift.i64(6, chunk.byteSize);
  thrift.i64(7, chunk.storedSize);
  thrift.i64(9, start + chunk.dictionarySize);
  if (chunk.dictionarySize > 0) thrift.i64(11, start);
  writeStatistics(thrift, chunk);
  thrift.close();
}

/** Source: Parquet format, `Statistics`. */
function writeStatistics(thrift: ThriftWriter, { nullCount, bounds }: ChunkSummary): void {
  thrift.open(12);
  thrift.i64(3, nullCount);
  if (bounds !== undefined) {
    const { min, max } = bounds;
    if (max !== undefined) thrift.binary(5, max.bytes);
    thrift.binary(6, min.bytes);
    if (max !== undefined) thrift.bool(7, max.isExact);
    thrift.bool(8, min.isExact);
  }
  thrift.close();
}
