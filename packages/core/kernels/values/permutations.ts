import { mix32x4 } from '../shared/mix';
import { firstLanes, lowerParts, lowWords, upperHalf, upperParts } from './lanes';

/**
 * Keyed bijections of the integers in `[0, domain)`, eight rows at a time: `src/random/permutation.ts`, an unbalanced
 * Feistel network over the next power of two, walked until the result lies in the domain.
 *
 * Keys of the rounds lie in memory that the binder gives, 16 bytes each for four rows, the two of a round one behind
 * the other. Rows beyond the batch are taken for row 0: a walk that begins outside the domain need not end.
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

/**
 * Images of twice four indices, given as 32-bit halves, stored as floats. Every round waits for the one before; a
 * second vector fills the wait.
 */
function storeImages(
  out: usize, lowA: v128, highA: v128, lowB: v128, highB: v128, keysA: usize, keysB: usize, domain: i64, bits: i32,
): void {
  const rightBits = bits >> 1;
  const leftMask = i32x4.splat((1 << (bits - rightBits)) - 1);
  const rightMask = i32x4.splat((1 << rightBits) - 1);
  const leftLimit = i32x4.splat(<i32>(domain >> rightBits));
  const rightLimit = v128.and(i32x4.splat(<i32>domain), rightMask);
  let leftA = leftHalf(lowA, highA, rightBits, leftMask);
  let leftB = leftHalf(lowB, highB, rightBits, leftMask);
  let rightA = v128.and(lowA, rightMask);
  let rightB = v128.and(lowB, rightMask);
  let outsideA = i32x4.splat(-1);
  let outsideB = outsideA;
  do {
    let lA = leftA;
    let lB = leftB;
    let rA = rightA;
    let rB = rightB;
    for (let key: usize = 0; key < ALL_KEYS_BYTES; key += 2 * KEY_BYTES) {
      lA = v128.xor(lA, v128.and(mix32x4(i32x4.add(rA, v128.load(keysA + key))), leftMask));
      lB = v128.xor(lB, v128.and(mix32x4(i32x4.add(rB, v128.load(keysB + key))), leftMask));
      rA = v128.xor(rA, v128.and(mix32x4(i32x4.add(lA, v128.load(keysA + key, 16))), rightMask));
      rB = v128.xor(rB, v128.and(mix32x4(i32x4.add(lB, v128.load(keysB + key, 16))), rightMask));
    }
    leftA = v128.bitselect(lA, leftA, outsideA);
    leftB = v128.bitselect(lB, leftB, outsideB);
    rightA = v128.bitselect(rA, rightA, outsideA);
    rightB = v128.bitselect(rB, rightB, outsideB);
    outsideA = v128.and(outsideA, isOutside(leftA, rightA, leftLimit, rightLimit));
    outsideB = v128.and(outsideB, isOutside(leftB, rightB, leftLimit, rightLimit));
  } while (v128.any_true(v128.or(outsideA, outsideB)));
  const scale = f64x2.splat(<f64>(1 << rightBits));
  v128.store(out, joined(leftA, rightA, scale));
  v128.store(out, joined(upperHalf(leftA), upperHalf(rightA), scale), 16);
  v128.store(out, joined(leftB, rightB, scale), 32);
  v128.store(out, joined(upperHalf(leftB), upperHalf(rightB), scale), 48);
}

/** The upper bits of an index. */
// @ts-ignore: decorator
@inline
function leftHalf(low: v128, high: v128, rightBits: i32, mask: v128): v128 {
  return v128.and(v128.or(i32x4.shr_u(low, rightBits), i32x4.shl(high, 32 - rightBits)), mask);
}

/** Whether an index is not below the domain, half by half. */
// @ts-ignore: decorator
@inline
function isOutside(left: v128, right: v128, leftLimit: v128, rightLimit: v128): v128 {
  const atLimit = v128.and(i32x4.eq(left, leftLimit), i32x4.ge_s(right, rightLimit));
  return v128.or(i32x4.gt_s(left, leftLimit), atLimit);
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
 * @param keys 256 bytes, of which half are used
 */
export function permute(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, domain: f64, keys: usize,
): void {
  const size = <i64>domain;
  const bits = bitsFor(size);
  storeKeys(keys, i32x4.splat(inner), i32x4.splat(outer));
  for (let row = 0; row < count; row += 8) {
    const at = <usize>row << 2;
    const thereA = firstLanes(count - row);
    const thereB = firstLanes(count - row - 4);
    storeImages(
      out + (at << 1),
      v128.and(v128.load(low + at), thereA),
      v128.and(v128.load(high + at), thereA),
      v128.and(v128.load(low + at, 16), thereB),
      v128.and(v128.load(high + at, 16), thereB),
      keys,
      keys,
      size,
      bits,
    );
  }
}

/**
 * The images of ordinals, f64[count], each group of rows under a bijection of its own. Keys are made again only where
 * the groups of four rows are not those of the last four that took the same place.
 *
 * @param group low halves of the group of each row, i32[count]: keys depend on them alone
 * @param keys 256 bytes
 */
export function permuteWithin(
  group: usize, ordinal: usize, out: usize, count: i32, inner: i32, outer: i32, domain: f64, keys: usize,
): void {
  const size = <i64>domain;
  const bits = bitsFor(size);
  const keysB = keys + ALL_KEYS_BYTES;
  let groupA = i32x4.splat(0);
  let groupB = groupA;
  storeKeysOf(keys, groupA, inner, outer);
  storeKeysOf(keysB, groupB, inner, outer);
  for (let row = 0; row < count; row += 8) {
    const at = <usize>row << 2;
    const a = v128.load(group + at);
    const b = v128.load(group + at, 16);
    if (v128.any_true(v128.xor(a, groupA))) storeKeysOf(keys, a, inner, outer);
    if (v128.any_true(v128.xor(b, groupB))) storeKeysOf(keysB, b, inner, outer);
    groupA = a;
    groupB = b;
    const from = ordinal + (at << 1);
    const thereA = firstLanes(count - row);
    const thereB = firstLanes(count - row - 4);
    storeImages(
      out + (at << 1),
      v128.and(lowerWords(from), thereA),
      v128.and(upperWords(from), thereA),
      v128.and(lowerWords(from + 32), thereB),
      v128.and(upperWords(from + 32), thereB),
      keys,
      keysB,
      size,
      bits,
    );
  }
}

/** Keys of four groups. */
function storeKeysOf(keys: usize, groups: v128, inner: i32, outer: i32): void {
  const groupInner = mix32x4(v128.xor(i32x4.splat(inner), groups));
  storeKeys(keys, groupInner, mix32x4(i32x4.add(i32x4.splat(outer), groups)));
}

/** The upper 32 bits of four whole floats. */
// @ts-ignore: decorator
@inline
function upperWords(from: usize): v128 {
  return lowWords(upperParts(v128.load(from)), upperParts(v128.load(from, 16)));
}

/** The lower 32 bits of them. */
// @ts-ignore: decorator
@inline
function lowerWords(from: usize): v128 {
  const a = v128.load(from);
  const b = v128.load(from, 16);
  return lowWords(lowerParts(a, upperParts(a)), lowerParts(b, upperParts(b)));
}
