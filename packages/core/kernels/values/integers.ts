import { wordAt, wordsAt } from '../shared/mix';

/** Largest bound for which a word times the bound is exact as a float, so that integers give the same result. */
const EXACT_BOUND: u32 = 1 << 21;

/**
 * A bounded integer per row: `pick` of `src/kernels/integers.ts`.
 *
 * @param low,high halves of the row numbers, i32[count]
 * @param out i32[count]; up to 12 bytes behind it are overwritten
 */
export function pick(low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, bound: f64): void {
  if (bound <= <f64>EXACT_BOUND) pickFew(low, high, out, count, inner, outer, <i32>bound);
  else pickMany(low, high, out, count, inner, outer, bound);
}

/** Upper halves of the 64-bit products of four words. */
function pickFew(low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, bound: i32): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const bounds = i32x4.splat(bound);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const words = wordsAt(keyInner, keyOuter, v128.load(low + at), v128.load(high + at));
    const even = i64x2.extmul_low_i32x4_u(words, bounds);
    const odd = i64x2.extmul_high_i32x4_u(words, bounds);
    v128.store(out + at, i8x16.shuffle(even, odd, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31));
  }
}

function pickMany(low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, bound: f64): void {
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 4) {
    const word = wordAt(inner, outer, load<u32>(low + at), load<u32>(high + at));
    store<i32>(out + at, <i32><i64>((<f64>word * bound) / 4294967296.0));
  }
}
