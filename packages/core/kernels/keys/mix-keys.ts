/**
 * Keys of fixed width: `src/keys/mix-keys.ts`, four rows at a time. Bijections, so equal keys mean equal values.
 *
 * Every region has room for a multiple of four rows, and so many are read and written.
 */
import { firstPairs, highHalves, lastPairs, lowHalves } from '../shared/lanes';
import { mix32x4 } from '../shared/mix';

/** Stores four mixed keys, 32 bytes, of the halves of four values. */
// @ts-ignore: decorator
@inline
function storeMixed(out: usize, low: v128, high: v128, key: usize): void {
  let a = high;
  let b = low;
  a = v128.xor(a, mix32x4(i32x4.add(b, v128.load32_splat(key))));
  b = v128.xor(b, mix32x4(i32x4.add(a, v128.load32_splat(key, 4))));
  a = v128.xor(a, mix32x4(i32x4.add(b, v128.load32_splat(key, 8))));
  b = v128.xor(b, mix32x4(i32x4.add(a, v128.load32_splat(key, 12))));
  v128.store(out, firstPairs(b, a));
  v128.store(out, lastPairs(b, a), 16);
}

/** -0 becomes 0, and every NaN the same one: values that compare as one have one key. */
// @ts-ignore: decorator
@inline
function canonical(values: v128): v128 {
  const sums = f64x2.add(values, f64x2.splat(0));
  return v128.bitselect(sums, i64x2.splat(0x7ff8000000000000), f64x2.eq(values, values));
}

/**
 * Keys of floats.
 *
 * @param values f64[count]
 * @param out u64[count]
 * @param key four 32-bit words
 */
export function mixNumbers(values: usize, out: usize, count: i32, key: usize): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 32) {
    const a = canonical(v128.load(values + at));
    const b = canonical(v128.load(values + at, 16));
    storeMixed(out + at, lowHalves(a, b), highHalves(a, b), key);
  }
}

/** Keys of 64-bit integers, i64[count]. */
export function mixInt64s(values: usize, out: usize, count: i32, key: usize): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 32) {
    const a = v128.load(values + at);
    const b = v128.load(values + at, 16);
    storeMixed(out + at, lowHalves(a, b), highHalves(a, b), key);
  }
}

/** Keys of bytes, u8[count]. */
export function mixFlags(values: usize, out: usize, count: i32, key: usize): void {
  const none = i32x4.splat(0);
  for (let i: usize = 0; i < <usize>count; i += 4) {
    const bytes = v128.load32_zero(values + i);
    const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
    storeMixed(out + (i << 3), words, none, key);
  }
}

/**
 * Keys of 128-bit values in two parts: the last two words as they are, the first two mixed under them.
 *
 * @param words u32[4 * count], most significant first
 * @param out,rests u64[count]
 */
export function mixUuids(words: usize, out: usize, rests: usize, count: i32, key: usize): void {
  const rows = <usize>count;
  for (let i: usize = 0; i < rows; i += 4) {
    const from = words + (i << 4);
    const a = v128.load(from);
    const b = v128.load(from, 16);
    const c = v128.load(from, 32);
    const d = v128.load(from, 48);
    const first = lowHalves(lowHalves(a, b), lowHalves(c, d));
    const second = lowHalves(highHalves(a, b), highHalves(c, d));
    const third = highHalves(lowHalves(a, b), lowHalves(c, d));
    const fourth = highHalves(highHalves(a, b), highHalves(c, d));
    const high = v128.xor(first, mix32x4(i32x4.add(third, v128.load32_splat(key))));
    const low = v128.xor(second, mix32x4(i32x4.add(fourth, v128.load32_splat(key, 4))));
    storeMixed(out + (i << 3), low, high, key);
    const rest = rests + (i << 3);
    v128.store(rest, firstPairs(fourth, third));
    v128.store(rest, lastPairs(fourth, third), 16);
  }
}
