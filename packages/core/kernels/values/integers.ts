import { highHalves } from '../shared/lanes';
import { foldsOf, innerWords, outerWords } from '../shared/mix';
import { areSmall, lowWords, PER_TWO_32, toInt32, upperHalf } from './lanes';
import { wordLevel } from './search';

/**
 * Kernels of `src/kernels/integers.ts`. Registers of integers are i32[count]; up to 28 bytes beyond the batch are
 * written, all of them in the register.
 */

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

function pickFew(low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, bound: i32): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const bounds = i32x4.splat(bound);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 32) {
    const first = wordsAtRows(low + at, high + at, keyInner, keyOuter);
    const second = wordsAtRows(low + at + 16, high + at + 16, keyInner, keyOuter);
    v128.store(out + at, upperProducts(first, bounds));
    v128.store(out + at, upperProducts(second, bounds), 16);
  }
}

/** Upper halves of the 64-bit products of four words. */
// @ts-ignore: decorator
@inline
function upperProducts(words: v128, bounds: v128): v128 {
  const even = i64x2.extmul_low_i32x4_u(words, bounds);
  const odd = i64x2.extmul_high_i32x4_u(words, bounds);
  return highHalves(even, odd);
}

function pickMany(low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, bound: f64): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const bounds = f64x2.splat(bound);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 32) {
    const first = wordsAtRows(low + at, high + at, keyInner, keyOuter);
    const second = wordsAtRows(low + at + 16, high + at + 16, keyInner, keyOuter);
    v128.store(out + at, lowWords(scaled(first, bounds), scaled(upperHalf(first), bounds)));
    v128.store(out + at, lowWords(scaled(second, bounds), scaled(upperHalf(second), bounds)), 16);
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
    const words = wordsAtRows(low + at, high + at, keyInner, keyOuter);
    const bounds = v128.load(counts + at);
    const first = scaled(words, f64x2.convert_low_i32x4_s(bounds));
    const second = scaled(upperHalf(words), f64x2.convert_low_i32x4_s(upperHalf(bounds)));
    v128.store(out + at, lowWords(first, second));
  }
}

/** Words of four rows. */
// @ts-ignore: decorator
@inline
function wordsAtRows(low: usize, high: usize, inner: v128, outer: v128): v128 {
  return outerWords(innerWords(inner, v128.load(low)), outer, foldsOf(v128.load(high)));
}

/** Unsigned words in an order in which signed ones compare, which is one instruction less. */
const SIGN: i32 = 1 << 31;

/**
 * The number of levels at or below the word of each row, where levels are few: each is compared with eight words.
 *
 * @param levels u32[size]
 */
export function weightedPickFew(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, levels: usize, size: i32,
): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const sign = i32x4.splat(SIGN);
  const levelsEnd = levels + (<usize>size << 2);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 32) {
    const first = v128.xor(wordsAtRows(low + at, high + at, keyInner, keyOuter), sign);
    const second = v128.xor(wordsAtRows(low + at + 16, high + at + 16, keyInner, keyOuter), sign);
    let firstIndex = i32x4.splat(size);
    let secondIndex = firstIndex;
    for (let level = levels; level < levelsEnd; level += 4) {
      // A mask is -1 where it holds: levels above the word do not count.
      const bound = v128.xor(v128.load32_splat(level), sign);
      firstIndex = i32x4.add(firstIndex, i32x4.gt_s(bound, first));
      secondIndex = i32x4.add(secondIndex, i32x4.gt_s(bound, second));
    }
    v128.store(out + at, firstIndex);
    v128.store(out + at, secondIndex, 16);
  }
}

/** The same for any number of levels: draws the words, then searches for each, by a guide. See `search.ts`. */
export function weightedPick(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, levels: usize, guide: usize, shift: i32,
): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const end = <usize>count << 2;
  for (let at: usize = 0; at < end; at += 16) {
    v128.store(out + at, wordsAtRows(low + at, high + at, keyInner, keyOuter));
  }
  for (let at: usize = 0; at < end; at += 4) {
    store<u32>(out + at, wordLevel(load<u32>(out + at), levels, guide, shift));
  }
}

/** Entries of a table, i32[size], by index; 0 for an index that it has not. */
export function mapInt(value: usize, out: usize, count: i32, table: usize, size: u32): void {
  const sizes = i32x4.splat(size);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    if (i32x4.all_true(i32x4.lt_u(v128.load(value + at), sizes))) {
      store<i32>(out + at, entryOf(table, load<u32>(value + at)));
      store<i32>(out + at, entryOf(table, load<u32>(value + at, 4)), 4);
      store<i32>(out + at, entryOf(table, load<u32>(value + at, 8)), 8);
      store<i32>(out + at, entryOf(table, load<u32>(value + at, 12)), 12);
    } else {
      for (let k: usize = 0; k < 16; k += 4) {
        const index = load<u32>(value + at + k);
        store<i32>(out + at + k, index < size ? entryOf(table, index) : 0);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function entryOf(table: usize, index: u32): i32 {
  return load<i32>(table + (<usize>index << 2));
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
