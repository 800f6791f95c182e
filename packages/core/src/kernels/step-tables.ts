import type { Distribution } from '../program/steps/number-steps.ts';
import type { Step } from '../program/steps.ts';
import { LARGEST_POISSON_TABLE, poissonThresholds, ZIPF_TABLE } from './distribution-tables.ts';
import { regionSize } from './memory.ts';

/** Arrays that steps carry and that kernels in WebAssembly read from memory. */
export type Table = Int32Array | Uint32Array | Float64Array;

/** Larger tables stay outside of memory; their steps run in TypeScript. */
export const MAX_TABLE_BYTES = 16 * 2 ** 20;

/** What a kernel computes once, or keeps between batches: keys of rounds, constants of a law, a family. */
export const NOTES_BYTES = 256;

const FEWEST_BUCKETS = 64;
const MOST_BUCKETS = 8192;

/** Buckets of the guide to a search among so many levels: a power of two, eight per level where that is not too many. */
export function guideBuckets(levels: number): number {
  let buckets = FEWEST_BUCKETS;
  while (buckets < 8 * levels && buckets < MOST_BUCKETS) buckets *= 2;
  return buckets;
}

/** Most bytes of memory that the tables of a step take when its kernel runs in WebAssembly. */
export function stepTableBytes(step: Step): number {
  return arrayBytes(step) + computedBytes(step);
}

/** Bytes of the arrays in plain data, wherever they are. */
function arrayBytes(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  if (ArrayBuffer.isView(data))
    return data.byteLength > MAX_TABLE_BYTES ? 0 : regionSize(data.byteLength);
  return Object.values(data).reduce((sum: number, part) => sum + arrayBytes(part), 0);
}

/** Bytes of what is computed from a step. */
function computedBytes(step: Step): number {
  switch (step.kernel) {
    case 'permute':
    case 'permute-within':
      return regionSize(NOTES_BYTES);
    case 'weighted-pick':
      return searchBytes(step.thresholds.length);
    case 'parent-of-child':
      return searchBytes(step.layout.counts.thresholds.length) + regionSize(NOTES_BYTES);
    case 'parent-zipf':
      return zipfBytes(step.count);
    case 'distribution':
      return distributionBytes(step.distribution);
    default:
      return 0;
  }
}

function distributionBytes(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'zipf':
      return zipfBytes(distribution.count);
    case 'poisson':
      return distribution.mean > LARGEST_POISSON_TABLE
        ? 0
        : searchBytes(poissonThresholds(distribution.mean).length);
    case 'histogram':
      return searchBytes(distribution.thresholds.length);
    default:
      return 0;
  }
}

function zipfBytes(count: number): number {
  return searchBytes(Math.min(count, ZIPF_TABLE)) + regionSize(NOTES_BYTES);
}

/** Levels and their guide. */
function searchBytes(levels: number): number {
  return regionSize(8 * levels) + regionSize(4 * (guideBuckets(levels) + 2));
}
