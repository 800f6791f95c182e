import { mix32 } from '../shared/mix';
import { upperHalf } from './lanes';

/** Salt of the stream that gives the low bits of a float. */
const SECOND_STREAM: u32 = 0x510e527f;
const TWO_26: f64 = 67108864.0;
const PER_TWO_53: f64 = 1.0 / 9007199254740992.0;

/** Outer key of the second word of a float: `unitKey` of `src/random/mix.ts`. */
export function secondOuter(outer: i32): i32 {
  return mix32(outer ^ SECOND_STREAM);
}

/** Floats in [0, 1) with 53 random bits of lanes 0 and 1: `unitFloat` of `src/random/mix.ts`. */
// @ts-ignore: decorator
@inline
export function unitsLow(first: v128, second: v128): v128 {
  return join(i32x4.shr_u(first, 5), i32x4.shr_u(second, 6));
}

/** The same of lanes 2 and 3. */
// @ts-ignore: decorator
@inline
export function unitsHigh(first: v128, second: v128): v128 {
  return join(upperHalf(i32x4.shr_u(first, 5)), upperHalf(i32x4.shr_u(second, 6)));
}

/** 27 and 26 bits: signed conversions, which are cheaper, see the same numbers. */
// @ts-ignore: decorator
@inline
function join(upper: v128, lower: v128): v128 {
  const shifted = f64x2.mul(f64x2.convert_low_i32x4_s(upper), f64x2.splat(TWO_26));
  return f64x2.mul(f64x2.add(shifted, f64x2.convert_low_i32x4_s(lower)), f64x2.splat(PER_TWO_53));
}
