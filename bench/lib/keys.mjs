/** A bijection of 32 bits (C. Wellons, "lowbias32"): different rows have different keys. */
function mix(word) {
  let x = word ^ (word >>> 16);
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The rows whose keys come again, and the rows where they do: across the whole list, and one key three times. */
export function plantedRepeats(rowCount) {
  const middle = rowCount >>> 1;
  return [
    { row: rowCount - 1, of: 0 },
    { row: middle, of: 1 },
    { row: middle + 1, of: 1 },
  ];
}

/**
 * 64-bit keys in no order, all different but for the planted repeats.
 *
 * @returns words of 32 bits, the low half of each key first.
 */
export function makeKeys(rowCount) {
  const words = new Uint32Array(2 * rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    words[2 * row] = mix(row ^ 0x9e3779b9);
    words[2 * row + 1] = mix(row);
  }
  for (const { row, of } of plantedRepeats(rowCount)) words.copyWithin(2 * row, 2 * of, 2 * of + 2);
  return words;
}

/** What every way to count has to find. */
export function distinctDigest(distinct) {
  return `${distinct} distinct keys`;
}
