import type { Memory } from '../../../kernels/memory.ts';
import type { PageKernels } from '../page-kernels.ts';
import { putVarint } from './varint.ts';

/** Copies reach back less than this, because tables start anew with every block. */
const BLOCK_BYTES = 1 << 16;
const TABLE_BITS = 14;
const TABLE_BYTES = 2 << TABLE_BITS;
const HASH_FACTOR = 0x1e35a7bd;
/** Four bytes are read at every position that is looked up, eight where a match grows. */
const MARGIN = 15;
const MIN_MATCH = 4;

/** Tag in the two lowest bits of an element; literals have none. */
const COPY_NEAR = 1;
const COPY_FAR = 2;
const NEAR_OFFSET = 2048;
const NEAR_LENGTH = 12;
const MAX_COPY = 64;
/** Literals up to this length have it in their tag; longer ones have it in one or two bytes behind. */
const SHORT_LITERAL = 60;

/**
 * Raw Snappy: the length of the input, then literals and copies.
 * Positions that were seen before are found by a hash of four bytes; the longer none is found, the wider
 * the steps, so that bytes without repeats cost little.
 * Source: google/snappy, format_description.txt.
 */
export function snappyKernel(memory: Memory): Pick<PageKernels, 'compressSnappy'> {
  return {
    compressSnappy(source, length, out, table) {
      let to = putVarint(memory.bytes, out, length);
      const end = source + length;
      for (let start = source; start < end; start += BLOCK_BYTES) {
        to = compressBlock(memory, start, Math.min(start + BLOCK_BYTES, end), to, table);
      }
      return to;
    },
  };
}

function compressBlock(
  memory: Memory,
  start: number,
  end: number,
  out: number,
  table: number,
): number {
  const { bytes, view } = memory;
  const slotOf = (word: number): number =>
    table + 2 * (Math.imul(word, HASH_FACTOR) >>> (32 - TABLE_BITS));
  const limit = end - MARGIN;
  bytes.fill(0, table, table + TABLE_BYTES);
  let to = out;
  let copied = start;
  let at = start + 1;
  let misses = 32;
  while (at < limit) {
    const word = view.getInt32(at, true);
    const slot = slotOf(word);
    const candidate = start + view.getUint16(slot, true);
    view.setUint16(slot, at - start, true);
    if (view.getInt32(candidate, true) !== word) {
      at += misses++ >>> 5;
      continue;
    }
    misses = 32;
    if (at > copied) to = putLiteral(memory, to, copied, at);
    const length = matchLength(view, candidate, at, end);
    to = putCopy(memory, to, at - candidate, length);
    at += length;
    copied = at;
    // What ends a copy often starts the next one: its last position is worth a place in the table.
    if (at < limit) view.setUint16(slotOf(view.getInt32(at - 1, true)), at - 1 - start, true);
  }
  return copied < end ? putLiteral(memory, to, copied, end) : to;
}

function matchLength(view: DataView, candidate: number, at: number, end: number): number {
  let length = MIN_MATCH;
  while (at + length + 4 <= end) {
    const difference = view.getInt32(at + length, true) ^ view.getInt32(candidate + length, true);
    if (difference !== 0) {
      // Equal low bytes are equal leading bytes of the text.
      return length + ((31 - Math.clz32(difference & -difference)) >>> 3);
    }
    length += 4;
  }
  while (at + length < end && view.getUint8(at + length) === view.getUint8(candidate + length))
    length++;
  return length;
}

function putLiteral({ bytes, view }: Memory, to: number, from: number, end: number): number {
  const size = end - from - 1;
  let at = to;
  if (size < SHORT_LITERAL) {
    bytes[at++] = size << 2;
  } else if (size < 0x100) {
    bytes[at++] = SHORT_LITERAL << 2;
    bytes[at++] = size;
  } else {
    bytes[at++] = (SHORT_LITERAL + 1) << 2;
    view.setUint16(at, size, true);
    at += 2;
  }
  if (size < SHORT_LITERAL)
    for (let k = from; k < end; k++) bytes[at + k - from] = bytes[k] as number;
  else bytes.copyWithin(at, from, end);
  return at + end - from;
}

function putCopy(memory: Memory, to: number, offset: number, length: number): number {
  let at = to;
  let rest = length;
  while (rest >= MAX_COPY + MIN_MATCH) {
    at = putFarCopy(memory, at, offset, MAX_COPY);
    rest -= MAX_COPY;
  }
  // No copy may be left with less than the shortest match.
  if (rest > MAX_COPY) {
    at = putFarCopy(memory, at, offset, MAX_COPY - MIN_MATCH);
    rest -= MAX_COPY - MIN_MATCH;
  }
  if (rest >= NEAR_LENGTH || offset >= NEAR_OFFSET) return putFarCopy(memory, at, offset, rest);
  memory.bytes[at] = ((offset >>> 8) << 5) | ((rest - MIN_MATCH) << 2) | COPY_NEAR;
  memory.bytes[at + 1] = offset & 0xff;
  return at + 2;
}

function putFarCopy({ bytes, view }: Memory, at: number, offset: number, length: number): number {
  bytes[at] = ((length - 1) << 2) | COPY_FAR;
  view.setUint16(at + 1, offset, true);
  return at + 3;
}
