import { appendPacked, bitWidthOf } from './bit-pack.ts';
import { appendByte, appendVarint, appendZigzag, type ByteBuffer } from './byte-buffer.ts';

const BLOCK_VALUES = 128;
const MINIBLOCKS = 4;
const MINIBLOCK_VALUES = BLOCK_VALUES / MINIBLOCKS;

/** Differences of one block; one file is written at a time per thread, and nothing is kept between calls. */
const deltas = new Float64Array(BLOCK_VALUES);

/**
 * Appends numbers as differences of neighbours, in as few bits as each 32 of them need.
 * Numbers are whole and between -2^51 and 2^51, so that every difference is exact.
 * Source: Parquet encodings, "Delta Encoding" (DELTA_BINARY_PACKED = 5).
 */
export function appendDeltas(
  buffer: ByteBuffer,
  values: Float64Array | Int32Array,
  count: number,
): void {
  appendVarint(buffer, BLOCK_VALUES);
  appendVarint(buffer, MINIBLOCKS);
  appendVarint(buffer, count);
  appendZigzag(buffer, count === 0 ? 0 : (values[0] as number));
  for (let from = 1; from < count; from += BLOCK_VALUES) {
    appendBlock(buffer, values, from, Math.min(BLOCK_VALUES, count - from));
  }
}

function appendBlock(
  buffer: ByteBuffer,
  values: Float64Array | Int32Array,
  from: number,
  count: number,
): void {
  let least = Number.POSITIVE_INFINITY;
  let previous = values[from - 1] as number;
  for (let i = 0; i < count; i++) {
    const value = values[from + i] as number;
    const delta = value - previous;
    deltas[i] = delta;
    if (delta < least) least = delta;
    previous = value;
  }
  for (let i = 0; i < count; i++) deltas[i] = (deltas[i] as number) - least;
  deltas.fill(0, count);
  appendZigzag(buffer, least);
  const used = Math.ceil(count / MINIBLOCK_VALUES);
  const widths: number[] = [];
  for (let m = 0; m < MINIBLOCKS; m++) {
    // Miniblocks behind the last value have no bits and no bytes.
    const width = m < used ? miniblockWidth(m * MINIBLOCK_VALUES) : 0;
    widths.push(width);
    appendByte(buffer, width);
  }
  for (const [m, width] of widths.entries()) {
    if (width > 0) appendPacked(buffer, deltas, m * MINIBLOCK_VALUES, MINIBLOCK_VALUES, width);
  }
}

function miniblockWidth(from: number): number {
  let largest = 0;
  for (let i = from; i < from + MINIBLOCK_VALUES; i++) {
    const delta = deltas[i] as number;
    if (delta > largest) largest = delta;
  }
  return bitWidthOf(largest);
}
