import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { type ByteBuffer, written } from './byte-buffer.ts';
import type { EncodedLevels } from './levels.ts';
import { appendSnappy } from './snappy.ts';
import type { EncodedValues } from './values.ts';

type PageHeader = Parameters<typeof writePageHeader>[1];

/** Bytes of a file in order, and how many there are so far. */
export interface FileBytes {
  readonly position: () => number;
  readonly write: (bytes: Uint8Array) => void;
}

/** What a page came to. */
export interface WrittenPage {
  /** Bytes with its header, before compression. */
  readonly byteSize: number;
  readonly isCompressed: boolean;
}

/**
 * Writes the entries of a dictionary, always compressed: its header has no word for pages that are not.
 * Source: Parquet format, `DictionaryPageHeader`.
 */
export function writeDictionaryPage(
  { entryCount, body }: NonNullable<EncodedValues['dictionary']>,
  scratch: ByteBuffer,
  file: FileBytes,
): WrittenPage {
  const packed = compressed(body, scratch);
  const headerSize = writeHeader(file, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: body.length,
    compressed_page_size: packed.length,
    dictionary_page_header: { num_values: entryCount, encoding: 'PLAIN' },
  });
  file.write(packed);
  return { byteSize: headerSize + body.length, isCompressed: true };
}

/**
 * Writes the cells of a chunk, compressed where that makes them smaller. Levels stay as they are: readers need
 * them first. Source: Parquet format, `DataPageHeaderV2`.
 */
export function writeDataPage(
  { encoding, body }: EncodedValues,
  levels: EncodedLevels,
  scratch: ByteBuffer,
  file: FileBytes,
): WrittenPage {
  const packed = compressed(body, scratch);
  const isCompressed = packed.length < body.length;
  const stored = isCompressed ? packed : body;
  const headerSize = writeHeader(file, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: levels.body.length + body.length,
    compressed_page_size: levels.body.length + stored.length,
    data_page_header_v2: {
      num_values: levels.rowCount,
      num_nulls: levels.nullCount,
      num_rows: levels.rowCount,
      encoding,
      definition_levels_byte_length: levels.body.length,
      repetition_levels_byte_length: 0,
      is_compressed: isCompressed,
    },
  });
  file.write(levels.body);
  file.write(stored);
  return { byteSize: headerSize + levels.body.length + body.length, isCompressed };
}

function compressed(body: Uint8Array, scratch: ByteBuffer): Uint8Array {
  scratch.length = 0;
  appendSnappy(scratch, body);
  return written(scratch);
}

function writeHeader(file: FileBytes, header: PageHeader): number {
  const writer = new ByteWriter();
  writePageHeader(writer, header);
  file.write(writer.getBytes());
  return writer.offset;
}
