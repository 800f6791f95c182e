import { firstPairs } from '../shared/lanes';
import { foldsOf, innerWords, outerWords } from '../shared/mix';
import { toInt64, upperHalf } from './lanes';

/** Kernels of 64-bit integers, i64[count]: those of `src/kernels/numbers.ts`. */

/**
 * `min` plus the upper half of the 128-bit product of a 64-bit word and `size`.
 *
 * @param size its low 64 bits; 0 stands for 2^64
 */
export function bigintBetween(
  low: usize, high: usize, out: usize, count: i32,
  upperInner: i32, upperOuter: i32, lowerInner: i32, lowerOuter: i32, min: i64, size: i64,
): void {
  const minimum = i64x2.splat(min);
  const whole = size == 0;
  const sizeUpper = i32x4.splat(<i32>(size >>> 32));
  const sizeLower = i32x4.splat(<i32>size);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const rows = v128.load(low + at);
    const folds = foldsOf(v128.load(high + at));
    const upper = outerWords(innerWords(i32x4.splat(upperInner), rows), i32x4.splat(upperOuter), folds);
    const lower = outerWords(innerWords(i32x4.splat(lowerInner), rows), i32x4.splat(lowerOuter), folds);
    const to = out + (at << 1);
    const first = whole ? firstPairs(lower, upper) : upperProduct(upper, lower, sizeUpper, sizeLower);
    const upper2 = upperHalf(upper);
    const lower2 = upperHalf(lower);
    const second = whole ? firstPairs(lower2, upper2) : upperProduct(upper2, lower2, sizeUpper, sizeLower);
    v128.store(to, i64x2.add(minimum, first));
    v128.store(to, i64x2.add(minimum, second), 16);
  }
}

/** Upper halves of the products of lanes 0 and 1, by the four products of their halves. No sum overflows. */
// @ts-ignore: decorator
@inline
function upperProduct(upper: v128, lower: v128, sizeUpper: v128, sizeLower: v128): v128 {
  const lowBits = i64x2.splat(0xffffffff);
  const crossed = i64x2.add(
    i64x2.extmul_low_i32x4_u(upper, sizeLower),
    i64x2.shr_u(i64x2.extmul_low_i32x4_u(lower, sizeLower), 32),
  );
  const middle = i64x2.add(i64x2.extmul_low_i32x4_u(lower, sizeUpper), v128.and(crossed, lowBits));
  const carried = i64x2.add(i64x2.shr_u(crossed, 32), i64x2.shr_u(middle, 32));
  return i64x2.add(i64x2.extmul_low_i32x4_u(upper, sizeUpper), carried);
}

/** `min` plus whole numbers, f64[count]. Gives the first row whose number is not whole, or `count`. */
export function bigintFromNumber(value: usize, out: usize, count: i32, min: i64): i32 {
  for (let row = 0; row < count; row++) {
    const at = <usize>row << 3;
    const number = load<f64>(value + at);
    // What is infinite or not a number leaves a rest that is not a number, which is not 0.
    if (number - floor(number) != 0) return row;
    store<i64>(out + at, min + toInt64(number));
  }
  return count;
}
