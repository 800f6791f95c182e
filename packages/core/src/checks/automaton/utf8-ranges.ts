import type { CodeRange } from './code-points.ts';

/** Bytes from `from` to `to`, both included. */
export type ByteRange = CodeRange;

/** Last code points of one, two and three bytes. */
const LENGTH_LIMITS = [0x7f, 0x7ff, 0xffff] as const;
const TAIL_BITS = 6;

/**
 * A range of code points as sequences of byte ranges: the product of each sequence is exactly a part of the range.
 *
 * Source: RFC 3629 section 3. The range holds no surrogates.
 */
export function utf8Ranges({ from, to }: CodeRange): ByteRange[][] {
  const cut = cutBetween(from, to);
  if (cut !== undefined) {
    return [...utf8Ranges({ from, to: cut }), ...utf8Ranges({ from: cut + 1, to })];
  }
  const first = encode(from);
  const last = encode(to);
  return [first.map((byte, i) => ({ from: byte, to: last[i] ?? byte }))];
}

/** Last code point of a lower part that has to be written apart; undefined when one sequence covers all. */
function cutBetween(from: number, to: number): number | undefined {
  for (const limit of LENGTH_LIMITS) {
    if (from <= limit && to > limit) return limit;
  }
  if (to <= LENGTH_LIMITS[0]) return undefined;
  for (let bits = TAIL_BITS; bits <= 3 * TAIL_BITS; bits += TAIL_BITS) {
    const mask = (1 << bits) - 1;
    if ((from & ~mask) === (to & ~mask)) continue;
    if ((from & mask) !== 0) return from | mask;
    if ((to & mask) !== mask) return (to & ~mask) - 1;
  }
  return undefined;
}

function encode(code: number): number[] {
  if (code <= LENGTH_LIMITS[0]) return [code];
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
  if (code <= LENGTH_LIMITS[1]) return [0xc0 | (code >> 6), tail(0)];
  if (code <= LENGTH_LIMITS[2]) return [0xe0 | (code >> 12), tail(6), tail(0)];
  return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)];
}
