import { foldsOf, innerWords, outerWords, wordAt } from '../shared/mix';
import { areSmall, lowWords, PER_TWO_32, toInt32, upperHalf } from './lanes';
import { wordLevel } from './search';

/** Kernels of `src/kernels/integers.ts`. Registers of integers are i32[count]; up to 12 bytes behind are overwritten. */

/** Largest bound for which a word times the bound is exact as a float, so that integers give the same result. */
const EXACT_BOUND: f64 = 2097152.0;

/**
 * A bounded integer per row.
 *
 * @param low,high halves of the row numbers, i32[count]
 */
export function pick(low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, bound: f64): void {
  if (bound <= EXACT_BOUND) pickFew(low, high, out, count, inner, outer, <i32>bound);
  else pickMany(low, high, out, count, inner, outer, bound);
}

/** Upper halves of the 64-bit products of four words. */
function pickFew(low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, bound: i32): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const bounds = i32x4.splat(bound);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const folds = foldsOf(v128.load(high + at));
    const words = outerWords(innerWords(keyInner, v128.load(low + at)), keyOuter, folds);
    const even = i64x2.extmul_low_i32x4_u(words, bounds);
    const odd = i64x2.extmul_high_i32x4_u(words, bounds);
    v128.store(out + at, i8x16.shuffle(even, odd, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31));
  }
}

function pickMany(low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, bound: f64): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const bounds = f64x2.splat(bound);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const folds = foldsOf(v128.load(high + at));
    const words = outerWords(innerWords(keyInner, v128.load(low + at)), keyOuter, folds);
    v128.store(out + at, lowWords(scaled(words, bounds), scaled(upperHalf(words), bounds)));
  }
}

/** The words of lanes 0 and 1, scaled to integers below the bounds. */
// @ts-ignore: decorator
@inline
function scaled(words: v128, bounds: v128): v128 {
  const products = f64x2.mul(f64x2.convert_low_i32x4_u(words), bounds);
  return f64x2.floor(f64x2.mul(products, f64x2.splat(PER_TWO_32)));
}

/** A bounded integer per row, the bound of each row in `counts`, i32[count]. */
export function pickWithin(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, counts: usize,
): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const folds = foldsOf(v128.load(high + at));
    const words = outerWords(innerWords(keyInner, v128.load(low + at)), keyOuter, folds);
    const bounds = v128.load(counts + at);
    const first = scaled(words, f64x2.convert_low_i32x4_s(bounds));
    const second = scaled(upperHalf(words), f64x2.convert_low_i32x4_s(upperHalf(bounds)));
    v128.store(out + at, lowWords(first, second));
  }
}

/**
 * The number of levels at or below the word of each row, where levels are few: each is compared with four words at once.
 *
 * @param levels u32[size]
 */
export function weightedPickFew(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, levels: usize, size: i32,
): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const levelsEnd = levels + (<usize>size << 2);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const folds = foldsOf(v128.load(high + at));
    const words = outerWords(innerWords(keyInner, v128.load(low + at)), keyOuter, folds);
    let index = i32x4.splat(0);
    for (let level = levels; level < levelsEnd; level += 4) {
      // A mask is -1 where it holds.
      index = i32x4.sub(index, i32x4.ge_u(words, v128.load32_splat(level)));
    }
    v128.store(out + at, index);
  }
}

/** The same for any number of levels, by a guided search: see `search.ts`. */
export function weightedPick(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, levels: usize, guide: usize, shift: i32,
): void {
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 4) {
    const word = wordAt(inner, outer, load<u32>(low + at), load<u32>(high + at));
    store<u32>(out + at, wordLevel(word, levels, guide, shift));
  }
}

/** Entries of a table, i32[size], by index; 0 for an index that it has not. */
export function mapInt(value: usize, out: usize, count: i32, table: usize, size: u32): void {
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 4) {
    const index = load<u32>(value + at);
    store<i32>(out + at, index < size ? load<i32>(table + (<usize>index << 2)) : 0);
  }
}

export function offsetInt(value: usize, offsets: usize, out: usize, count: i32): void {
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    v128.store(out + at, i32x4.add(v128.load(value + at), v128.load(offsets + at)));
  }
}

/** What an Int32Array keeps of floats, f64[count]. */
export function intFromNumber(value: usize, out: usize, count: i32): void {
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const from = value + (at << 1);
    const low = v128.load(from);
    const high = v128.load(from, 16);
    if (areSmall(low, high)) v128.store(out + at, lowWords(f64x2.trunc(low), f64x2.trunc(high)));
    else for (let k: usize = 0; k < 16; k += 4) store<i32>(out + at + k, toInt32(load<f64>(from + (k << 1))));
  }
}
