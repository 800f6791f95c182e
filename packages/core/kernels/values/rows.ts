import { foldsOf, innerWords, outerWords, wordAt } from '../shared/mix';
import { areSmall, lowWords, PER_TWO_32, rowsHigh, rowsLow, storeRows, toInt32, TWO_32 } from './lanes';
import { wordLevel } from './search';
import { secondOuter, unitsHigh, unitsLow } from './units';
import { zipfRank } from './zipf';

/** Kernels of `src/kernels/rows.ts` and `children.ts`. Row numbers are two halves, i32[count] each. */

/** A row in `[0, size)`, each as likely as any other. */
export function parentUniform(
  low: usize, high: usize, outLow: usize, outHigh: usize, count: i32, inner: i32, outer: i32, size: f64,
): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const keySecond = i32x4.splat(secondOuter(outer));
  const sizes = f64x2.splat(size);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const folds = foldsOf(v128.load(high + at));
    const mixed = innerWords(keyInner, v128.load(low + at));
    const first = outerWords(mixed, keyOuter, folds);
    const second = outerWords(mixed, keySecond, folds);
    storeRows(
      outLow + at,
      outHigh + at,
      f64x2.floor(f64x2.mul(unitsLow(first, second), sizes)),
      f64x2.floor(f64x2.mul(unitsHigh(first, second), sizes)),
    );
  }
}

/** A row before this one; row 0 points to itself. */
export function parentEarlier(
  low: usize, high: usize, outLow: usize, outHigh: usize, count: i32, inner: i32, outer: i32,
): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const keySecond = i32x4.splat(secondOuter(outer));
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const lower = v128.load(low + at);
    const upper = v128.load(high + at);
    const folds = foldsOf(upper);
    const mixed = innerWords(keyInner, lower);
    const first = outerWords(mixed, keyOuter, folds);
    const second = outerWords(mixed, keySecond, folds);
    storeRows(
      outLow + at,
      outHigh + at,
      f64x2.floor(f64x2.mul(unitsLow(first, second), rowsLow(lower, upper))),
      f64x2.floor(f64x2.mul(unitsHigh(first, second), rowsHigh(lower, upper))),
    );
  }
}

/**
 * A row in `[0, size)` by Zipf's law.
 *
 * @param law,levels,guide see `zipf.ts`
 */
export function parentZipf(
  low: usize, high: usize, outLow: usize, outHigh: usize, count: i32, inner: i32, outer: i32,
  size: f64, law: usize, levels: usize, guide: usize,
): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const keySecond = i32x4.splat(secondOuter(outer));
  const last = f64x2.splat(size - 1);
  const one = f64x2.splat(1);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const folds = foldsOf(v128.load(high + at));
    const mixed = innerWords(keyInner, v128.load(low + at));
    const first = outerWords(mixed, keyOuter, folds);
    const second = outerWords(mixed, keySecond, folds);
    const a = zipfRanks(unitsLow(first, second), law, levels, guide);
    const b = zipfRanks(unitsHigh(first, second), law, levels, guide);
    storeRows(outLow + at, outHigh + at, f64x2.min(last, f64x2.sub(a, one)), f64x2.min(last, f64x2.sub(b, one)));
  }
}

// @ts-ignore: decorator
@inline
function zipfRanks(units: v128, law: usize, levels: usize, guide: usize): v128 {
  const first = f64x2.splat(zipfRank(f64x2.extract_lane(units, 0), law, levels, guide));
  return f64x2.replace_lane(first, 1, zipfRank(f64x2.extract_lane(units, 1), law, levels, guide));
}

/** Row numbers of numbers, f64[count], as two Int32Arrays keep them. */
export function rowsFromNumber(value: usize, outLow: usize, outHigh: usize, count: i32): void {
  const scale = f64x2.splat(PER_TWO_32);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const from = value + (at << 1);
    const a = v128.load(from);
    const b = v128.load(from, 16);
    if (areSmall(a, b)) {
      v128.store(outLow + at, lowWords(f64x2.trunc(a), f64x2.trunc(b)));
      v128.store(outHigh + at, lowWords(f64x2.floor(f64x2.mul(a, scale)), f64x2.floor(f64x2.mul(b, scale))));
    } else {
      for (let k: usize = 0; k < 16; k += 4) {
        const row = load<f64>(from + (k << 1));
        store<i32>(outLow + at + k, toInt32(row));
        store<i32>(outHigh + at + k, toInt32(floor(row * PER_TWO_32)));
      }
    }
  }
}

/** Children of each parent: a level of its word, as `search.ts` finds it, and the table of counts, i32[levels + 1]. */
// @ts-ignore: decorator
@inline
function childCount(
  parent: i64, inner: i32, outer: i32, levels: usize, guide: usize, shift: i32, values: usize,
): f64 {
  const word = wordAt(inner, outer, <u32>parent, <u32>(parent >> 32));
  return <f64>load<i32>(values + (<usize>wordLevel(word, levels, guide, shift) << 2));
}

/** The last block that starts at or before a child row and has children. */
function blockOf(before: usize, blocks: i32, row: f64): i32 {
  let from = 0;
  let to = blocks - 1;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (load<f64>(before + (<usize>middle << 3)) <= row) from = middle;
    else to = middle - 1;
  }
  return from;
}

/**
 * The parent of each child row, and the child's number among its siblings.
 *
 * @param ordinal f64[count]
 * @param before children before each block of `blockRows` parents, f64[blocks + 1]
 * @param family where the last batch ended, f64[3]: a parent, its first child, the first child of the next one. Results
 * do not depend on it: a row outside the family is searched for.
 */
export function parentOfChild(
  low: usize, high: usize, outLow: usize, outHigh: usize, ordinal: usize, count: i32,
  before: usize, blocks: i32, blockRows: f64,
  inner: i32, outer: i32, levels: usize, guide: usize, shift: i32, values: usize, family: usize,
): void {
  let parent = <i64>load<f64>(family);
  let first = load<f64>(family, 8);
  let end = load<f64>(family, 16);
  for (let at: usize = 0, bytes = <usize>count << 2; at < bytes; at += 4) {
    const row = <f64>load<i32>(high + at) * TWO_32 + <f64>load<u32>(low + at);
    if (row < first || row >= end + blockRows) {
      const block = blockOf(before, blocks, row);
      parent = <i64>block * <i64>blockRows;
      first = load<f64>(before + (<usize>block << 3));
      end = first + childCount(parent, inner, outer, levels, guide, shift, values);
    }
    while (row >= end) {
      parent++;
      first = end;
      end += childCount(parent, inner, outer, levels, guide, shift, values);
    }
    store<i32>(outLow + at, <i32>parent);
    store<i32>(outHigh + at, <i32>(parent >> 32));
    store<f64>(ordinal + (at << 1), row - first);
  }
  store<f64>(family, <f64>parent);
  store<f64>(family, first, 8);
  store<f64>(family, end, 16);
}
