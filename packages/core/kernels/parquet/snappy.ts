import { copyText } from '../shared/copy';
import { putVarint } from './varint';

/**
 * Raw Snappy, byte for byte as `src/format/parquet/reference/snappy.ts` writes it (google/snappy,
 * format_description.txt).
 */

/** Copies reach back less than this, because tables start anew with every block. */
const BLOCK_BYTES: usize = 1 << 16;
const TABLE_BITS: u32 = 14;
const TABLE_BYTES: usize = 2 << TABLE_BITS;
const HASH_FACTOR: u32 = 0x1e35a7bd;
/** Four bytes are read at every position that is looked up, eight where a match grows. */
const MARGIN: usize = 15;
const MIN_MATCH: u32 = 4;
/** Positions that are tried one by one before the steps grow. */
const PATIENCE: u32 = 32;

const COPY_NEAR: u32 = 1;
const COPY_FAR: u32 = 2;
const NEAR_OFFSET: u32 = 2048;
const NEAR_LENGTH: u32 = 12;
const MAX_COPY: u32 = 64;
/** Literals up to this length have it in their tag; longer ones have it in one or two bytes behind. */
const SHORT_LITERAL: u32 = 60;

/**
 * Compresses `length` bytes. Gives the address behind them.
 *
 * @param out room for the bytes, a sixth of them and 48
 * @param table 32 KiB of scratch
 */
export function compressSnappy(source: usize, length: u32, out: usize, table: usize): usize {
  let at = putVarint(out, length);
  const end = source + length;
  for (let start = source; start < end; start += BLOCK_BYTES) {
    at = compressBlock(start, min<usize>(start + BLOCK_BYTES, end), at, table);
  }
  return at;
}

// @ts-ignore: decorator
@inline
function slotOf(table: usize, word: u32): usize {
  return table + (<usize>((word * HASH_FACTOR) >> (32 - TABLE_BITS)) << 1);
}

function compressBlock(start: usize, end: usize, out: usize, table: usize): usize {
  memory.fill(table, 0, TABLE_BYTES);
  let to = out;
  let copied = start;
  let at = start + 1;
  let misses = PATIENCE;
  while (at + MARGIN < end) {
    const word = load<u32>(at);
    const slot = slotOf(table, word);
    const candidate = start + load<u16>(slot);
    store<u16>(slot, <u16>(at - start));
    if (load<u32>(candidate) != word) {
      at += misses++ >> 5;
      continue;
    }
    misses = PATIENCE;
    if (at > copied) to = putLiteral(to, copied, at);
    const length = matchLength(candidate, at, end);
    to = putCopy(to, <u32>(at - candidate), length);
    at += length;
    copied = at;
    // What ends a copy often starts the next one: its last position is worth a place in the table.
    if (at + MARGIN < end) store<u16>(slotOf(table, load<u32>(at - 1)), <u16>(at - 1 - start));
  }
  return copied < end ? putLiteral(to, copied, end) : to;
}

// @ts-ignore: decorator
@inline
function matchLength(candidate: usize, at: usize, end: usize): u32 {
  let length = <usize>MIN_MATCH;
  while (at + length + 8 <= end) {
    const difference = load<u64>(at + length) ^ load<u64>(candidate + length);
    // Equal low bytes are equal leading bytes of the text.
    if (difference != 0) return <u32>length + <u32>(ctz<u64>(difference) >> 3);
    length += 8;
  }
  while (at + length < end && load<u8>(at + length) == load<u8>(candidate + length)) length++;
  return <u32>length;
}

// @ts-ignore: decorator
@inline
function putLiteral(to: usize, from: usize, end: usize): usize {
  const length = <u32>(end - from);
  const size = length - 1;
  let at = to;
  if (size < SHORT_LITERAL) {
    store<u8>(at, <u8>(size << 2));
    at += 1;
  } else if (size < 0x100) {
    store<u16>(at, <u16>((SHORT_LITERAL << 2) | (size << 8)));
    at += 2;
  } else {
    store<u8>(at, <u8>((SHORT_LITERAL + 1) << 2));
    store<u16>(at, <u16>size, 1);
    at += 3;
  }
  return copyText(at, from, length);
}

// @ts-ignore: decorator
@inline
function putFarCopy(at: usize, offset: u32, length: u32): usize {
  store<u32>(at, ((length - 1) << 2) | COPY_FAR | (offset << 8));
  return at + 3;
}

// @ts-ignore: decorator
@inline
function putCopy(to: usize, offset: u32, length: u32): usize {
  let at = to;
  let rest = length;
  while (rest >= MAX_COPY + MIN_MATCH) {
    at = putFarCopy(at, offset, MAX_COPY);
    rest -= MAX_COPY;
  }
  // No copy may be left with less than the shortest match.
  if (rest > MAX_COPY) {
    at = putFarCopy(at, offset, MAX_COPY - MIN_MATCH);
    rest -= MAX_COPY - MIN_MATCH;
  }
  if (rest >= NEAR_LENGTH || offset >= NEAR_OFFSET) return putFarCopy(at, offset, rest);
  store<u16>(at, <u16>(((offset >> 8) << 5) | ((rest - MIN_MATCH) << 2) | COPY_NEAR | ((offset & 0xff) << 8)));
  return at + 2;
}
