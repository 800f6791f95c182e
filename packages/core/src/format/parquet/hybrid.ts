import { appendPacked, type Packable } from './bit-pack.ts';
import { appendByte, appendVarint, type ByteBuffer } from './byte-buffer.ts';

/**
 * Appends numbers as one bit-packed run, which is filled up with zeros to a multiple of eight.
 * Source: Parquet encodings, "Run Length Encoding / Bit-Packing Hybrid" (RLE = 3).
 */
export function appendPackedRun(
  buffer: ByteBuffer,
  values: Packable,
  count: number,
  width: number,
): void {
  const groups = Math.ceil(count / 8);
  appendVarint(buffer, 2 * groups + 1);
  const end = buffer.length + groups * width;
  appendPacked(buffer, values, 0, count, width);
  while (buffer.length < end) appendByte(buffer, 0);
}

/** Appends one number below 256 that is repeated `count` times, of the same encoding. */
export function appendRepeat(buffer: ByteBuffer, value: number, count: number): void {
  appendVarint(buffer, 2 * count);
  appendByte(buffer, value);
}
