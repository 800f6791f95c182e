/**
 * The number of levels at or below a value, for ascending levels: what `thresholdIndex` of `src/kernels/integers.ts`
 * finds. A guide splits the values into buckets; entry `b` tells how many levels lie below bucket `b`. What is left
 * to search is one bucket, and most hold no level. `src/wasm/guided-search.ts` makes both.
 *
 * levels: u32[n] or f64[n]; guide: u32[buckets + 1] or u32[buckets + 2]
 */

/** Levels at or below a word; its upper bits, `word >>> shift`, are its bucket. */
// @ts-ignore: decorator
@inline
export function wordLevel(word: u32, levels: usize, guide: usize, shift: i32): u32 {
  const entry = guide + ((<usize>word >>> shift) << 2);
  let from = load<u32>(entry);
  let to = load<u32>(entry, 4);
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (word < load<u32>(levels + (<usize>middle << 2))) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Levels at or below a float from 0 on; its bucket is `x * scale`, or `top` where that is more. */
// @ts-ignore: decorator
@inline
export function floatLevel(x: f64, levels: usize, guide: usize, scale: f64, top: i32): u32 {
  const bucket = min(<i32>(x * scale), top);
  const entry = guide + (<usize>bucket << 2);
  let from = load<u32>(entry);
  let to = load<u32>(entry, 4);
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (x < load<f64>(levels + (<usize>middle << 3))) to = middle;
    else from = middle + 1;
  }
  return from;
}
