import type { TupleSums } from './copy-binary-types.ts';
import type { ContentDigest } from './line-digest.ts';

const FIRST = 0xcc9e2d51;
const SECOND = 0x1b873593;
const FIRST_START = 0x9747b28c | 0;
const SECOND_START = 0x3c6ef372;
const BLOCK = 16;
const LANES = 4;
const TWO_32 = 0x1_0000_0000;

/**
 * Adds the hash of a tuple's bytes to the sums.
 *
 * Word `k` goes into lane `k % 4` of two sets, whose steps are bijections of the lane, and a change of one lane always
 * changes the half that is made of its set: tuples that differ in one word never collide. The last block is filled up
 * with zeros; the length tells those from zeros of the tuple. It finds accidents, not forgeries.
 */
export function addTupleHash(sums: TupleSums, view: DataView, start: number, end: number): void {
  const first = [FIRST_START, FIRST_START, FIRST_START, FIRST_START];
  const second = [SECOND_START, SECOND_START, SECOND_START, SECOND_START];
  for (let at = start; at < end; at += BLOCK) {
    for (let lane = 0; lane < LANES; lane++) {
      const word = wordAt(view, at + 4 * lane, end);
      first[lane] = rotate(Math.imul((first[lane] as number) ^ word, FIRST), 15);
      second[lane] = Math.imul(rotate(second[lane] as number, 13), SECOND) ^ word;
    }
  }
  const length = end - start;
  const low = avalanche(fold(first, FIRST) ^ length);
  const high = avalanche((fold(second, SECOND) + Math.imul(length, 0x85ebca6b)) ^ low);
  addTupleSums(sums, { rows: 1, high: high >>> 0, low: low >>> 0 });
}

/** Adds sums of other tuples. */
export function addTupleSums(sums: TupleSums, { rows, high, low }: Readonly<TupleSums>): void {
  const total = sums.low + low;
  sums.rows += rows;
  sums.low = total % TWO_32;
  sums.high = (sums.high + high + (total >= TWO_32 ? 1 : 0)) % TWO_32;
}

/** Four bytes as they lie, least significant first; zeros behind the end. */
function wordAt(view: DataView, at: number, end: number): number {
  if (at + 4 <= end) return view.getInt32(at, true);
  let word = 0;
  for (let i = at; i < end; i++) word |= view.getUint8(i) << (8 * (i - at));
  return word;
}

function fold(lanes: readonly number[], factor: number): number {
  return lanes.reduce((joined, lane) => Math.imul(rotate(joined, 15), factor) ^ lane);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** Finaliser of MurmurHash3 (Austin Appleby, public domain): every input bit reaches every output bit. */
function avalanche(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Digest of the tuples that were added up. */
export function digestOfSums({ rows, high, low }: TupleSums): ContentDigest {
  return { rows, digest: hex(high) + hex(low) };
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');
