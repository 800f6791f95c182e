import { exp, log, pow } from './math';
import { modulo } from './modulo';

/** Codes of the operators of step `arithmetic`; `src/wasm/number-kernels.ts` repeats them. */
const ADD: i32 = 0;
const SUBTRACT: i32 = 1;
const MULTIPLY: i32 = 2;
const DIVIDE: i32 = 3;
const REMAINDER: i32 = 4;
const POWER: i32 = 5;
const MINIMUM: i32 = 6;

/** `left operator right` of two columns of numbers, f64[count]. */
export function arithmetic(left: usize, right: usize, out: usize, count: i32, operator: i32): void {
  switch (operator) {
    case ADD: return combine(left, right, out, count, ADD);
    case SUBTRACT: return combine(left, right, out, count, SUBTRACT);
    case MULTIPLY: return combine(left, right, out, count, MULTIPLY);
    case DIVIDE: return combine(left, right, out, count, DIVIDE);
    case REMAINDER: return combine(left, right, out, count, REMAINDER);
    case POWER: return powers(left, right, out, count);
    case MINIMUM: return combine(left, right, out, count, MINIMUM);
    default: return combine(left, right, out, count, MINIMUM + 1);
  }
}

/** Each operator has its own loop: `operator` is a constant wherever this is inlined. */
// @ts-ignore: decorator
@inline
function combine(left: usize, right: usize, out: usize, count: i32, operator: i32): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) {
    v128.store(out + at, combineTwo(v128.load(left + at), v128.load(right + at), operator));
  }
}

// @ts-ignore: decorator
@inline
function combineTwo(a: v128, b: v128, operator: i32): v128 {
  if (operator == ADD) return f64x2.add(a, b);
  if (operator == SUBTRACT) return f64x2.sub(a, b);
  if (operator == MULTIPLY) return f64x2.mul(a, b);
  if (operator == DIVIDE) return f64x2.div(a, b);
  if (operator == REMAINDER) return modulo(a, b);
  if (operator == MINIMUM) return f64x2.min(a, b);
  return f64x2.max(a, b);
}

function powers(left: usize, right: usize, out: usize, count: i32): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 8) {
    store<f64>(out + at, pow(load<f64>(left + at), load<f64>(right + at)));
  }
}

/** Codes of the operators of step `unary`; `src/wasm/number-kernels.ts` repeats them. */
const NEGATE: i32 = 0;
const ABSOLUTE: i32 = 1;
const FLOOR: i32 = 2;
const CEILING: i32 = 3;
const ROUND: i32 = 4;
const TRUNCATE: i32 = 5;
const SQUARE_ROOT: i32 = 6;
const EXPONENTIAL: i32 = 7;

/** `operator value` of a column of numbers, f64[count]. */
export function unary(value: usize, out: usize, count: i32, operator: i32): void {
  switch (operator) {
    case NEGATE: return change(value, out, count, NEGATE);
    case ABSOLUTE: return change(value, out, count, ABSOLUTE);
    case FLOOR: return change(value, out, count, FLOOR);
    case CEILING: return change(value, out, count, CEILING);
    case ROUND: return change(value, out, count, ROUND);
    case TRUNCATE: return change(value, out, count, TRUNCATE);
    case SQUARE_ROOT: return change(value, out, count, SQUARE_ROOT);
    case EXPONENTIAL: return exponentials(value, out, count);
    default: return logarithms(value, out, count);
  }
}

// @ts-ignore: decorator
@inline
function change(value: usize, out: usize, count: i32, operator: i32): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) {
    v128.store(out + at, changeTwo(v128.load(value + at), operator));
  }
}

// @ts-ignore: decorator
@inline
function changeTwo(x: v128, operator: i32): v128 {
  if (operator == NEGATE) return f64x2.neg(x);
  if (operator == ABSOLUTE) return f64x2.abs(x);
  if (operator == FLOOR) return f64x2.floor(x);
  if (operator == CEILING) return f64x2.ceil(x);
  if (operator == ROUND) return roundHalfUp(x);
  if (operator == TRUNCATE) return f64x2.trunc(x);
  return f64x2.sqrt(x);
}

/** `Math.round`: the nearest whole number, the upper one of two; what rounds to zero from below is -0. */
// @ts-ignore: decorator
@inline
export function roundHalfUp(x: v128): v128 {
  const above = f64x2.ceil(x);
  const tooFar = f64x2.gt(f64x2.sub(above, f64x2.splat(0.5)), x);
  return v128.bitselect(f64x2.sub(above, f64x2.splat(1)), above, tooFar);
}

/** e to the power of each number, f64[count]; `out` may be `value`. */
export function exponentials(value: usize, out: usize, count: i32): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 8) {
    store<f64>(out + at, exp(load<f64>(value + at)));
  }
}

function logarithms(value: usize, out: usize, count: i32): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 8) {
    store<f64>(out + at, log(load<f64>(value + at)));
  }
}

/** {@link roundHalfUp} of one number. */
export function roundOne(x: f64): f64 {
  const above = ceil(x);
  return above - 0.5 > x ? above - 1 : above;
}
