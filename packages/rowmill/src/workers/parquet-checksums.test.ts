import { crc32 } from 'node:zlib';
import { parquetMetadata } from 'hyparquet';
import { expect, it } from 'vitest';
import { parquetBytes } from '../../../core/src/format/parquet/testing/batches.ts';
import { largeTable } from '../../../core/src/format/parquet/testing/large-table.ts';
import { pageOptions } from './parquet-codec.ts';

const PAGE_SIZE = 3;
const CHECKSUM = 4;
const STRUCT = 12;
/** Types 1 and 2 are the two truth values: nothing follows. */
const BOOLEAN = 2;

/** Reads the numbers of a page header, by field, and where it ends: a second reading of the compact protocol. */
function readHeader(
  bytes: Uint8Array,
  start: number,
): { fields: Map<number, number>; end: number } {
  let at = start;
  const byte = (): number => bytes[at++] ?? Number.NaN;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const next = byte();
      value |= BigInt(next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
  };
  const zigzag = (): number => {
    const value = varint();
    return Number((value >> 1n) ^ -(value & 1n));
  };
  const field = (fields: Map<number, number>, id: number, type: number): void => {
    if (type === STRUCT) struct();
    else if (type > BOOLEAN) fields.set(id, zigzag());
  };
  const struct = (): Map<number, number> => {
    const fields = new Map<number, number>();
    let last = 0;
    for (let head = byte(); head !== 0; head = byte()) {
      last = head >> 4 === 0 ? zigzag() : last + (head >> 4);
      field(fields, last, head & 15);
    }
    return fields;
  };
  return { fields: struct(), end: at };
}

it.each(['snappy', 'none', 'gzip'] as const)('every page has its CRC-32, pages by %s', (codec) => {
  const columns = largeTable(20_000);
  const bytes = parquetBytes(columns, pageOptions(codec));
  const own = parquetBytes(columns, { codec: pageOptions(codec).codec, engine: 'ts' });
  expect(Buffer.compare(own, bytes)).toBe(0);
  const chunks = parquetMetadata(new Uint8Array(bytes).buffer).row_groups.flatMap(
    (group) => group.columns,
  );
  let pages = 0;
  for (const { meta_data: chunk, file_offset: start } of chunks) {
    const end = Number(start) + Number(chunk?.total_compressed_size);
    for (let at = Number(start); at < end; pages++) {
      const { fields, end: body } = readHeader(bytes, at);
      at = body + (fields.get(PAGE_SIZE) ?? Number.NaN);
      expect(fields.get(CHECKSUM)).toBe(crc32(bytes.subarray(body, at)) | 0);
    }
  }
  expect(pages).toBeGreaterThan(2 * columns.length);
});
