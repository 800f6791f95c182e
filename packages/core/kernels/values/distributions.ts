import { foldsOf, innerWords, mix32, outerWords } from '../shared/mix';
import { exponentials, roundHalfUp } from './arithmetic';
import { log, pow } from './math';
import { normalQuantiles } from './normal';
import { floatLevel } from './search';
import { secondOuter, unitsHigh, unitsLow } from './units';
import { zipfRank } from './zipf';

/**
 * Samples by inverse transform: `src/kernels/distribution.ts`, which tells methods and errors. Each kernel first draws
 * a column of points of the unit interval, then turns the column into samples where it lies, f64[count].
 */

/** Salt of the second draw of a row: where in a bin a sample lies. */
const SECOND_DRAW: u32 = 0x1f83d9ab;

/** Points `from + size * unit` of a quantile range. */
function drawPoints(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, from: f64, size: f64,
): void {
  const keyInner = i32x4.splat(inner);
  const keyOuter = i32x4.splat(outer);
  const keySecond = i32x4.splat(secondOuter(outer));
  const start = f64x2.splat(from);
  const sizes = f64x2.splat(size);
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const folds = foldsOf(v128.load(high + at));
    const mixed = innerWords(keyInner, v128.load(low + at));
    const first = outerWords(mixed, keyOuter, folds);
    const second = outerWords(mixed, keySecond, folds);
    const to = out + (at << 1);
    v128.store(to, f64x2.add(start, f64x2.mul(sizes, unitsLow(first, second))));
    v128.store(to, f64x2.add(start, f64x2.mul(sizes, unitsHigh(first, second))), 16);
  }
}

/** `offset + factor * x` of a column. */
function shiftAll(column: usize, count: i32, offset: f64, factor: f64): void {
  const offsets = f64x2.splat(offset);
  const factors = f64x2.splat(factor);
  for (let at = column, end = column + (<usize>count << 3); at < end; at += 16) {
    v128.store(at, f64x2.add(offsets, f64x2.mul(factors, v128.load(at))));
  }
}

export function normal(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, from: f64, size: f64,
  mean: f64, deviation: f64,
): void {
  drawPoints(low, high, out, count, inner, outer, from, size);
  normalQuantiles(out, count);
  shiftAll(out, count, mean, deviation);
}

export function lognormal(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, from: f64, size: f64,
  mean: f64, sigma: f64,
): void {
  normal(low, high, out, count, inner, outer, from, size, mean, sigma);
  exponentials(out, out, count);
}

export function exponential(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, from: f64, size: f64, rate: f64,
): void {
  drawPoints(low, high, out, count, inner, outer, from, size);
  for (let at = out, end = out + (<usize>count << 3); at < end; at += 8) {
    store<f64>(at, -log(1 - load<f64>(at)) / rate);
  }
}

export function pareto(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, from: f64, size: f64,
  minimum: f64, shape: f64,
): void {
  drawPoints(low, high, out, count, inner, outer, from, size);
  const exponent = 1 / shape;
  for (let at = out, end = out + (<usize>count << 3); at < end; at += 8) {
    store<f64>(at, minimum / pow(1 - load<f64>(at), exponent));
  }
}

/** The number of levels at or below each point: see `search.ts`. */
export function poisson(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, from: f64, size: f64,
  levels: usize, guide: usize, scale: f64, top: i32,
): void {
  drawPoints(low, high, out, count, inner, outer, from, size);
  for (let at = out, end = out + (<usize>count << 3); at < end; at += 8) {
    store<f64>(at, <f64>floatLevel(load<f64>(at), levels, guide, scale, top));
  }
}

/** A rounded normal distribution, cut off below 0. */
export function poissonOfLargeMean(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, from: f64, size: f64, mean: f64,
): void {
  normal(low, high, out, count, inner, outer, from, size, mean, sqrt(mean));
  const none = f64x2.splat(0);
  for (let at = out, end = out + (<usize>count << 3); at < end; at += 16) {
    v128.store(at, f64x2.max(none, roundHalfUp(v128.load(at))));
  }
}

/** @param law,levels,guide see `zipf.ts` */
export function zipf(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, from: f64, size: f64,
  law: usize, levels: usize, guide: usize,
): void {
  drawPoints(low, high, out, count, inner, outer, from, size);
  for (let at = out, end = out + (<usize>count << 3); at < end; at += 8) {
    store<f64>(at, zipfRank(load<f64>(at), law, levels, guide));
  }
}

/**
 * A bin by its share, then a place in it.
 *
 * @param edges f64[bins + 1]
 * @param levels,guide,scale,top see `search.ts`
 */
export function histogram(
  low: usize, high: usize, out: usize, count: i32, inner: i32, outer: i32, from: f64, size: f64,
  edges: usize, levels: usize, guide: usize, scale: f64, top: i32,
): void {
  drawPoints(low, high, out, count, inner, outer, from, size);
  const keyInner = i32x4.splat(mix32(inner ^ SECOND_DRAW));
  const keyOuter = i32x4.splat(outer);
  const keySecond = i32x4.splat(secondOuter(outer));
  for (let at: usize = 0, end = <usize>count << 2; at < end; at += 16) {
    const folds = foldsOf(v128.load(high + at));
    const mixed = innerWords(keyInner, v128.load(low + at));
    const first = outerWords(mixed, keyOuter, folds);
    const second = outerWords(mixed, keySecond, folds);
    const to = out + (at << 1);
    v128.store(to, placed(to, unitsLow(first, second), edges, levels, guide, scale, top));
    v128.store(to, placed(to + 16, unitsHigh(first, second), edges, levels, guide, scale, top), 16);
  }
}

/** Two points of the unit interval, read from memory, and two places in their bins as samples. */
// @ts-ignore: decorator
@inline
function placed(
  points: usize, places: v128, edges: usize, levels: usize, guide: usize, scale: f64, top: i32,
): v128 {
  const a = edges + (<usize>floatLevel(load<f64>(points), levels, guide, scale, top) << 3);
  const b = edges + (<usize>floatLevel(load<f64>(points, 8), levels, guide, scale, top) << 3);
  const starts = f64x2.replace_lane(f64x2.splat(load<f64>(a)), 1, load<f64>(b));
  const ends = f64x2.replace_lane(f64x2.splat(load<f64>(a, 8)), 1, load<f64>(b, 8));
  return f64x2.add(starts, f64x2.mul(places, f64x2.sub(ends, starts)));
}
