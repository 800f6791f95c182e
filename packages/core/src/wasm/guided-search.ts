import type { Frame } from '../kernels/frame.ts';
import { guideBuckets } from '../kernels/step-tables.ts';

const TWO_32 = 2 ** 32;

/** A search that lies in memory: `kernels/values/search.ts` finds how many levels are at or below a value. */
export type WordSearch = readonly [levels: number, guide: number, shift: number];
export type FloatSearch = readonly [levels: number, guide: number, scale: number, top: number];

/**
 * Levels over words of 32 bits: a word is whole, so that rounding a threshold up changes no comparison. Thresholds that
 * no word reaches are left out, and the last one, which ends the words.
 *
 * @param thresholds ascending
 */
export function wordLevels(thresholds: Float64Array): Uint32Array {
  const levels = Array.from(thresholds.subarray(0, -1), Math.ceil);
  return Uint32Array.from(levels.filter((level) => level < TWO_32));
}

/** Puts levels over words and their guide into memory. */
export function placeWordSearch(frame: Frame, levels: Uint32Array): WordSearch {
  const buckets = guideBuckets(levels.length);
  const shift = 32 - Math.log2(buckets);
  const guide = guideOf(
    Array.from(levels, (level) => level >>> shift),
    buckets,
  );
  return [frame.table(levels), frame.table(guide), shift];
}

/**
 * Puts thresholds and their guide into memory. The last threshold ends the values and is no level.
 *
 * @param thresholds ascending, from 0 on
 * @param total what values lie below, but for rounding errors
 */
export function placeFloatSearch(
  frame: Frame,
  thresholds: Float64Array,
  total: number,
): FloatSearch {
  const levels = thresholds.subarray(0, -1);
  const top = guideBuckets(levels.length);
  const scale = top / total;
  // The same product and cut as in the kernel: a lower bucket is a lower value, whatever rounding does.
  const bucketOf = (level: number): number => Math.min(Math.trunc(level * scale), top);
  const guide = guideOf(Array.from(levels, bucketOf), top + 1);
  return [frame.table(levels), frame.table(guide), scale, top];
}

/** How many levels lie below each bucket, for buckets 0 to `buckets`. */
function guideOf(bucketOfLevel: readonly number[], buckets: number): Uint32Array {
  const guide = new Uint32Array(buckets + 1);
  for (const bucket of bucketOfLevel) guide[bucket + 1] = (guide[bucket + 1] ?? 0) + 1;
  for (let i = 1; i <= buckets; i++) guide[i] = (guide[i] ?? 0) + (guide[i - 1] ?? 0);
  return guide;
}
