import { mix32x4 } from '../shared/mix';
import { firstLanes, lowerParts, lowWords, upperHalf, upperParts } from './lanes';

/**
 * Keyed bijections of the integers in `[0, domain)`, four rows at a time: `src/random/permutation.ts`, an unbalanced
 * Feistel network over the next power of two, walked until the result lies in the domain.
 *
 * Keys of the rounds lie in memory that the binder gives, 16 bytes each for four rows, the two of a round one behind the
 * other. Rows beyond the batch are taken for row 0: a walk that begins outside the domain need not end.
 */

const ROUNDS: i32 = 4;
const KEY_BYTES: usize = 16;
const ALL_KEYS_BYTES: usize = 2 * KEY_BYTES * <usize>ROUNDS;
const GOLDEN: i32 = <i32>0x9e3779b9;

/** Bits of the smallest power of two that holds the domain; 2 at least, so that both halves have one. */
function bitsFor(domain: i64): i32 {
  return max(2, 64 - <i32>clz<i64>(domain - 1));
}

/** Writes the keys of all rounds. */
function storeKeys(keys: usize, inner: v128, outer: v128): void {
  let salt = i32x4.splat(0);
  for (let i = 0; i < 2 * ROUNDS; i++) {
    salt = i32x4.add(salt, i32x4.splat(GOLDEN));
    const mixed = mix32x4(i32x4.add(outer, i32x4.splat(i)));
    v128.store(keys + <usize>i * KEY_BYTES, mix32x4(v128.xor(i32x4.add(inner, salt), mixed)));
  }
}

/** Images of four indices, given as 32-bit halves, stored as floats. */
function storeImages(out: usize, low: v128, high: v128, keys: usize, domain: i64, bits: i32): void {
  const rightBits = bits >> 1;
  const leftMask = i32x4.splat((1 << (bits - rightBits)) - 1);
  const rightMask = i32x4.splat((1 << rightBits) - 1);
  const leftLimit = i32x4.splat(<i32>(domain >> rightBits));
  const rightLimit = v128.and(i32x4.splat(<i32>domain), rightMask);
  let left = v128.and(v128.or(i32x4.shr_u(low, rightBits), i32x4.shl(high, 32 - rightBits)), leftMask);
  let right = v128.and(low, rightMask);
  let outside = i32x4.splat(-1);
  do {
    let l = left;
    let r = right;
    for (let key = keys, end = keys + ALL_KEYS_BYTES; key < end; key += 2 * KEY_BYTES) {
      l = v128.xor(l, v128.and(mix32x4(i32x4.add(r, v128.load(key))), leftMask));
      r = v128.xor(r, v128.and(mix32x4(i32x4.add(l, v128.load(key, 16))), rightMask));
    }
    left = v128.bitselect(l, left, outside);
    right = v128.bitselect(r, right, outside);
    const atLimit = v128.and(i32x4.eq(left, leftLimit), i32x4.ge_s(right, rightLimit));
    outside = v128.and(outside, v128.or(i32x4.gt_s(left, leftLimit), atLimit));
  } while (v128.any_true(outside));
  const scale = f64x2.splat(<f64>(1 << rightBits));
  v128.store(out, joined(left, right, scale));
  v128.store(out, joined(upperHalf(left), upperHalf(right), scale), 16);
}

// @ts-ignore: decorator
@inline
function joined(left: v128, right: v128, scale: v128): v128 {
  return f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(left), scale), f64x2.convert_low_i32x4_s(right));
}

/**
 * The images of the row numbers under one bijection.
 *
 * @param out f64[count]
 * @param domain from 1 to 2^53 - 1
 * @param keys 128 bytes
 */
export function permute(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, domain: f64, keys: usize,
): void {
  const size = <i64>domain;
  const bits = bitsFor(size);
  storeKeys(keys, i32x4.splat(inner), i32x4.splat(outer));
  for (let row = 0; row < count; row += 4) {
    const at = <usize>row << 2;
    const there = firstLanes(count - row);
    const lower = v128.and(v128.load(low + at), there);
    storeImages(out + (at << 1), lower, v128.and(v128.load(high + at), there), keys, size, bits);
  }
}

/**
 * The images of ordinals, f64[count], each group of rows under a bijection of its own. Keys are made again only where
 * the groups of four rows are not those of the four rows before.
 *
 * @param group low halves of the group of each row, i32[count]: keys depend on them alone
 */
export function permuteWithin(
  group: usize, ordinal: usize, out: usize, count: i32, inner: i32, outer: i32, domain: f64, keys: usize,
): void {
  const size = <i64>domain;
  const bits = bitsFor(size);
  let current = i32x4.splat(0);
  for (let row = 0; row < count; row += 4) {
    const at = <usize>row << 2;
    const groups = v128.load(group + at);
    if (row == 0 || v128.any_true(v128.xor(groups, current))) {
      current = groups;
      const groupInner = mix32x4(v128.xor(i32x4.splat(inner), groups));
      storeKeys(keys, groupInner, mix32x4(i32x4.add(i32x4.splat(outer), groups)));
    }
    const from = ordinal + (at << 1);
    const first = v128.load(from);
    const second = v128.load(from, 16);
    const upperFirst = upperParts(first);
    const upperSecond = upperParts(second);
    const lower = lowWords(lowerParts(first, upperFirst), lowerParts(second, upperSecond));
    const there = firstLanes(count - row);
    const upper = v128.and(lowWords(upperFirst, upperSecond), there);
    storeImages(out + (at << 1), v128.and(lower, there), upper, keys, size, bits);
  }
}
