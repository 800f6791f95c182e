import { foldsOf, innerWords, outerWords } from '../shared/mix';
import { everyOther, flagsOf } from './lanes';

/** Kernels of flags, u8[count], 4 or 16 rows at a time: up to 15 bytes behind the flags of a batch are overwritten. */

/** 1 where the word of a row is at least `level`. */
export function nullMask(low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, level: u32): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const levels = i32x4.splat(level);
  for (let row: usize = 0, end = <usize>count; row < end; row += 16) {
    const lower = low + (row << 2);
    const upper = high + (row << 2);
    v128.store(
      out + row,
      flagsOf(
        i32x4.ge_u(wordsOf(lower, upper, keyInner, keyOuter), levels),
        i32x4.ge_u(wordsOf(lower + 16, upper + 16, keyInner, keyOuter), levels),
        i32x4.ge_u(wordsOf(lower + 32, upper + 32, keyInner, keyOuter), levels),
        i32x4.ge_u(wordsOf(lower + 48, upper + 48, keyInner, keyOuter), levels),
      ),
    );
  }
}

// @ts-ignore: decorator
@inline
function wordsOf(low: usize, high: usize, inner: v128, outer: v128): v128 {
  return outerWords(innerWords(inner, v128.load(low)), outer, foldsOf(v128.load(high)));
}

/**
 * What holds for the difference `left - right` of numbers, f64[count]: flags for less than 0, 0, more than 0, and for
 * what is not a number.
 */
export function compareNumber(
  left: usize, right: usize, out: usize, count: i32, less: u8, equal: u8, greater: u8, none: u8,
): void {
  const ifLess = i64x2.splat(-<i64>less);
  const ifEqual = i64x2.splat(-<i64>equal);
  const ifGreater = i64x2.splat(-<i64>greater);
  const ifNone = i64x2.splat(-<i64>none);
  for (let row: usize = 0, end = <usize>count; row < end; row += 4) {
    const at = row << 3;
    const a = f64x2.sub(v128.load(left + at), v128.load(right + at));
    const b = f64x2.sub(v128.load(left + at, 16), v128.load(right + at, 16));
    const masks = everyOther(
      verdict(a, ifLess, ifEqual, ifGreater, ifNone),
      verdict(b, ifLess, ifEqual, ifGreater, ifNone),
    );
    v128.store32_lane(out + row, flagsOf(masks, masks, masks, masks), 0);
  }
}

// @ts-ignore: decorator
@inline
function verdict(difference: v128, ifLess: v128, ifEqual: v128, ifGreater: v128, ifNone: v128): v128 {
  const zero = f64x2.splat(0);
  const ordered = v128.or(
    v128.and(f64x2.lt(difference, zero), ifLess),
    v128.and(f64x2.gt(difference, zero), ifGreater),
  );
  const same = v128.and(f64x2.eq(difference, zero), ifEqual);
  return v128.or(v128.or(ordered, same), v128.and(f64x2.ne(difference, difference), ifNone));
}

/** 1 where a number, f64[count], lies between `low` and `high`, both included. */
export function within(value: usize, out: usize, count: i32, low: f64, high: f64): void {
  const lowest = f64x2.splat(low);
  const highest = f64x2.splat(high);
  for (let row: usize = 0, end = <usize>count; row < end; row += 4) {
    const first = v128.load(value + (row << 3));
    const second = v128.load(value + (row << 3), 16);
    const masks = everyOther(
      v128.and(f64x2.ge(first, lowest), f64x2.le(first, highest)),
      v128.and(f64x2.ge(second, lowest), f64x2.le(second, highest)),
    );
    v128.store32_lane(out + row, flagsOf(masks, masks, masks, masks), 0);
  }
}

/** Codes of the operators of step `logic`; `src/wasm/flag-kernels.ts` repeats them. */
const AND: i32 = 0;
const OR: i32 = 1;
const XOR: i32 = 2;

/** Flags of flags; `not` looks at the left side alone. */
export function logic(left: usize, right: usize, out: usize, count: i32, operator: i32): void {
  switch (operator) {
    case AND: return decide(left, right, out, count, AND);
    case OR: return decide(left, right, out, count, OR);
    case XOR: return decide(left, right, out, count, XOR);
    default: return decide(left, right, out, count, XOR + 1);
  }
}

// @ts-ignore: decorator
@inline
function decide(left: usize, right: usize, out: usize, count: i32, operator: i32): void {
  for (let row: usize = 0, end = <usize>count; row < end; row += 16) {
    v128.store(out + row, decideAll(v128.load(left + row), v128.load(right + row), operator));
  }
}

// @ts-ignore: decorator
@inline
function decideAll(a: v128, b: v128, operator: i32): v128 {
  if (operator == AND) return v128.and(a, b);
  if (operator == OR) return v128.or(a, b);
  if (operator == XOR) return v128.xor(a, b);
  return v128.xor(a, i8x16.splat(1));
}

/** 1 where an integer, i32[count], is not 0. */
export function flagFromInt(value: usize, out: usize, count: i32): void {
  const zero = i32x4.splat(0);
  for (let row: usize = 0, end = <usize>count; row < end; row += 16) {
    const from = value + (row << 2);
    v128.store(
      out + row,
      flagsOf(
        i32x4.ne(v128.load(from), zero),
        i32x4.ne(v128.load(from, 16), zero),
        i32x4.ne(v128.load(from, 32), zero),
        i32x4.ne(v128.load(from, 48), zero),
      ),
    );
  }
}

export function constantFlag(out: usize, count: i32, constant: u8): void {
  memory.fill(out, constant, <usize>count);
}
