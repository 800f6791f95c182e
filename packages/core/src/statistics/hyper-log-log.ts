/** Registers of a sketch: 2 ** 14 bytes, each the highest rank of a hash that fell to it. */
export type Registers = Uint8Array;

const INDEX_BITS = 14;
const REGISTER_COUNT = 2 ** INDEX_BITS;
/** Bits of a hash behind its index that ranks are counted in. */
export const RANK_BITS = 40;

/** Standard error of an estimate, as a share of it: 1.04 / sqrt(registers). */
export const STANDARD_ERROR = 1.04 / Math.sqrt(REGISTER_COUNT);

export const emptyRegisters = (): Registers => new Uint8Array(REGISTER_COUNT);

/** Adds a hash of 54 bits: 14 that pick a register, and 40 whose leading zeros count. */
export function addHash(registers: Registers, index: number, rest: bigint): void {
  const rank = RANK_BITS - (rest === 0n ? 0 : rest.toString(2).length) + 1;
  registers[index] = Math.max(registers[index] ?? 0, rank);
}

/** The sketch of the values of both. */
export function mergeRegisters(one: Registers, other: Registers): Registers {
  return one.map((rank, index) => Math.max(rank, other[index] ?? 0));
}

/**
 * About how many different hashes were added.
 *
 * Source: P. Flajolet, É. Fusy, O. Gandouet, F. Meunier, "HyperLogLog", AofA 2007, for the sketch; O. Ertl, "New
 * cardinality estimation algorithms for HyperLogLog sketches", arXiv:1702.01284, algorithm 6, for the estimate, which
 * needs no corrections for small and large numbers.
 */
export function estimateDistinct(registers: Registers): number {
  const counts = new Array<number>(RANK_BITS + 2).fill(0);
  for (const rank of registers) counts[rank] = (counts[rank] ?? 0) + 1;
  const share = (rank: number): number => (counts[rank] ?? 0) / REGISTER_COUNT;
  let sum = REGISTER_COUNT * tau(1 - share(RANK_BITS + 1));
  for (let rank = RANK_BITS; rank >= 1; rank--) sum = (sum + (counts[rank] ?? 0)) / 2;
  sum += REGISTER_COUNT * sigma(share(0));
  return REGISTER_COUNT ** 2 / (2 * Math.LN2) / sum;
}

/** Sum of `x ** (2 ** k) * 2 ** (k - 1)`, for registers that are still empty. */
function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let [x, y, sum, before] = [share, 1, share, -1];
  while (sum !== before) {
    before = sum;
    x *= x;
    sum += x * y;
    y += y;
  }
  return sum;
}

/** The counterpart of {@link sigma} for registers that are full. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, sum, before] = [share, 1, 1 - share, -1];
  while (sum !== before) {
    before = sum;
    x = Math.sqrt(x);
    y /= 2;
    sum -= (1 - x) ** 2 * y;
  }
  return sum / 3;
}
