import { type Key, mix32 } from './mix.ts';

const ROUNDS = 4;

/** Largest domain that a permutation covers: row numbers are exact integers below it. */
export const MAX_DOMAIN = Number.MAX_SAFE_INTEGER;

/**
 * A keyed bijection of the integers in `[0, domain)`: unique values by construction, without a set.
 *
 * An unbalanced Feistel network over the next power of two, walked until the result falls into the domain
 * (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). At most two steps on average.
 *
 * @throws RangeError when `domain` is not an integer from 1 to 2^53 - 1.
 */
export function createPermutation(key: Key, domain: number): (index: number) => number {
  if (!Number.isSafeInteger(domain) || domain < 1) {
    throw new RangeError(`a permutation needs a domain from 1 to 2^53 - 1, not ${domain}`);
  }
  const bits = bitsFor(domain);
  const rightBits = bits >> 1;
  const leftMask = maskOf(bits - rightBits);
  const rightMask = maskOf(rightBits);
  const rightSize = 2 ** rightBits;
  const keys = roundKeys(key);
  const step = (index: number): number => {
    let left = Math.floor(index / rightSize) & leftMask;
    let right = (index % rightSize) | 0;
    for (let round = 0; round < ROUNDS; round++) {
      left ^= mix32((right + keys[2 * round]!) | 0) & leftMask;
      right ^= mix32((left + keys[2 * round + 1]!) | 0) & rightMask;
    }
    return left * rightSize + right;
  };
  return (index) => {
    let image = step(index);
    while (image >= domain) image = step(image);
    return image;
  };
}

/** Bits of the smallest power of two that holds the domain; 2 at least, so that both halves have one. */
function bitsFor(domain: number): number {
  let bits = 2;
  while (2 ** bits < domain) bits++;
  return bits;
}

function maskOf(bits: number): number {
  return 2 ** bits - 1;
}

function roundKeys({ inner, outer }: Key): Int32Array {
  const keys = new Int32Array(2 * ROUNDS);
  for (let i = 0; i < keys.length; i++) {
    keys[i] = mix32((inner + Math.imul(i + 1, 0x9e3779b9)) ^ mix32(outer + i));
  }
  return keys;
}
