import { type ByteBuffer, reserve } from './byte-buffer.ts';

const WORD = 2 ** 32;

/** Numbers that can be packed: whole, not negative, below 2^53. */
export type Packable = Float64Array | Int32Array | Uint8Array;

/** Bits that the largest of some numbers takes. */
export function bitWidthOf(largest: number): number {
  if (largest < WORD) return 32 - Math.clz32(largest);
  return 64 - Math.clz32(Math.floor(largest / WORD));
}

/**
 * Appends `count` numbers of `width` bits each, lowest bit first and without gaps; the last byte is filled
 * up with zeros. Source: Parquet encodings, "Run Length Encoding / Bit-Packing Hybrid" (RLE = 3).
 */
export function appendPacked(
  buffer: ByteBuffer,
  values: Packable,
  from: number,
  count: number,
  width: number,
): void {
  if (width > 32) appendWide(buffer, values, from, count, width);
  else appendNarrow(buffer, values, from, count, width);
}

function appendNarrow(
  buffer: ByteBuffer,
  values: Packable,
  from: number,
  count: number,
  width: number,
): void {
  const byteLength = Math.ceil((count * width) / 8);
  reserve(buffer, byteLength);
  const { view } = buffer;
  let at = buffer.length;
  let word = 0;
  let filled = 0;
  for (let i = from; i < from + count; i++) {
    const value = values[i] as number;
    word |= value << filled;
    filled += width;
    if (filled < 32) continue;
    view.setInt32(at, word, true);
    at += 4;
    filled -= 32;
    // A shift by 32 would leave the number as it is.
    word = filled === 0 ? 0 : value >>> (width - filled);
  }
  view.setInt32(at, word, true);
  buffer.length += byteLength;
}

function appendWide(
  buffer: ByteBuffer,
  values: Packable,
  from: number,
  count: number,
  width: number,
): void {
  const byteLength = Math.ceil((count * width) / 8);
  reserve(buffer, byteLength);
  const { view } = buffer;
  let at = buffer.length;
  let word = 0;
  let filled = 0;
  const put = (bits: number, size: number): void => {
    word |= bits << filled;
    filled += size;
    if (filled < 32) return;
    view.setInt32(at, word, true);
    at += 4;
    filled -= 32;
    word = filled === 0 ? 0 : bits >>> (size - filled);
  };
  for (let i = from; i < from + count; i++) {
    const value = values[i] as number;
    put(value | 0, 32);
    put(Math.floor(value / WORD), width - 32);
  }
  view.setInt32(at, word, true);
  buffer.length += byteLength;
}
