import { createHash } from 'node:crypto';

/** Random values that follow from a seed: the same seed gives the same values in the same order. */
export interface RandomSource {
  /** 16 bytes. */
  bytes(): Buffer;
  /** At least 0, below 1. */
  fraction(): number;
}

export function createRandomSource(seed: string): RandomSource {
  let draws = 0;
  const bytes = () => createHash('sha256').update(`${seed}\0${draws++}`).digest().subarray(0, 16);
  return {
    bytes,
    fraction: () => {
      const block = bytes();
      // The 53 bits that a double holds exactly.
      return (block.readUIntBE(0, 6) * 32 + (block.readUInt8(6) >> 3)) / 2 ** 53;
    },
  };
}
