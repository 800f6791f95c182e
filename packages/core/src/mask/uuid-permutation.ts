import { createBlockCipher } from './cipher.ts';

/** A secret permutation of UUIDs, 16 bytes each; they are replaced in place. */
export interface UuidPermutation {
  encrypt(uuids: Uint8Array): void;
  decrypt(uuids: Uint8Array): void;
}

const UUID = 16;
const HALF = 8;
const ROUNDS = 10;
/** Bits that say which kind of UUID it is (RFC 9562 section 4): the upper half of octet 6, two bits of octet 8. */
const VERSION_OCTET = 6;
const VERSION_BITS = 0xf0;
const VARIANT_OCTET = 8;
const VARIANT_BITS = 0xc0;
/** Where a block says of which round it is. */
const ROUND_OCTET = 9;

/**
 * A permutation of the 122 free bits, another one for each version and variant, which stay.
 *
 * A Feistel network of ten rounds whose functions are AES-256, each round one call of AES for all rows. Source: Luby
 * and Rackoff, "How to construct pseudorandom permutations from pseudorandom functions", 1988 (four rounds suffice).
 */
export function createUuidPermutation(key: Uint8Array): UuidPermutation {
  const encryptBlocks = createBlockCipher(key);
  const round = (uuids: Uint8Array, number: number): void => {
    const [changed, read] = number % 2 === 0 ? [0, HALF] : [HALF, 0];
    const blocks = encryptBlocks(roundBlocks(uuids, number, read));
    for (let at = 0; at < uuids.length; at += UUID) {
      for (let octet = 0; octet < HALF; octet++) {
        const place = changed + octet;
        const drawn = (blocks[at + octet] as number) & freeBits(place);
        uuids[at + place] = (uuids[at + place] as number) ^ drawn;
      }
    }
  };
  return {
    encrypt(uuids) {
      for (let number = 0; number < ROUNDS; number++) round(uuids, number);
    },
    decrypt(uuids) {
      for (let number = ROUNDS - 1; number >= 0; number--) round(uuids, number);
    },
  };
}

/** What the function of a round reads: one half of each UUID, its version and variant, and the round. */
function roundBlocks(uuids: Uint8Array, number: number, read: number): Uint8Array {
  const blocks = new Uint8Array(uuids.length);
  for (let at = 0; at < uuids.length; at += UUID) {
    blocks.set(uuids.subarray(at + read, at + read + HALF), at);
    const version = (uuids[at + VERSION_OCTET] as number) & VERSION_BITS;
    const variant = (uuids[at + VARIANT_OCTET] as number) & VARIANT_BITS;
    blocks[at + HALF] = version | (variant >>> 6);
    blocks[at + ROUND_OCTET] = number;
  }
  return blocks;
}

function freeBits(octet: number): number {
  if (octet === VERSION_OCTET) return 0xff & ~VERSION_BITS;
  return octet === VARIANT_OCTET ? 0xff & ~VARIANT_BITS : 0xff;
}
