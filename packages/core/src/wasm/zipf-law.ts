import { zipfLaw } from '../kernels/distribution-tables.ts';
import type { Frame } from '../kernels/frame.ts';
import { placeFloatSearch } from './guided-search.ts';

/** Zipf's law in memory: `kernels/values/zipf.ts`. */
export type PlacedLaw = readonly [law: number, levels: number, guide: number];

/** Puts what Zipf's law over `1 ... count` computes once into memory, in the order in which the kernel reads it. */
export function placeZipfLaw(frame: Frame, count: number, exponent: number): PlacedLaw {
  const { cumulative, sum, total, start } = zipfLaw(count, exponent);
  const [levels, guide, scale, top] = placeFloatSearch(frame, cumulative, sum);
  const slope = 1 - exponent;
  const begin = slope === 0 ? start : start ** slope;
  const law = Float64Array.of(total, sum, cumulative.length, count, slope, begin, scale, top);
  return [frame.table(law), levels, guide];
}
