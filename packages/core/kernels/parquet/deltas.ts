import { packMiniblock } from './packing';
import { putVarint } from './varint';

/** Parquet encodings, "Delta Encoding" (DELTA_BINARY_PACKED = 5). */
const BLOCK_VALUES: u32 = 128;
const MINIBLOCKS: u32 = 4;
const MINIBLOCK_VALUES: u32 = BLOCK_VALUES / MINIBLOCKS;

/** Signed ULEB128 in zigzag order: 0, -1, 1, -2 … */
// @ts-ignore: decorator
@inline
function putZigzag(at: usize, value: i64): usize {
  return putVarint(at, (<u64>value << 1) ^ <u64>(value >> 63));
}

function putHeader(at: usize, count: u32, first: i64): usize {
  return putZigzag(putVarint(putVarint(putVarint(at, BLOCK_VALUES), MINIBLOCKS), count), first);
}

/**
 * 64-bit numbers as differences of neighbours. Gives the address behind them.
 *
 * @param scratch room for the differences of one block, i64[128]
 */
export function wholeDeltas(values: usize, count: i32, out: usize, scratch: usize): usize {
  let at = putHeader(out, count, count == 0 ? 0 : load<i64>(values));
  for (let from = 1; from < count; from += BLOCK_VALUES) {
    const size = min(<i32>BLOCK_VALUES, count - from);
    let least = i64.MAX_VALUE;
    for (let i = 0; i < size; i++) {
      const cell = values + (<usize>(from + i) << 3);
      const delta = load<i64>(cell) - load<i64>(cell - 8);
      store<i64>(scratch + (<usize>i << 3), delta);
      least = min(least, delta);
    }
    at = putBlock(scratch, size, least, at);
  }
  return at;
}

/** 32-bit numbers as differences of neighbours, as {@link wholeDeltas} writes them. */
export function intDeltas(values: usize, count: i32, out: usize, scratch: usize): usize {
  let at = putHeader(out, count, count == 0 ? 0 : load<i32>(values));
  for (let from = 1; from < count; from += BLOCK_VALUES) {
    const size = min(<i32>BLOCK_VALUES, count - from);
    let least = i64.MAX_VALUE;
    for (let i = 0; i < size; i++) {
      const cell = values + (<usize>(from + i) << 2);
      const delta = <i64>load<i32>(cell) - <i64>load<i32>(cell - 4);
      store<i64>(scratch + (<usize>i << 3), delta);
      least = min(least, delta);
    }
    at = putBlock(scratch, size, least, at);
  }
  return at;
}

/** One block: the least difference, a width for each miniblock, and the differences above the least one. */
function putBlock(deltas: usize, count: i32, least: i64, out: usize): usize {
  for (let i = count; i < <i32>BLOCK_VALUES; i++) store<i64>(deltas + (<usize>i << 3), least);
  const widths = putZigzag(out, least);
  let at = widths + MINIBLOCKS;
  for (let m: u32 = 0; m < MINIBLOCKS; m++) {
    const miniblock = deltas + (<usize>(m * MINIBLOCK_VALUES) << 3);
    // Miniblocks behind the last value hold the least difference alone: they have no bits and no bytes.
    const width = subtract(miniblock, least);
    store<u8>(widths + m, <u8>width);
    if (width > 0) at = packMiniblock(miniblock, width, at);
  }
  return at;
}

/** Takes the least difference from each one of a miniblock. Gives the bits that the largest one is left with. */
// @ts-ignore: decorator
@inline
function subtract(miniblock: usize, least: i64): u32 {
  const leasts = i64x2.splat(least);
  let all = i64x2.splat(0);
  for (let i: usize = 0; i < MINIBLOCK_VALUES; i += 2) {
    const pair = i64x2.sub(v128.load(miniblock + (i << 3)), leasts);
    v128.store(miniblock + (i << 3), pair);
    all = v128.or(all, pair);
  }
  return 64 - <u32>clz<u64>(<u64>(i64x2.extract_lane(all, 0) | i64x2.extract_lane(all, 1)));
}
