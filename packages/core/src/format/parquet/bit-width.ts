const WORD = 2 ** 32;

/** Bits that the largest of some numbers takes; exact up to 2^53. */
export function bitWidthOf(largest: number): number {
  if (largest < WORD) return 32 - Math.clz32(largest);
  return 64 - Math.clz32(Math.floor(largest / WORD));
}
