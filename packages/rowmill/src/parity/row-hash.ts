/** What is known of a row without keeping it. */
export interface RowHash {
  high: number;
  low: number;
}

const NULL_LENGTH = 0xffffffff;

/**
 * Hashes the cells of a row in two lanes of 32 bits, two UTF-16 units at a time; the length of each cell goes in first, so
 * that no two rows are the same to it because their cells are cut differently. It finds accidents, not forgeries.
 *
 * @param into takes the hash: there is one row after the other, millions of them
 */
export function hashCells(cells: readonly (string | null)[], into: RowHash): void {
  let a = 0x9747b28c | 0;
  let b = 0x3c6ef372 | 0;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? null;
    const length = cell === null ? NULL_LENGTH : cell.length;
    a = Math.imul(a ^ length, 0xcc9e2d51);
    a = (a << 15) | (a >>> 17);
    b = Math.imul((b << 13) | (b >>> 19), 0x1b873593) ^ length;
    if (cell === null) continue;
    for (let at = 0; at < length; at += 2) {
      // Behind the last unit there is NaN, which is zero here; the length tells it from one that is there.
      const word = cell.charCodeAt(at) | (cell.charCodeAt(at + 1) << 16);
      a = Math.imul(a ^ word, 0xcc9e2d51);
      a = (a << 15) | (a >>> 17);
      b = Math.imul((b << 13) | (b >>> 19), 0x1b873593) ^ word;
    }
  }
  into.low = avalanche(a) >>> 0;
  into.high = avalanche(Math.imul(b, 0x85ebca6b) ^ into.low) >>> 0;
}

/** Finaliser of MurmurHash3 (Austin Appleby, public domain): every input bit reaches every output bit. */
function avalanche(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
