import { PRF_BYTES } from './text-prf.ts';

/** 16 keyed bytes of who or what is masked: those of number `index` in what a TextPrf gives. */
export interface Draw {
  readonly bytes: Uint8Array;
  readonly index: number;
}

/** Words of 32 bits in a draw. */
export const DRAW_WORDS = 4;

/** The `word`-th of four 32-bit words, unsigned, little-endian: as WebAssembly reads them. */
export function drawnWord({ bytes, index }: Draw, word: number): number {
  const at = PRF_BYTES * index + 4 * word;
  return (
    ((bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)) >>>
    0
  );
}

/** The 16 bytes of a draw. */
export function drawnBytes({ bytes, index }: Draw): Uint8Array {
  return bytes.subarray(PRF_BYTES * index, PRF_BYTES * (index + 1));
}

/**
 * A whole number in [0, bound) from 64 bits of a draw: those of words 0 and 1 for `half` 0, of 2 and 3 for 1. No number
 * is likelier than another by more than bound / 2^64.
 */
export function drawnNumber(draw: Draw, bound: number | bigint, half: 0 | 1 = 0): bigint {
  const low = BigInt(drawnWord(draw, 2 * half));
  const high = BigInt(drawnWord(draw, 2 * half + 1));
  return (((high << 32n) | low) * BigInt(bound)) >> 64n;
}

/** So many decimal digits from 64 bits of a draw, leading zeros kept; at most 15 of them. */
export function drawnDigits(draw: Draw, count: number, half: 0 | 1 = 0): string {
  if (count === 0) return '';
  return `${drawnNumber(draw, 10 ** count, half)}`.padStart(count, '0');
}
