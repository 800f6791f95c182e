/** Kernels that find the least and the greatest cell, in the order that readers compare by. */

/**
 * Least and greatest of 64-bit numbers, at least one.
 *
 * @param out takes the two, i64[2]
 */
export function wholeBounds(values: usize, count: i32, out: usize): void {
  let min = v128.load64_splat(values);
  let max = min;
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const pair = v128.load(values + (<usize>i << 3));
    min = v128.bitselect(pair, min, i64x2.lt_s(pair, min));
    max = v128.bitselect(pair, max, i64x2.gt_s(pair, max));
  }
  let least = i64x2.extract_lane(min, 0);
  let most = i64x2.extract_lane(max, 0);
  const otherLeast = i64x2.extract_lane(min, 1);
  const otherMost = i64x2.extract_lane(max, 1);
  if (otherLeast < least) least = otherLeast;
  if (otherMost > most) most = otherMost;
  if (i < count) {
    const last = load<i64>(values + (<usize>i << 3));
    if (last < least) least = last;
    if (last > most) most = last;
  }
  store<i64>(out, least);
  store<i64>(out, most, 8);
}

/**
 * Least and greatest of floats; values that are no number are left out. Infinity and -Infinity where there is nothing
 * else.
 *
 * @param out takes the two, f64[2]
 */
export function floatBounds(values: usize, count: i32, out: usize): void {
  let min: f64 = Infinity;
  let max: f64 = -Infinity;
  for (let i: usize = 0; i < <usize>count; i++) {
    const value = load<f64>(values + (i << 3));
    if (value < min) min = value;
    if (value > max) max = value;
  }
  store<f64>(out, min);
  store<f64>(out, max, 8);
}

/** The first eight bytes of a text as a number that compares as they do; what is missing counts as 0. */
// @ts-ignore: decorator
@inline
function keyOf(address: usize, length: u32): u64 {
  const key = bswap<u64>(load<u64>(address));
  if (length >= 8) return key;
  return length == 0 ? 0 : key & (u64.MAX_VALUE << (64 - (u64(length) << 3)));
}

/** Whether one text stands before the other, byte by byte. */
function isLess(one: usize, oneLength: u32, other: usize, otherLength: u32): bool {
  const common = min(oneLength, otherLength);
  let k: u32 = 0;
  for (; k + 8 <= common; k += 8) {
    const a = load<u64>(one + k);
    const b = load<u64>(other + k);
    if (a != b) return bswap<u64>(a) < bswap<u64>(b);
  }
  for (; k < common; k++) {
    const a = load<u8>(one + k);
    const b = load<u8>(other + k);
    if (a != b) return a < b;
  }
  return oneLength < otherLength;
}

/** Rows and keys of the least and of the greatest text so far. */
let least: i32 = -1;
let most: i32 = -1;
let leastKey: u64 = 0;
let mostKey: u64 = 0;

/**
 * Rows of the least and of the greatest text, the first ones where there are several; -1 where no cell has a value.
 * Four texts at a time are looked at by their first four bytes: few of them can be a new bound.
 *
 * @param valid 0 where every cell has a value
 * @param out takes the two rows, i32[2]
 */
export function textBounds(address: usize, length: usize, valid: usize, count: i32, out: usize): void {
  least = -1;
  most = -1;
  let i = 0;
  if (valid == 0 && count > 0) {
    include(address, length, 0);
    for (; i + 4 <= count; i += 4) {
      if (!hasCandidate(address + (<usize>i << 2), length + (<usize>i << 2))) continue;
      for (let k = 0; k < 4; k++) include(address, length, i + k);
    }
  }
  for (; i < count; i++) {
    if (valid == 0 || load<u8>(valid + i) != 0) include(address, length, i);
  }
  store<i32>(out, least);
  store<i32>(out, most, 4);
}

/** Whether one of four texts may lie outside the bounds. Those of fewer than four bytes always may. */
// @ts-ignore: decorator
@inline
function hasCandidate(address: usize, length: usize): bool {
  const reversed = i8x16(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
  let words = v128.load32_zero(load<u32>(address));
  words = v128.load_lane<u32>(load<u32>(address, 4), words, 1);
  words = v128.load_lane<u32>(load<u32>(address, 8), words, 2);
  words = v128.load_lane<u32>(load<u32>(address, 12), words, 3);
  const keys = i8x16.swizzle(words, reversed);
  const low = i32x4.le_u(keys, i32x4.splat(<u32>(leastKey >> 32)));
  const high = i32x4.ge_u(keys, i32x4.splat(<u32>(mostKey >> 32)));
  const short = i32x4.lt_u(v128.load(length), i32x4.splat(4));
  return v128.any_true(v128.or(v128.or(low, high), short));
}

function include(address: usize, length: usize, row: i32): void {
  const size = load<u32>(length + (<usize>row << 2));
  const key = keyOf(load<u32>(address + (<usize>row << 2)), size);
  if (least < 0) {
    least = most = row;
    leastKey = mostKey = key;
    return;
  }
  if (key <= leastKey && (key < leastKey || isBefore(address, length, row, least))) {
    least = row;
    leastKey = key;
  }
  if (key >= mostKey && (key > mostKey || isBefore(address, length, most, row))) {
    most = row;
    mostKey = key;
  }
}

function isBefore(address: usize, length: usize, one: i32, other: i32): bool {
  const a = <usize>one << 2;
  const b = <usize>other << 2;
  return isLess(load<u32>(address + a), load<u32>(length + a), load<u32>(address + b), load<u32>(length + b));
}

/**
 * Numbers of the least and of the greatest UUID, at least one.
 *
 * @param uuids 16 bytes each, most significant first
 * @param out takes the two numbers, i32[2]
 */
export function uuidBounds(uuids: usize, count: i32, out: usize): void {
  let leastUuid: usize = 0;
  let mostUuid: usize = 0;
  let leastHead = bswap<u64>(load<u64>(uuids));
  let mostHead = leastHead;
  for (let i: usize = 1; i < <usize>count; i++) {
    const at = uuids + (i << 4);
    const key = bswap<u64>(load<u64>(at));
    if (key <= leastHead && (key < leastHead || isLess(at, 16, uuids + (leastUuid << 4), 16))) {
      leastUuid = i;
      leastHead = key;
    }
    if (key >= mostHead && (key > mostHead || isLess(uuids + (mostUuid << 4), 16, at, 16))) {
      mostUuid = i;
      mostHead = key;
    }
  }
  store<u32>(out, <u32>leastUuid);
  store<u32>(out, <u32>mostUuid, 4);
}
