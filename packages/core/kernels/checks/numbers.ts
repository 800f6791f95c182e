/** Numbers: f64 per row, or i64 where it is said. */
import { MINUS, POINT } from '../shared/characters';

/** Whether values lie between two limits, both included. What is not a number fails. */
export function range(values: usize, count: i32, verdict: usize, low: f64, high: f64): void {
  const lows = f64x2.splat(low);
  const highs = f64x2.splat(high);
  let row: usize = 0;
  for (; row + 2 <= <usize>count; row += 2) {
    const pair = v128.load(values + (row << 3));
    if (i64x2.all_true(v128.and(f64x2.ge(pair, lows), f64x2.le(pair, highs)))) continue;
    failOutside(values, verdict, row, low, high);
    failOutside(values, verdict, row + 1, low, high);
  }
  if (row < <usize>count) failOutside(values, verdict, row, low, high);
}

// @ts-ignore: decorator
@inline
function failOutside(values: usize, verdict: usize, row: usize, low: f64, high: f64): void {
  const value = load<f64>(values + (row << 3));
  if (!(value >= low && value <= high)) store<u8>(verdict + row, 0);
}

/** {@link range} of 64-bit integers. */
export function rangeInt64(values: usize, count: i32, verdict: usize, low: i64, high: i64): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const value = load<i64>(values + (row << 3));
    if (value < low || value > high) store<u8>(verdict + row, 0);
  }
}

/**
 * Whether values are whole multiples: the quotient, a float, is an integer below a bound.
 *
 * @param bound quotients of this size and more fail
 */
export function multiples(values: usize, count: i32, verdict: usize, divisor: f64, bound: f64): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const quotient = load<f64>(values + (row << 3)) / divisor;
    if (!(trunc(quotient) == quotient && abs(quotient) < bound)) store<u8>(verdict + row, 0);
  }
}

/**
 * Whether values are of a set.
 *
 * @param set ascending, f64[size]
 */
export function numbers(values: usize, count: i32, verdict: usize, set: usize, size: i32): void {
  for (let row: usize = 0; row < <usize>count; row++) {
    const value = load<f64>(values + (row << 3));
    let low: usize = 0;
    let high = <usize>size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (load<f64>(set + (middle << 3)) < value) low = middle + 1;
      else high = middle;
    }
    if (low == <usize>size || load<f64>(set + (low << 3)) != value) store<u8>(verdict + row, 0);
  }
}

/** 64-bit integers as floats, rounded to the nearest. */
export function widen(values: usize, out: usize, count: i32): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 8) store<f64>(out + at, <f64>load<i64>(values + at));
}

/** Scaled integers as what they stand for. */
export function divide(values: usize, out: usize, count: i32, divisor: f64): void {
  const divisors = f64x2.splat(divisor);
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) {
    v128.store(out + at, f64x2.div(v128.load(values + at), divisors));
  }
}

/** Digits that a 64-bit integer takes without overflow. */
const MOST_DIGITS: u32 = 19;
/** Integers up to here are floats. */
const EXACT: u64 = 1 << 53;
/** Powers of ten up to this one are floats. */
const MOST_FRACTION: u32 = 22;

/**
 * Numbers in decimal without an exponent as floats, rounded as JavaScript does: the digits as one exact integer,
 * divided by one exact power of ten. All else is left to the caller.
 *
 * @param out f64[count]
 * @param known u8[count]: 1 where the number was read
 * @returns rows that were not read
 */
export function parseNumbers(address: usize, length: usize, count: i32, out: usize, known: usize): i32 {
  let unread = 0;
  for (let row: usize = 0; row < <usize>count; row++) {
    let at = <usize>load<u32>(address + (row << 2));
    const end = at + load<u32>(length + (row << 2));
    const negative = at < end && load<u8>(at) == MINUS;
    at += usize(negative);
    let digits: u32 = 0;
    let fraction: u32 = 0;
    let value: u64 = 0;
    let point: u32 = 0;
    for (; at < end; at++) {
      const byte = <u32>load<u8>(at);
      if (byte - 48 < 10) {
        value = value * 10 + (byte - 48);
        digits++;
        fraction += point;
      } else if (byte == POINT && point == 0 && digits > 0) point = 1;
      else break;
    }
    const read =
      at == end &&
      digits - 1 < MOST_DIGITS &&
      point == u32(fraction != 0) &&
      value <= EXACT &&
      fraction <= MOST_FRACTION;
    store<u8>(known + row, u8(read));
    unread += i32(!read);
    const magnitude = <f64>value / powerOfTen(min(fraction, MOST_FRACTION));
    store<f64>(out + (row << 3), negative ? -magnitude : magnitude);
  }
  return unread;
}

/** Exact up to 10^22. */
// @ts-ignore: decorator
@inline
function powerOfTen(exponent: u32): f64 {
  let power: f64 = 1;
  for (; exponent > 0; exponent--) power *= 10;
  return power;
}
