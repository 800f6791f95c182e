const NEWLINE = 10;
const FOUR_NEWLINES = 0x0a0a0a0a;
const TWO_32 = 0x1_0000_0000;

/** Rows of a table and a digest of their content that does not depend on their order. */
export interface ContentDigest {
  readonly rows: number;
  /** 16 hexadecimal digits: the sum of all line hashes modulo 2^64. */
  readonly digest: string;
}

/** Takes lines in chunks of any size; a line may be split between two of them. */
export interface LineDigest {
  add(bytes: Uint8Array): void;
  /** Counts a last line without newline as a line. */
  finish(): ContentDigest;
}

/** The digest of no rows, neutral under {@link mergeDigests}. */
export const EMPTY_DIGEST: ContentDigest = { rows: 0, digest: '0'.repeat(16) };

interface Sums {
  rows: number;
  high: number;
  low: number;
}

/**
 * Digest of text lines as a multiset: the same in any order and for any chunking, so that tables which
 * several connections load at once can be compared with what was sent.
 *
 * A line is hashed in two 32-bit lanes, four bytes at a time. Each step of a lane is a bijection of the
 * lane, so two lines that differ in one word never collide. It finds accidents, not forgeries.
 */
export function createLineDigest(): LineDigest {
  const sums: Sums = { rows: 0, high: 0, low: 0 };
  let carry = new Uint8Array(1024);
  let carried = 0;

  function keep(bytes: Uint8Array): void {
    const needed = carried + bytes.length;
    if (needed > carry.length) {
      const larger = new Uint8Array(Math.max(needed, carry.length * 2));
      larger.set(carry.subarray(0, carried));
      carry = larger;
    }
    carry.set(bytes, carried);
    carried = needed;
  }

  return {
    add(bytes) {
      let start = 0;
      if (carried > 0) {
        const end = bytes.indexOf(NEWLINE);
        start = end < 0 ? bytes.length : end + 1;
        keep(bytes.subarray(0, start));
        if (end < 0) return;
        hashLines(carry.subarray(0, carried), sums);
        carried = 0;
      }
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      if (end > start) hashLines(bytes.subarray(start, end), sums);
      keep(bytes.subarray(Math.max(start, end)));
    },
    finish() {
      if (carried > 0) {
        keep(Uint8Array.of(NEWLINE));
        hashLines(carry.subarray(0, carried), sums);
        carried = 0;
      }
      return { rows: sums.rows, digest: hex(sums.high) + hex(sums.low) };
    },
  };
}

/** Digest of all the lines that the given digests are of. */
export function mergeDigests(digests: Iterable<ContentDigest>): ContentDigest {
  const sums: Sums = { rows: 0, high: 0, low: 0 };
  for (const { rows, digest } of digests) {
    sums.rows += rows;
    addHash(sums, Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8), 16));
  }
  return { rows: sums.rows, digest: hex(sums.high) + hex(sums.low) };
}

/** Hashes complete lines: `bytes` is empty or ends in a newline. */
function hashLines(bytes: Uint8Array, sums: Sums): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lastWord = bytes.length - 4;
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    let a = 0x9747b28c | 0;
    let b = 0x3c6ef372 | 0;
    // Whole words first: the loop stops at the word that holds the newline.
    while (at <= lastWord) {
      const word = view.getInt32(at, true);
      const same = word ^ FOUR_NEWLINES;
      if (((same - 0x01010101) & ~same & 0x80808080) !== 0) break;
      a = Math.imul(a ^ word, 0xcc9e2d51);
      a = (a << 15) | (a >>> 17);
      b = Math.imul((b << 13) | (b >>> 19), 0x1b873593) ^ word;
      at += 4;
    }
    let rest = 0;
    let shift = 0;
    for (let byte = bytes[at] ?? NEWLINE; byte !== NEWLINE; byte = bytes[++at] ?? NEWLINE) {
      rest |= byte << shift;
      shift += 8;
    }
    at += 1;
    finishLine(sums, Math.imul(a ^ rest, 0xcc9e2d51), Math.imul(b, 0x1b873593) ^ rest, at - start);
  }
}

function finishLine(sums: Sums, a: number, b: number, length: number): void {
  const low = avalanche(a ^ length);
  const high = avalanche((b + Math.imul(length, 0x85ebca6b)) ^ low);
  sums.rows += 1;
  addHash(sums, high >>> 0, low >>> 0);
}

function addHash(sums: Sums, high: number, low: number): void {
  const total = sums.low + low;
  sums.low = total >>> 0;
  sums.high = (sums.high + high + (total >= TWO_32 ? 1 : 0)) >>> 0;
}

/** Finaliser of MurmurHash3 (Austin Appleby, public domain): every input bit reaches every output bit. */
function avalanche(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
