import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKSUM_TABLES_BYTES, DELTA_SCRATCH_BYTES, SNAPPY_TABLE_BYTES } from './page-kernels.ts';
import { expectSamePages, openPageTrial } from './testing/page-memory.ts';
import { rowsOf } from './testing/rows.ts';

const ROOM = 1 << 21;
const RUNS = { numRuns: 40 };

describe('kernels of encodings', () => {
  it('pack numbers of any width alike', () => {
    fc.assert(
      fc.property(rowsOf(fc.nat()), fc.integer({ min: 1, max: 32 }), ({ cells }, width) => {
        const hex = expectSamePages(ROOM, ({ kernels, put, room, read }) => {
          const codes = put(Int32Array.from(cells, (cell) => cell & (2 ** width - 1)));
          const size = Math.ceil(cells.length / 8) * width;
          const out = room(size);
          expect(kernels.packCodes(codes, cells.length, width, out) - out).toBe(size);
          return read(out, size);
        });
        let bits = 0n;
        for (const byte of Buffer.from(hex, 'hex').toReversed()) bits = (bits << 8n) | BigInt(byte);
        const mask = (1n << BigInt(width)) - 1n;
        if (cells.length <= 300)
          expect(cells.map((_, i) => Number((bits >> BigInt(i * width)) & mask))).toEqual(
            cells.map((cell) => cell & (2 ** width - 1)),
          );
      }),
      RUNS,
    );
  });

  it('write differences alike', () => {
    const limit = 2 ** 50 - 1;
    const cell = fc.oneof(
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: 1.7e12, max: 1.8e12 }),
      fc.integer({ min: -limit, max: limit }),
    );
    fc.assert(
      fc.property(rowsOf(cell), fc.integer(), ({ cells }, shift) => {
        expectSamePages(ROOM, ({ kernels, put, room, read }) => {
          const size = 10 * cells.length + 2048;
          const [whole, ints, scratch] = [room(size), room(size), room(DELTA_SCRATCH_BYTES)];
          const wide = put(BigInt64Array.from(cells, BigInt));
          const narrow = put(Int32Array.from(cells, (value) => (value >> 1) + (shift >> 2)));
          const wholeEnd = kernels.wholeDeltas(wide, cells.length, whole, scratch);
          const intEnd = kernels.intDeltas(narrow, cells.length, ints, scratch);
          return [read(whole, wholeEnd - whole), read(ints, intEnd - ints)];
        });
      }),
      RUNS,
    );
  });

  it('give back the numbers that the differences were made of', () => {
    const cells = Array.from(
      { length: 1000 },
      (_, i) => (i % 2 ? 1 : -1) * (i ** 4 % 7919) + 5 * i,
    );
    const { kernels, put, room, memory } = openPageTrial('wasm', ROOM);
    const out = room(20_000);
    const values = put(BigInt64Array.from(cells, BigInt));
    const end = kernels.wholeDeltas(values, cells.length, out, room(DELTA_SCRATCH_BYTES));
    expect(readDeltas(memory.bytes.subarray(out, end))).toEqual(cells);
  });
});

/** A second reading of the specification, in 64-bit integers and one bit at a time. */
function readDeltas(bytes: Uint8Array): number[] {
  let at = 0;
  const byte = (): number => bytes[at++] ?? Number.NaN;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const next = byte();
      value |= BigInt(next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
  };
  const zigzag = (): bigint => {
    const value = varint();
    return (value >> 1n) ^ -(value & 1n);
  };
  const [blockValues, miniblocks, count] = [Number(varint()), Number(varint()), Number(varint())];
  const values = [zigzag()];
  while (values.length < count) {
    const least = zigzag();
    const widths = Array.from({ length: miniblocks }, byte);
    for (const width of widths) {
      if (values.length >= count) break;
      const size = (blockValues / miniblocks / 8) * width;
      let bits = 0n;
      for (let k = size - 1; k >= 0; k--) bits = (bits << 8n) | BigInt(bytes[at + k] ?? 0);
      at += size;
      for (let i = 0; i < blockValues / miniblocks && values.length < count; i++) {
        const delta = (bits >> BigInt(i * width)) & ((1n << BigInt(width)) - 1n);
        values.push((values.at(-1) ?? 0n) + least + delta);
      }
    }
  }
  expect(at).toBe(bytes.length);
  return values.map(Number);
}

describe('kernels of bytes', () => {
  const pieces = fc
    .tuple(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat({ max: 5 }), { maxLength: 2000 }),
    )
    .map(([parts, order]) =>
      Buffer.concat(order.map((i) => parts[i % parts.length] as Uint8Array)),
    );
  const anyBytes = fc.oneof(pieces, fc.uint8Array({ maxLength: 70_000, size: 'max' }));

  it('compress alike', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expectSamePages(ROOM, ({ kernels, put, room, read }) => {
          const out = room(bytes.length + Math.ceil(bytes.length / 6) + 48);
          const table = room(SNAPPY_TABLE_BYTES);
          const end = kernels.compressSnappy(put(bytes), bytes.length, out, table);
          return read(out, end - out);
        });
      }),
      RUNS,
    );
  });

  it('sum up alike, and as zlib does', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat({ max: 99 }), (bytes, cut) => {
        const first = Math.min(cut, bytes.length);
        const sum = expectSamePages(ROOM, ({ kernels, put, room }) => {
          const at = put(bytes);
          const tables = room(CHECKSUM_TABLES_BYTES);
          kernels.fillChecksumTables(tables);
          const before = kernels.updateChecksum(at, first, 0, tables);
          return kernels.updateChecksum(at + first, bytes.length - first, before, tables) >>> 0;
        });
        expect(sum).toBe(crc32(bytes));
      }),
      RUNS,
    );
  });
});
