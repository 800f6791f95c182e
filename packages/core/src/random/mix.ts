/**
 * The random source of every cell: keyed 32-bit mixing with the row as counter.
 *
 * One round is `lowbias32`, a multiply-xorshift bijection of 32 bits with low avalanche bias
 * (published by Chris Wellons, "Prospecting for Hash Functions", 2018). Two keyed rounds keep columns
 * independent: with a single round, two columns would be shifted copies of one sequence.
 */

/** Two 32-bit halves that make one stream of random words: (seed, table, column path, draw). */
export interface Key {
  readonly inner: number;
  readonly outer: number;
}

/** `lowbias32`: a bijection of 32-bit integers. Takes and gives signed integers. */
export function mix32(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}

/** Key of the rows whose upper 32 bits are `high`. Rows below 2^32 use the key as it is. */
export function foldHigh(outer: number, high: number): number {
  return high === 0 ? outer : outer ^ mix32(high ^ 0x3c6ef372);
}

/** The random word of one row: 32 bits, as a signed integer. */
export function wordAt(key: Key, low: number, high: number): number {
  return mix32(mix32((low + key.inner) | 0) ^ foldHigh(key.outer, high));
}

/** Scales a random word to an integer in `[0, count)`; exact for `count` up to 2^21, biased by less than 2^-11 of a share at 2^32. */
export function scaleWord(word: number, count: number): number {
  return Math.floor(((word >>> 0) * count) / 4294967296);
}

/** A float in `[0, 1)` with 53 random bits, from two words. */
export function unitFloat(high: number, low: number): number {
  return ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;
}

/** A key with the outer half of a second stream: for values that need more than 32 bits. */
export interface UnitKey extends Key {
  readonly secondOuter: number;
}

export function unitKey({ inner, outer }: Key): UnitKey {
  return { inner, outer, secondOuter: mix32(outer ^ 0x510e527f) };
}

/** A float in `[0, 1)` for one row: its word and a second one that is independent of it. */
export function unitAt({ inner, outer, secondOuter }: UnitKey, low: number, high: number): number {
  const mixed = mix32((low + inner) | 0);
  return unitFloat(
    mix32(mixed ^ foldHigh(outer, high)),
    mix32(mixed ^ foldHigh(secondOuter, high)),
  );
}
