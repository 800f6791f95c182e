import type { Memory } from '../../../kernels/memory.ts';
import { bitWidthOf } from '../bit-width.ts';
import type { PageKernels } from '../page-kernels.ts';
import { putVarint } from './varint.ts';
import { getWhole } from './whole.ts';

const BLOCK_VALUES = 128;
const MINIBLOCKS = 4;
const MINIBLOCK_VALUES = BLOCK_VALUES / MINIBLOCKS;
const WORD = 2 ** 32;

/**
 * Numbers as differences of neighbours, in as few bits as each 32 of them need; numbers in few bits.
 * Source: Parquet encodings, "Delta Encoding" (DELTA_BINARY_PACKED = 5); "Run Length Encoding / Bit-Packing Hybrid".
 */
export function deltaKernels(
  memory: Memory,
): Pick<PageKernels, 'wholeDeltas' | 'intDeltas' | 'packCodes'> {
  const { bytes, view } = memory;
  const deltas = new Float64Array(BLOCK_VALUES);
  const putDeltas = (out: number, count: number, get: (i: number) => number): number => {
    let previous = count === 0 ? 0 : get(0);
    let at = putVarint(bytes, out, BLOCK_VALUES);
    at = putVarint(bytes, at, MINIBLOCKS);
    at = putVarint(bytes, at, count);
    at = putZigzag(bytes, at, previous);
    for (let from = 1; from < count; from += BLOCK_VALUES) {
      const size = Math.min(BLOCK_VALUES, count - from);
      for (let i = 0; i < size; i++) {
        const value = get(from + i);
        deltas[i] = value - previous;
        previous = value;
      }
      at = putBlock(memory, at, deltas.subarray(0, size));
    }
    return at;
  };
  return {
    wholeDeltas: (values, count, out) =>
      putDeltas(out, count, (i) => getWhole(view, values + 8 * i)),
    intDeltas: (values, count, out) =>
      putDeltas(out, count, (i) => view.getInt32(values + 4 * i, true)),
    packCodes(codes, count, width, out) {
      const end = out + Math.ceil(count / 8) * width;
      bytes.fill(0, out, end);
      packBits(memory, out, width, count, (i) => view.getUint32(codes + 4 * i, true));
      return end;
    },
  };
}

/** Signed ULEB128 in zigzag order: 0, -1, 1, -2 … Exact between -2^52 and 2^52. */
function putZigzag(bytes: Uint8Array, at: number, value: number): number {
  return putVarint(bytes, at, value < 0 ? -2 * value - 1 : 2 * value);
}

function putBlock(memory: Memory, out: number, deltas: Float64Array): number {
  const { bytes } = memory;
  const least = deltas.reduce((smallest, delta) => Math.min(smallest, delta));
  const widths = putZigzag(bytes, out, least);
  let at = widths + MINIBLOCKS;
  for (let m = 0; m < MINIBLOCKS; m++) {
    const miniblock = deltas.subarray(m * MINIBLOCK_VALUES, (m + 1) * MINIBLOCK_VALUES);
    const largest = miniblock.reduce((most, delta) => Math.max(most, delta), least);
    // Miniblocks behind the last value have no bits and no bytes.
    const width = bitWidthOf(largest - least);
    bytes[widths + m] = width;
    const end = at + (MINIBLOCK_VALUES / 8) * width;
    bytes.fill(0, at, end);
    packBits(memory, at, width, miniblock.length, (i) => (miniblock[i] as number) - least);
    at = end;
  }
  return at;
}

/** Sets the bits of numbers, lowest first and without gaps, in bytes that are 0. */
function packBits(
  { view }: Memory,
  out: number,
  width: number,
  count: number,
  get: (i: number) => number,
): void {
  let at = out;
  let word = 0;
  let filled = 0;
  const put = (bits: number, size: number): void => {
    word |= bits << filled;
    filled += size;
    if (filled < 32) return;
    view.setInt32(at, word, true);
    at += 4;
    filled -= 32;
    // A shift by 32 would leave the number as it is.
    word = filled === 0 ? 0 : bits >>> (size - filled);
  };
  for (let i = 0; i < count; i++) {
    const value = get(i);
    put(value | 0, Math.min(32, width));
    if (width > 32) put(Math.floor(value / WORD), width - 32);
  }
  for (; filled > 0; filled -= 8, word >>>= 8) view.setUint8(at++, word & 0xff);
}
