import { BATCH_ROWS } from '../model/batch.ts';
import { openMemory } from '../wasm/open-memory.ts';
import { createBlockCipher } from './cipher.ts';
import { COLUMN_FF1_SIZE, openColumnFf1 } from './column-ff1.ts';
import type { Ff1Secret } from './ff1-secret.ts';

/** A secret permutation of the whole numbers from 0 to less than its size. */
export interface RankPermutation {
  encrypt(ranks: readonly number[]): number[];
  decrypt(ranks: readonly number[]): number[];
}

/** From this size on FF1 keeps its secret; below, a secret table does. */
export const LEAST_FF1_SIZE = 1_000_000;
const BYTES_PER_DRAW = 8;
const BLOCK = 16;
const SLACK = 64;

/**
 * A permutation of any size, as the key has it.
 *
 * From a million on: FF1 over binary numerals (NIST SP 800-38G); a result that is too large is encrypted again, less
 * than once on average (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002). Below: a table that is
 * shuffled once, as one circle, so that no number is its own mask (Sattolo 1986).
 *
 * @param size from 2 to 2^53
 */
export function createRankPermutation(secret: Ff1Secret, size: number): RankPermutation {
  return size < LEAST_FF1_SIZE ? tablePermutation(secret, size) : walkingPermutation(secret, size);
}

function walkingPermutation(secret: Ff1Secret, size: number): RankPermutation {
  const digits = bitsOf(size - 1);
  const ff1 = openColumnFf1(openMemory(COLUMN_FF1_SIZE + SLACK), { ...secret, radix: 2, digits });
  const split = 2 ** (digits - Math.floor(digits / 2));
  const step = (ranks: number[], places: readonly number[], way: 'encrypt' | 'decrypt'): void => {
    for (const [i, place] of places.entries()) {
      const rank = ranks[place] as number;
      ff1.first[i] = Math.floor(rank / split);
      ff1.second[i] = rank % split;
    }
    ff1[way](places.length);
    for (const [i, place] of places.entries())
      ranks[place] = (ff1.first[i] as number) * split + (ff1.second[i] as number);
  };
  const run = (ranks: readonly number[], way: 'encrypt' | 'decrypt'): number[] => {
    const results = [...ranks];
    for (let from = 0; from < ranks.length; from += BATCH_ROWS) {
      const count = Math.min(BATCH_ROWS, ranks.length - from);
      let places = Array.from({ length: count }, (_, i) => from + i);
      while (places.length > 0) {
        step(results, places, way);
        places = places.filter((place) => (results[place] as number) >= size);
      }
    }
    return results;
  };
  return {
    encrypt: (ranks) => run(ranks, 'encrypt'),
    decrypt: (ranks) => run(ranks, 'decrypt'),
  };
}

/** Binary digits of a whole number. A logarithm says one too few right above the great powers of two. */
const bitsOf = (value: number): number => value.toString(2).length;

function tablePermutation({ key, tweak }: Ff1Secret, size: number): RankPermutation {
  const draws = drawNumbers(key, tweak, size);
  const forward = Uint32Array.from({ length: size }, (_, rank) => rank);
  for (let last = size - 1; last > 0; last--) {
    // Never the last one itself: this makes one circle of all.
    const other = Math.floor((draws[last] as number) * last);
    const held = forward[last] as number;
    forward[last] = forward[other] as number;
    forward[other] = held;
  }
  const back = new Uint32Array(size);
  for (const [rank, mask] of forward.entries()) back[mask] = rank;
  return {
    encrypt: (ranks) => ranks.map((rank) => forward[rank] as number),
    decrypt: (ranks) => ranks.map((rank) => back[rank] as number),
  };
}

/** Numbers from 0 to less than 1, of 53 bits each: AES in counter mode. */
function drawNumbers(key: Uint8Array, tweak: Uint8Array, count: number): Float64Array {
  const blocks = new Uint8Array(BLOCK * Math.ceil((BYTES_PER_DRAW * count) / BLOCK));
  const counters = new DataView(blocks.buffer);
  for (let at = 0; at < blocks.length; at += BLOCK) {
    blocks.set(tweak.subarray(0, BLOCK), at);
    counters.setUint32(at + 12, counters.getUint32(at + 12) ^ (at / BLOCK));
  }
  const bytes = Uint8Array.from(createBlockCipher(key)(blocks));
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: count }, (_, i) => {
    const high = view.getUint32(BYTES_PER_DRAW * i) >>> 5;
    const low = view.getUint32(BYTES_PER_DRAW * i + 4) >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  });
}
