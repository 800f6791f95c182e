import {
  addSums,
  avalanche,
  type ContentDigest,
  digestOfSums,
  type HashSums,
} from './content-digest.ts';

const NEWLINE = 10;
const FOUR_NEWLINES = 0x0a0a0a0a;

/** Takes lines in chunks of any size; a line may be split between two of them. */
export interface LineDigest {
  add(bytes: Uint8Array): void;
  /** Counts a last line without newline as a line. */
  finish(): ContentDigest;
}

/**
 * Digest of text lines as a multiset: the same in any order and for any chunking, so that tables which
 * several connections load at once can be compared with what was sent.
 *
 * A line is hashed in two 32-bit lanes, four bytes at a time. Each step of a lane is a bijection of the
 * lane, so two lines that differ in one word never collide. It finds accidents, not forgeries.
 */
export function createLineDigest(): LineDigest {
  const sums: HashSums = { rows: 0, high: 0, low: 0 };
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
      return digestOfSums(sums);
    },
  };
}

/** Hashes complete lines: `bytes` is empty or ends in a newline. */
function hashLines(bytes: Uint8Array, sums: HashSums): void {
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

function finishLine(sums: HashSums, a: number, b: number, length: number): void {
  const low = avalanche(a ^ length);
  const high = avalanche((b + Math.imul(length, 0x85ebca6b)) ^ low);
  addSums(sums, { rows: 1, high: high >>> 0, low: low >>> 0 });
}
