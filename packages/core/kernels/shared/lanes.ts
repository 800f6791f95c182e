/** Lanes of vectors: masks, halves, pairs and the order of bytes. */

/** All bits of the first `count` bytes, none of the others. */
// @ts-ignore: decorator
@inline
export function firstBytes(count: u32): v128 {
  return i8x16.lt_u(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>count));
}

/** Bytes before the first one that `lanes` marks, `most` at most. */
// @ts-ignore: decorator
@inline
export function bytesBefore(lanes: v128, most: u32): u32 {
  // A bit behind the sixteen stands for the end of the vector.
  return min(<u32>ctz(i8x16.bitmask(lanes) | (1 << 16)), most);
}

/** The lower 32 bits of each of four lanes of 64: also four masks of rows from two masks of two rows. */
// @ts-ignore: decorator
@inline
export function lowHalves(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
}

/** The upper 32 bits of each of four lanes of 64. */
// @ts-ignore: decorator
@inline
export function highHalves(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
}

/** Lanes 0 and 1 of two vectors in turn: two numbers of 64 bits from their lower and upper halves. */
// @ts-ignore: decorator
@inline
export function firstPairs(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
}

/** Lanes 2 and 3 of two vectors in turn. */
// @ts-ignore: decorator
@inline
export function lastPairs(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
}

/** Four words with their bytes turned round. */
// @ts-ignore: decorator
@inline
export function turnedBytes(words: v128): v128 {
  return i8x16.shuffle(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

/** Stores the columns of a square whose rows are given, `step` bytes from one to the next. */
// @ts-ignore: decorator
@inline
export function storeColumns(to: usize, step: usize, a: v128, b: v128, c: v128, d: v128): void {
  const abLow = firstPairs(a, b);
  const abHigh = lastPairs(a, b);
  const cdLow = firstPairs(c, d);
  const cdHigh = lastPairs(c, d);
  v128.store(to, i8x16.shuffle(abLow, cdLow, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(to + step, i8x16.shuffle(abLow, cdLow, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31));
  v128.store(to + 2 * step, i8x16.shuffle(abHigh, cdHigh, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23));
  v128.store(
    to + 3 * step,
    i8x16.shuffle(abHigh, cdHigh, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31),
  );
}
