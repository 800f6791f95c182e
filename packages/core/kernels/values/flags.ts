import { lowHalves } from '../shared/lanes';
import { foldsOf, innerWords, outerWords } from '../shared/mix';
import { flagsOf } from './lanes';

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

/** Codes of what step `compare-number` asks of a difference; `src/wasm/flag-kernels.ts` repeats them. */
const BELOW_ZERO: i32 = 0;
const AT_MOST_ZERO: i32 = 1;
const ZERO: i32 = 2;

/** 1 where the difference of two numbers, f64[count], is below 0, at most 0, equal to 0 or anything but 0. */
export function compareNumber(left: usize, right: usize, out: usize, count: i32, question: i32): void {
  switch (question) {
    case BELOW_ZERO: return compareAll(left, right, out, count, BELOW_ZERO);
    case AT_MOST_ZERO: return compareAll(left, right, out, count, AT_MOST_ZERO);
    case ZERO: return compareAll(left, right, out, count, ZERO);
    default: return compareAll(left, right, out, count, ZERO + 1);
  }
}

/** Each question has its own loop: `question` is a constant wherever this is inlined. */
// @ts-ignore: decorator
@inline
function compareAll(left: usize, right: usize, out: usize, count: i32, question: i32): void {
  for (let row: usize = 0, end = <usize>count; row < end; row += 4) {
    const at = row << 3;
    const first = f64x2.sub(v128.load(left + at), v128.load(right + at));
    const second = f64x2.sub(v128.load(left + at, 16), v128.load(right + at, 16));
    const masks = lowHalves(answer(first, question), answer(second, question));
    v128.store32_lane(out + row, flagsOf(masks, masks, masks, masks), 0);
  }
}

// @ts-ignore: decorator
@inline
function answer(difference: v128, question: i32): v128 {
  const zero = f64x2.splat(0);
  if (question == BELOW_ZERO) return f64x2.lt(difference, zero);
  if (question == AT_MOST_ZERO) return f64x2.le(difference, zero);
  if (question == ZERO) return f64x2.eq(difference, zero);
  return f64x2.ne(difference, zero);
}

/** 1 where a number, f64[count], lies between `low` and `high`, both included. */
export function within(value: usize, out: usize, count: i32, low: f64, high: f64): void {
  const lowest = f64x2.splat(low);
  const highest = f64x2.splat(high);
  for (let row: usize = 0, end = <usize>count; row < end; row += 4) {
    const first = v128.load(value + (row << 3));
    const second = v128.load(value + (row << 3), 16);
    const masks = lowHalves(
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
