/** The `index`-th 32-bit word of a digest, unsigned, big-endian. A SHA-256 digest has eight. */
export function wordAt(digest: Uint8Array, index: number): number {
  const at = index * 4;
  const [a = 0, b = 0, c = 0, d = 0] = digest.subarray(at, at + 4);
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** A whole number in [0, bound) from a 32-bit word. No number is likelier than another by more than bound / 2^32. */
export function scaleWord(word: number, bound: number): number {
  return Math.floor((word / 2 ** 32) * bound);
}

/** The element that a 32-bit word selects of a non-empty list. */
export function pickByWord<Item>(list: readonly Item[], word: number): Item {
  const item = list[scaleWord(word, list.length)];
  if (item === undefined) throw new RangeError('there is nothing to pick from an empty list');
  return item;
}
