import { addSums, avalanche, type HashSums } from './content-digest.ts';

const FIRST = 0xcc9e2d51;
const SECOND = 0x1b873593;
const FIRST_START = 0x9747b28c | 0;
const SECOND_START = 0x3c6ef372;
const LENGTH_SALT = 0x85ebca6b;
const LANES = 8;
const HALF = LANES / 2;
const BLOCK = 4 * LANES;

/**
 * Adds the hash of a tuple's bytes to the sums.
 *
 * Word `k` goes into lane `k % 8`; the last block is filled up with zeros, which the length tells from zeros of the
 * tuple, and may be nothing else. Each step is a bijection of its lane, and a change of one lane always changes the
 * hash: tuples that differ in one word never collide. It finds accidents, not forgeries.
 */
export function addTupleHash(sums: HashSums, view: DataView, start: number, end: number): void {
  lanes.fill(FIRST_START, 0, HALF).fill(SECOND_START, HALF);
  let at = start;
  for (; at + BLOCK <= end; at += BLOCK) {
    for (let lane = 0; lane < LANES; lane++) step(lane, view.getInt32(at + 4 * lane, true));
  }
  for (let lane = 0; lane < LANES; lane++) step(lane, wordAt(view, at + 4 * lane, end));
  const length = end - start;
  const low = avalanche(fold(0, HALF) ^ length);
  const high = avalanche((fold(HALF, 0) + Math.imul(length, LENGTH_SALT)) ^ low);
  addSums(sums, { rows: 1, high: high >>> 0, low: low >>> 0 });
}

/** The state of the hash at hand; kept, because rows are many. */
const lanes = new Int32Array(LANES);

function step(lane: number, word: number): void {
  lanes[lane] = rotate(Math.imul((lanes[lane] as number) ^ word, FIRST), 16);
}

/** Four bytes as they lie, least significant first; zeros in place of those behind the end. */
function wordAt(view: DataView, at: number, end: number): number {
  if (at + 4 <= end) return view.getInt32(at, true);
  let word = 0;
  for (let i = at; i < end; i++) word |= view.getUint8(i) << (8 * (i - at));
  return word;
}

/** Joins the four lanes from `ones` on with the four others to one word. */
function fold(ones: number, others: number): number {
  let joined = 0;
  for (let i = 0; i < HALF; i++) {
    const one = Math.imul(lanes[ones + i] as number, SECOND);
    const pair = one ^ rotate(lanes[others + i] as number, 16);
    joined = i === 0 ? pair : Math.imul(rotate(joined, 15), FIRST) ^ pair;
  }
  return joined;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
