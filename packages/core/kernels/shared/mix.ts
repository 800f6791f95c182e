/** The random source, as `src/random/mix.ts` defines it, one row or four rows at a time. */

const FIRST: i32 = 0x7feb352d;
const SECOND: i32 = 0x846ca68b;
const HIGH_SALT: i32 = 0x3c6ef372;

/** `lowbias32`: a bijection of 32 bits. */
// @ts-ignore: decorator
@inline
export function mix32(x: u32): u32 {
  let h = (x ^ (x >>> 16)) * <u32>FIRST;
  h = (h ^ (h >>> 15)) * <u32>SECOND;
  return h ^ (h >>> 16);
}

/** {@link mix32} of four words. */
// @ts-ignore: decorator
@inline
export function mix32x4(x: v128): v128 {
  let h = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(FIRST));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), i32x4.splat(SECOND));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/** Key of the rows whose upper 32 bits are `high`. */
// @ts-ignore: decorator
@inline
export function foldHigh(outer: u32, high: u32): u32 {
  return high == 0 ? outer : outer ^ mix32(high ^ HIGH_SALT);
}

/** {@link foldHigh} of four rows. Rows below 2^32, nearly all there are, cost one test. */
// @ts-ignore: decorator
@inline
export function foldHighx4(outer: v128, high: v128): v128 {
  if (!v128.any_true(high)) return outer;
  const folded = v128.xor(outer, mix32x4(v128.xor(high, i32x4.splat(HIGH_SALT))));
  return v128.bitselect(outer, folded, i32x4.eq(high, i32x4.splat(0)));
}

/** The random word of one row. */
// @ts-ignore: decorator
@inline
export function wordAt(inner: u32, outer: u32, low: u32, high: u32): u32 {
  return mix32(mix32(low + inner) ^ foldHigh(outer, high));
}

/** The random words of four rows. */
// @ts-ignore: decorator
@inline
export function wordsAt(inner: v128, outer: v128, low: v128, high: v128): v128 {
  return mix32x4(v128.xor(mix32x4(i32x4.add(low, inner)), foldHighx4(outer, high)));
}

/**
 * What the upper halves of four row numbers change in every key: nothing for rows below 2^32, nearly all there are.
 * Kernels that draw several words per row take it once.
 */
// @ts-ignore: decorator
@inline
export function foldsOf(high: v128): v128 {
  return v128.any_true(high) ? foldsOfHighRows(high) : i32x4.splat(0);
}

function foldsOfHighRows(high: v128): v128 {
  return v128.andnot(mix32x4(v128.xor(high, i32x4.splat(HIGH_SALT))), i32x4.eq(high, i32x4.splat(0)));
}

/** The first round of the random words of four rows: what streams that share the inner key share too. */
// @ts-ignore: decorator
@inline
export function innerWords(inner: v128, low: v128): v128 {
  return mix32x4(i32x4.add(low, inner));
}

/** The second round: the random words of four rows, from {@link innerWords} and {@link foldsOf}. */
// @ts-ignore: decorator
@inline
export function outerWords(mixed: v128, outer: v128, folds: v128): v128 {
  return mix32x4(v128.xor(mixed, v128.xor(outer, folds)));
}
