import { log } from './math';

/** Points closer to the ends of the unit interval than this are in the tails. */
const TAIL: f64 = 0.02425;
const SMALLEST: f64 = 1e-16;
const LARGEST: f64 = 1.0 - 1.2e-16;

/**
 * Quantiles of the standard normal distribution where the points lie, f64[count]: Acklam's rational approximation, as
 * `src/kernels/distribution.ts` has it. Two points at once; a tail, one point in twenty, needs a logarithm of its own.
 */
export function normalQuantiles(column: usize, count: i32): void {
  const smallest = f64x2.splat(SMALLEST);
  const largest = f64x2.splat(LARGEST);
  const lowerTail = f64x2.splat(TAIL);
  const upperTail = f64x2.splat(1 - TAIL);
  for (let at = column, end = column + (<usize>count << 3); at < end; at += 16) {
    // Points are numbers, so that minima which take one side without a look at the other will do.
    const points = f64x2.pmin(f64x2.pmax(v128.load(at), smallest), largest);
    v128.store(at, centre(points));
    if (v128.any_true(v128.or(f64x2.lt(points, lowerTail), f64x2.gt(points, upperTail)))) {
      storeTail(at, f64x2.extract_lane(points, 0));
      storeTail(at + 8, f64x2.extract_lane(points, 1));
    }
  }
}

/** Overwrites a quantile whose point lies in a tail. */
function storeTail(at: usize, point: f64): void {
  if (point < TAIL) store<f64>(at, tail(sqrt(-2 * log(point))));
  else if (point > 1 - TAIL) store<f64>(at, -tail(sqrt(-2 * log(1 - point))));
}

/** `sum * x + coefficient`, one step of Horner's scheme. */
// @ts-ignore: decorator
@inline
function step(sum: v128, x: v128, coefficient: f64): v128 {
  return f64x2.add(f64x2.mul(sum, x), f64x2.splat(coefficient));
}

// @ts-ignore: decorator
@inline
function centre(points: v128): v128 {
  const t = f64x2.sub(points, f64x2.splat(0.5));
  const r = f64x2.mul(t, t);
  let above = step(f64x2.splat(-39.69683028665376), r, 220.9460984245205);
  above = step(above, r, -275.9285104469687);
  above = step(above, r, 138.357751867269);
  above = step(above, r, -30.66479806614716);
  above = step(above, r, 2.506628277459239);
  let below = step(f64x2.splat(-54.47609879822406), r, 161.5858368580409);
  below = step(below, r, -155.6989798598866);
  below = step(below, r, 66.80131188771972);
  below = step(below, r, -13.28068155288572);
  return f64x2.div(f64x2.mul(above, t), step(below, r, 1));
}

function tail(q: f64): f64 {
  let above = -0.007784894002430293 * q + -0.3223964580411365;
  above = above * q + -2.400758277161838;
  above = above * q + -2.549732539343734;
  above = above * q + 4.374664141464968;
  above = above * q + 2.938163982698783;
  let below = 0.007784695709041462 * q + 0.3224671290700398;
  below = below * q + 2.445134137142996;
  below = below * q + 3.754408661907416;
  return above / (below * q + 1);
}
