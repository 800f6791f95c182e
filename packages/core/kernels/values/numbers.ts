import { foldsOf, innerWords, outerWords } from '../shared/mix';
import { rowsHigh, rowsLow, upperHalf } from './lanes';
import { areExact, moduloOfAny, moduloOfWhole } from './modulo';
import { secondOuter, unitsHigh, unitsLow } from './units';

/**
 * Kernels of `src/kernels/numbers.ts`. Registers of numbers are f64[count]; up to 24 bytes beyond the batch are
 * written, all of them in the register.
 */

/** `start + row * step` */
export function rowNumber(low: usize, high: usize, out: usize, count: i32, start: f64, step: f64): void {
  const starts = f64x2.splat(start);
  const steps = f64x2.splat(step);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const lower = v128.load(low + at);
    const upper = v128.load(high + at);
    const to = out + (at << 1);
    v128.store(to, f64x2.add(starts, f64x2.mul(rowsLow(lower, upper), steps)));
    v128.store(to, f64x2.add(starts, f64x2.mul(rowsHigh(lower, upper), steps)), 16);
  }
}

/** A float in `[min, min + size)`, with `whole` an integer. */
export function uniform(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, min: f64, size: f64, whole: bool,
): void {
  if (whole) drawUniform(low, high, out, count, inner, outer, min, size, true);
  else drawUniform(low, high, out, count, inner, outer, min, size, false);
}

// @ts-ignore: decorator
@inline
function drawUniform(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, min: f64, size: f64, whole: bool,
): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const keySecond = i32x4.splat(secondOuter(outer));
  const minimum = f64x2.splat(min);
  const sizes = f64x2.splat(size);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const folds = foldsOf(v128.load(high + at));
    const mixed = innerWords(keyInner, v128.load(low + at));
    const first = outerWords(mixed, keyOuter, folds);
    const second = outerWords(mixed, keySecond, folds);
    const a = f64x2.mul(unitsLow(first, second), sizes);
    const b = f64x2.mul(unitsHigh(first, second), sizes);
    const to = out + (at << 1);
    v128.store(to, f64x2.add(minimum, whole ? f64x2.floor(a) : a));
    v128.store(to, f64x2.add(minimum, whole ? f64x2.floor(b) : b), 16);
  }
}

/** `floor(value / divisor) % modulus` */
export function digit(value: usize, out: usize, count: i32, divisor: f64, modulus: f64): void {
  const divisors = f64x2.splat(divisor);
  const moduli = f64x2.splat(modulus);
  // Quotients by it are off by 1 at most, and faster than a second division.
  const perModulus = f64x2.splat(1 / modulus);
  const isWhole = floor(modulus) == modulus && areExact(moduli, 1);
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) {
    const whole = f64x2.floor(f64x2.div(v128.load(value + at), divisors));
    if (isWhole && areExact(whole, 0)) {
      v128.store(out + at, moduloOfWhole(whole, moduli, f64x2.floor(f64x2.mul(whole, perModulus))));
    } else {
      v128.store(out + at, moduloOfAny(whole, moduli));
    }
  }
}

/** 0 or 1 of flags, u8[count] */
export function numberFromFlag(value: usize, out: usize, count: i32): void {
  for (let row: usize = 0, end = <usize>count; row < end; row += 4) {
    const flags = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(value + row)));
    const to = out + (row << 3);
    v128.store(to, f64x2.convert_low_i32x4_s(flags));
    v128.store(to, f64x2.convert_low_i32x4_s(upperHalf(flags)), 16);
  }
}

/** Entries of a table, f64[size], by index, i32[count]; not a number for an index that it has not. */
export function numberTable(value: usize, out: usize, count: i32, table: usize, size: u32): void {
  for (let row: usize = 0, end = <usize>count; row < end; row++) {
    const index = load<u32>(value + (row << 2));
    store<f64>(out + (row << 3), index < size ? load<f64>(table + (<usize>index << 3)) : NaN);
  }
}

export function constantNumber(out: usize, count: i32, constant: f64): void {
  const constants = f64x2.splat(constant);
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) v128.store(out + at, constants);
}

/** The nearest whole number of `1 / factor`, between `low` and `high`. */
export function snap(value: usize, out: usize, count: i32, factor: f64, low: f64, high: f64): void {
  const factors = f64x2.splat(factor);
  const half = f64x2.splat(0.5);
  const lowest = f64x2.splat(low);
  const highest = f64x2.splat(high);
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) {
    const nearest = f64x2.floor(f64x2.add(f64x2.mul(v128.load(value + at), factors), half));
    const capped = f64x2.min(nearest, highest);
    v128.store(out + at, v128.bitselect(lowest, capped, f64x2.lt(nearest, lowest)));
  }
}

/** Rounds half away from zero to the digits that `factor`, a power of ten, stands for. */
export function round(value: usize, out: usize, count: i32, factor: f64): void {
  const factors = f64x2.splat(factor);
  const half = f64x2.splat(0.5);
  // Numbers that lie a rounding error below a half (1.005 * 100) count as the half they were meant to be.
  const almostOne = f64x2.splat(1.0 + f64.EPSILON);
  const sign = f64x2.splat(-0.0);
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) {
    const scaled = f64x2.mul(v128.load(value + at), factors);
    const size = f64x2.floor(f64x2.add(f64x2.mul(f64x2.abs(scaled), almostOne), half));
    v128.store(out + at, f64x2.div(v128.bitselect(scaled, size, sign), factors));
  }
}

/** `yes` where the flag is 1, else `no`. */
export function selectNumber(condition: usize, yes: usize, no: usize, out: usize, count: i32): void {
  const one = i8x16.splat(1);
  for (let row: usize = 0, end = <usize>count; row < end; row += 4) {
    const flags = i8x16.eq(v128.load32_splat(condition + row), one);
    const first = i8x16.shuffle(flags, flags, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
    const second = i8x16.shuffle(flags, flags, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3);
    const at = row << 3;
    v128.store(out + at, v128.bitselect(v128.load(yes + at), v128.load(no + at), first));
    v128.store(out + at, v128.bitselect(v128.load(yes + at, 16), v128.load(no + at, 16), second), 16);
  }
}
