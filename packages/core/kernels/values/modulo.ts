/** 2^52: below it the sum of a dividend and a divisor is exact. */
const EXACT: f64 = 4503599627370496.0;

/**
 * Remainders of whole numbers from 0 to 2^52, given their quotients, which may be off by 1. A dividend of -0 keeps its
 * sign.
 */
// @ts-ignore: decorator
@inline
export function moduloOfWhole(a: v128, b: v128, quotient: v128): v128 {
  const rest = f64x2.sub(a, f64x2.mul(b, quotient));
  const positive = f64x2.add(rest, v128.and(b, f64x2.lt(rest, f64x2.splat(0))));
  const reduced = f64x2.sub(positive, v128.and(b, f64x2.ge(positive, b)));
  return v128.or(reduced, v128.and(a, f64x2.splat(-0.0)));
}

/** Whether both floats lie between `lowest` and 2^52. */
// @ts-ignore: decorator
@inline
export function areExact(x: v128, lowest: f64): bool {
  const bounded = v128.and(f64x2.ge(x, f64x2.splat(lowest)), f64x2.le(x, f64x2.splat(EXACT)));
  return i64x2.bitmask(bounded) == 3;
}

/** `a % b` of ECMA-262 for any numbers, bit by bit. */
export function moduloOfAny(a: v128, b: v128): v128 {
  const first = f64x2.splat(f64x2.extract_lane(a, 0) % f64x2.extract_lane(b, 0));
  return f64x2.replace_lane(first, 1, f64x2.extract_lane(a, 1) % f64x2.extract_lane(b, 1));
}

/** `a % b` of ECMA-262: whole numbers, the usual case, by one division. */
// @ts-ignore: decorator
@inline
export function modulo(a: v128, b: v128): v128 {
  const whole = v128.and(f64x2.eq(f64x2.floor(a), a), f64x2.eq(f64x2.floor(b), b));
  if (i64x2.bitmask(whole) == 3 && areExact(a, 0) && areExact(b, 1)) {
    return moduloOfWhole(a, b, f64x2.floor(f64x2.div(a, b)));
  }
  return moduloOfAny(a, b);
}

/**
 * `((x % m) + m) % m` of whole numbers: the rest that has the sign of the divisor.
 *
 * @param modulus a small whole number above 0
 */
// @ts-ignore: decorator
@inline
export function floorModulo(x: v128, modulus: f64): v128 {
  const divisor = f64x2.splat(modulus);
  if (i64x2.all_true(f64x2.lt(f64x2.abs(x), f64x2.splat(1125899906842624.0)))) {
    return f64x2.sub(x, f64x2.mul(divisor, f64x2.floor(f64x2.div(x, divisor))));
  }
  const first = f64x2.splat(floorModuloOne(f64x2.extract_lane(x, 0), modulus));
  return f64x2.replace_lane(first, 1, floorModuloOne(f64x2.extract_lane(x, 1), modulus));
}

function floorModuloOne(x: f64, modulus: f64): f64 {
  return ((x % modulus) + modulus) % modulus;
}
