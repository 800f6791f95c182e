/** Rows of a table and a digest of their content that does not depend on their order. */
export interface ContentDigest {
  readonly rows: number;
  /** 16 hexadecimal digits: the sum of all row hashes modulo 2^64. */
  readonly digest: string;
}

/** The digest of no rows, neutral under {@link mergeDigests}. */
export const EMPTY_DIGEST: ContentDigest = { rows: 0, digest: '0'.repeat(16) };

/**
 * Rows and the sum of their hashes modulo 2^64 in halves. The same in any order, so that tables which several
 * connections load at once can be compared.
 */
export interface HashSums {
  rows: number;
  high: number;
  low: number;
}

const TWO_32 = 0x1_0000_0000;

/** Adds sums of other rows. */
export function addSums(sums: HashSums, { rows, high, low }: Readonly<HashSums>): void {
  const total = sums.low + low;
  sums.rows += rows;
  sums.low = total >>> 0;
  sums.high = (sums.high + high + (total >= TWO_32 ? 1 : 0)) >>> 0;
}

/** Digest of the rows that were added up. */
export function digestOfSums({ rows, high, low }: HashSums): ContentDigest {
  return { rows, digest: hex(high) + hex(low) };
}

/** Digest of all the rows that the given digests are of. */
export function mergeDigests(digests: Iterable<ContentDigest>): ContentDigest {
  const sums: HashSums = { rows: 0, high: 0, low: 0 };
  for (const { rows, digest } of digests) {
    const half = (from: number, to: number) => Number.parseInt(digest.slice(from, to), 16);
    addSums(sums, { rows, high: half(0, 8), low: half(8, 16) });
  }
  return digestOfSums(sums);
}

/** Finaliser of MurmurHash3 (Austin Appleby, public domain): every input bit reaches every output bit. */
export function avalanche(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');
