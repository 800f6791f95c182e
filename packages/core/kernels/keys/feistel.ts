/** Rounds of the Feistel network of FF1 over numerals, one round of all rows at a time: `src/keys/feistel.ts`. */

const BLOCK: usize = 16;

/**
 * What is encrypted in a round: a block that is the same for all rows, with the half of the row in its last 32 bits.
 *
 * @param half u32[count]
 * @param base 16 bytes
 * @param blocks 16 bytes a row
 */
export function feistelBlocks(half: usize, count: i32, base: usize, blocks: usize): void {
  const same = v128.load(base);
  const last = i32x4.extract_lane(same, 3);
  for (let i: usize = 0; i < <usize>count; i++) {
    const word = last ^ <i32>bswap<u32>(load<u32>(half + (i << 2)));
    v128.store(blocks + i * BLOCK, i32x4.replace_lane(same, 3, word));
  }
}

/**
 * Adds what came out of a round to the other half, or takes it away.
 *
 * @param half u32[count], below `modulus`
 * @param blocks encrypted, 16 bytes a row; the first 64 bits count, most significant first
 * @param sign 1 to add, -1 to take away
 */
export function feistelAdd(half: usize, count: i32, blocks: usize, modulus: f64, sign: i32): void {
  const bound = <u64>modulus;
  for (let i: usize = 0; i < <usize>count; i++) {
    const word = bswap<u64>(load<u64>(blocks + i * BLOCK)) % bound;
    const value = <u64>load<u32>(half + (i << 2));
    const sum = sign > 0 ? value + word : value + bound - word;
    store<u32>(half + (i << 2), <u32>(sum >= bound ? sum - bound : sum));
  }
}
