/** 2^52: below it the sum of a dividend and a divisor is exact. */
const EXACT: f64 = 4503599627370496.0;

/**
 * `a % b` of ECMA-262, exact. Whole numbers from 0 to 2^52, the usual case, by one division; the rest bit by bit.
 */
// @ts-ignore: decorator
@inline
export function modulo(a: v128, b: v128): v128 {
  if (i64x2.all_true(v128.and(areWhole(a), v128.and(areWhole(b), f64x2.gt(b, f64x2.splat(0)))))) {
    // The quotient may be rounded up over a whole number: then the rest is negative, by one divisor.
    const rest = f64x2.sub(a, f64x2.mul(b, f64x2.floor(f64x2.div(a, b))));
    return f64x2.add(rest, v128.and(b, f64x2.lt(rest, f64x2.splat(0))));
  }
  const first = f64x2.splat(f64x2.extract_lane(a, 0) % f64x2.extract_lane(b, 0));
  return f64x2.replace_lane(first, 1, f64x2.extract_lane(a, 1) % f64x2.extract_lane(b, 1));
}

/** Whether floats are whole and from +0 to 2^52: floats without a sign compare as integers. */
// @ts-ignore: decorator
@inline
function areWhole(x: v128): v128 {
  const unsigned = i64x2.ge_s(x, i64x2.splat(0));
  const bounded = f64x2.le(x, f64x2.splat(EXACT));
  return v128.and(v128.and(unsigned, bounded), f64x2.eq(f64x2.floor(x), x));
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
