/** Between lanes of 32 bits, 64 bits and flags, as JavaScript's typed arrays convert numbers. */
import { lowHalves } from '../shared/lanes';

/** Floats below it in size have a whole part that {@link lowWords} can read. */
const SMALL: f64 = 2251799813685248.0;
/** 1.5 * 2^52: added to a small whole float, it leaves the integer in the low bits, as two's complement. */
const INTEGER_BITS: f64 = 6755399441055744.0;
export const TWO_32: f64 = 4294967296.0;
export const PER_TWO_32: f64 = 1.0 / TWO_32;

/** The upper half of a vector as the lower one. */
// @ts-ignore: decorator
@inline
export function upperHalf(x: v128): v128 {
  return i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
}

/** Whether all floats lie below 2^51 in size; false for what is not a number. */
// @ts-ignore: decorator
@inline
export function areSmall(low: v128, high: v128): bool {
  const bound = f64x2.splat(SMALL);
  const small = v128.and(f64x2.lt(f64x2.abs(low), bound), f64x2.lt(f64x2.abs(high), bound));
  return i64x2.all_true(small);
}

/** The low 32 bits of four whole floats below 2^51 in size. */
// @ts-ignore: decorator
@inline
export function lowWords(low: v128, high: v128): v128 {
  const bits = f64x2.splat(INTEGER_BITS);
  return lowHalves(f64x2.add(low, bits), f64x2.add(high, bits));
}

/** 16 flags from the masks of four rows each. */
// @ts-ignore: decorator
@inline
export function flagsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const masks = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
  return v128.and(masks, i8x16.splat(1));
}

/** The row numbers of lanes 0 and 1 as floats. */
// @ts-ignore: decorator
@inline
export function rowsLow(low: v128, high: v128): v128 {
  const upper = f64x2.mul(f64x2.convert_low_i32x4_s(high), f64x2.splat(TWO_32));
  return f64x2.add(upper, f64x2.convert_low_i32x4_u(low));
}

/** The row numbers of lanes 2 and 3 as floats. */
// @ts-ignore: decorator
@inline
export function rowsHigh(low: v128, high: v128): v128 {
  return rowsLow(upperHalf(low), upperHalf(high));
}

/** The upper 32 bits of whole floats from 0 to 2^53, as floats. */
// @ts-ignore: decorator
@inline
export function upperParts(x: v128): v128 {
  return f64x2.floor(f64x2.mul(x, f64x2.splat(PER_TWO_32)));
}

/** The lower 32 bits of them, as floats, given the upper ones. */
// @ts-ignore: decorator
@inline
export function lowerParts(x: v128, upper: v128): v128 {
  return f64x2.sub(x, f64x2.mul(upper, f64x2.splat(TWO_32)));
}

/** Stores four whole floats from 0 to 2^53 as row numbers. */
// @ts-ignore: decorator
@inline
export function storeRows(low: usize, high: usize, a: v128, b: v128): void {
  const upperA = upperParts(a);
  const upperB = upperParts(b);
  v128.store(low, lowWords(lowerParts(a, upperA), lowerParts(b, upperB)));
  v128.store(high, lowWords(upperA, upperB));
}

const MANTISSA: i64 = (1 << 52) - 1;
/** Bias of the exponent and bits of the mantissa. */
const EXPONENT_OF_ONES: i64 = 1075;

/** The low 64 bits of a float's whole part; 0 for what is not finite, as ToBigInt64 and ToInt32 of ECMA-262 have it. */
export function toInt64(x: f64): i64 {
  if (abs(x) < 9223372036854775808.0) return <i64>x;
  const bits = reinterpret<i64>(x);
  const shift = ((bits >> 52) & 0x7ff) - EXPONENT_OF_ONES;
  if (shift > 63) return 0;
  const size = ((bits & MANTISSA) | (1 << 52)) << shift;
  return bits < 0 ? -size : size;
}

/** What an Int32Array keeps of a float. */
export function toInt32(x: f64): i32 {
  return <i32>toInt64(x);
}

/** Lanes of the last four rows that exist: all for `left` of 4 or more. */
// @ts-ignore: decorator
@inline
export function firstLanes(left: i32): v128 {
  return i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3));
}
