import { type ByteBlocks, createByteBlocks } from './byte-blocks.ts';
import { createByteBuffer, written } from './byte-buffer.ts';
import type { ColumnEncoder, DictionaryPage } from './column-encoder.ts';
import { booleanColumn, floatColumn, uuidColumn } from './fixed-columns.ts';
import type { ChunkSummary } from './footer.ts';
import { putLevels } from './levels.ts';
import { CompressionCodec, Encoding } from './names.ts';
import type { PageRows } from './page.ts';
import type { PageBytes } from './page-bytes.ts';
import { type PageCells, pageCells } from './page-cells.ts';
import { appendDataHeader, appendDictionaryHeader } from './page-header.ts';
import type { ColumnSpace, PageSpace } from './page-space.ts';
import type { ParquetColumn } from './schema.ts';
import { textColumn } from './text-column.ts';
import { wholeColumn } from './whole-column.ts';

/** One column of a row group: its pages, made one by one. */
export interface ColumnChunk {
  /** Gives the bytes of the page before compression. */
  add(page: PageRows): number;
  /** Ends the chunk and starts anew. */
  end(): WrittenChunk;
}

export interface WrittenChunk {
  readonly summary: ChunkSummary;
  /** The pages in order; valid until the next page is added. */
  readonly pieces: readonly Uint8Array[];
}

/** Enough for most headers; they grow where it is not. */
const HEADER_BYTES = 64;

export function openColumnChunk(
  space: PageSpace,
  column: ParquetColumn,
  c: number,
  pageBytes: PageBytes,
): ColumnChunk {
  const encoder = openEncoder(space, space.columns[c] as ColumnSpace, column, pageBytes);
  const data = createByteBlocks();
  const first = createByteBlocks();
  const encodings = new Set<number>();
  let byteSize = 0;
  let nullCount = 0;
  let isCompressed = false;
  return {
    add(page) {
      const cells = pageCells(space, page, c, column.nullable);
      const encoded = encoder.encode(cells);
      const levelsSize = putLevels(space, cells, column.nullable);
      const written = appendDataPage(data, space, pageBytes, { cells, encoded, levelsSize });
      encodings.add(encoded.encoding);
      byteSize += written.byteSize;
      nullCount += cells.rowCount - cells.valueCount;
      isCompressed ||= written.isCompressed;
      return written.byteSize;
    },
    end() {
      const { dictionary, bounds } = encoder.endChunk();
      if (dictionary !== undefined) {
        byteSize += appendDictionaryPage(first, space, pageBytes, dictionary);
        encodings.add(Encoding.PLAIN);
        isCompressed ||= pageBytes.codec !== CompressionCodec.UNCOMPRESSED;
      }
      const summary = {
        encodings: [Encoding.RLE, ...encodings],
        codec: isCompressed ? pageBytes.codec : CompressionCodec.UNCOMPRESSED,
        byteSize,
        dictionarySize: first.length(),
        storedSize: first.length() + data.length(),
        nullCount,
        ...(bounds && { bounds }),
      };
      const pieces = [...first.pieces(), ...data.pieces()];
      first.clear();
      data.clear();
      encodings.clear();
      byteSize = 0;
      nullCount = 0;
      isCompressed = false;
      return { summary, pieces };
    },
  };
}

function openEncoder(
  space: PageSpace,
  place: ColumnSpace,
  { type }: ParquetColumn,
  { measure }: PageBytes,
): ColumnEncoder {
  switch (type.kind) {
    case 'string':
    case 'json':
      return textColumn(space, place);
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'timestamp':
      return wholeColumn(space, 8, measure);
    case 'date':
      return wholeColumn(space, 4, measure);
    case 'float':
      return floatColumn(space);
    case 'boolean':
      return booleanColumn(space);
    case 'uuid':
      return uuidColumn(space);
  }
}

interface DataPageParts {
  readonly cells: PageCells;
  readonly encoded: { encoding: number; address: number; byteLength: number };
  readonly levelsSize: number;
}

/** Appends the cells of a page, compressed where that makes them smaller. Levels stay as they are: readers need them first. */
function appendDataPage(
  data: ByteBlocks,
  { memory: { bytes }, regions }: PageSpace,
  pageBytes: PageBytes,
  { cells, encoded, levelsSize }: DataPageParts,
): { byteSize: number; isCompressed: boolean } {
  const packed = pageBytes.pack(encoded.address, encoded.byteLength);
  const isCompressed = packed !== undefined && packed < encoded.byteLength;
  const body = isCompressed ? { address: regions.packed, byteLength: packed } : encoded;
  const levels = { address: regions.levels, byteLength: levelsSize };
  const header = createByteBuffer(HEADER_BYTES);
  appendDataHeader(header, {
    byteSize: levelsSize + encoded.byteLength,
    storedSize: levelsSize + body.byteLength,
    checksum: pageBytes.checksum(levels, body),
    rowCount: cells.rowCount,
    nullCount: cells.rowCount - cells.valueCount,
    encoding: encoded.encoding,
    levelsSize,
    isCompressed,
  });
  data.append(written(header));
  for (const { address, byteLength } of [levels, body])
    data.append(bytes.subarray(address, address + byteLength));
  return { byteSize: header.length + levelsSize + encoded.byteLength, isCompressed };
}

/** Appends the entries of a dictionary, always compressed: its header has no word for pages that are not. */
function appendDictionaryPage(
  first: ByteBlocks,
  { memory: { bytes }, regions }: PageSpace,
  pageBytes: PageBytes,
  { entryCount, address, byteLength }: DictionaryPage,
): number {
  const packed = pageBytes.pack(address, byteLength);
  const body =
    packed === undefined
      ? { address, byteLength }
      : { address: regions.packed, byteLength: packed };
  const nothing = { address, byteLength: 0 };
  const header = createByteBuffer(HEADER_BYTES);
  appendDictionaryHeader(header, {
    byteSize: byteLength,
    storedSize: body.byteLength,
    checksum: pageBytes.checksum(nothing, body),
    entryCount,
  });
  first.append(written(header));
  first.append(bytes.subarray(body.address, body.address + body.byteLength));
  return header.length + byteLength;
}
