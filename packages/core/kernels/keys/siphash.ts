/**
 * SipHash of columns: `src/keys/siphash.ts`, in 64-bit words.
 *
 * Scalar on purpose: the rotations by 13, 17 and 21 bits take three instructions each in vectors of two values, and
 * values of different lengths would have to wait for one another.
 */

const INIT_0: u64 = 0x736f6d6570736575;
const INIT_1: u64 = 0x646f72616e646f6d;
const INIT_2: u64 = 0x6c7967656e657261;
const INIT_3: u64 = 0x7465646279746573;
const FINISH: u64 = 0xff;
/** The only block of a null: no text of fewer than eight bytes has this length. */
const NULL_BLOCK: u64 = 0xff << 56;
/** The last block of a message of 16 bytes. */
const PAIR_BLOCK: u64 = 16 << 56;

/**
 * A 64-bit hash per text.
 *
 * @param address,length text views, i32[count]; up to 7 bytes behind a text are read
 * @param valid u8[count], 1 where there is a value, or 0 when no text is null
 * @param out u64[count]
 * @param key 16 bytes
 * @param compress,finish rounds per block and in the end: 2 and 4, or 1 and 3
 */
export function hashTexts(
  address: usize,
  length: usize,
  valid: usize,
  out: usize,
  count: i32,
  key: usize,
  compress: i32,
  finish: i32,
): void {
  const k0 = load<u64>(key);
  const k1 = load<u64>(key, 8);
  for (let i: usize = 0; i < <usize>count; i++) {
    const isNull = valid != 0 && load<u8>(valid + i) == 0;
    // The view of a null may lead anywhere.
    const text = isNull ? key : <usize>load<u32>(address + (i << 2));
    const bytes = isNull ? 0 : load<u32>(length + (i << 2));
    const last = isNull ? NULL_BLOCK : lastBlock(text, bytes);
    store<u64>(out + (i << 3), hashBlocks(text, text + (bytes & ~7), last, k0, k1, compress, finish));
  }
}

/**
 * Hashes of pairs of hashes, which replace the first of each: SipHash of the 16 bytes.
 *
 * @param hashes,others u64[count]
 * @param scratch 16 bytes
 */
export function joinHashes(
  hashes: usize,
  others: usize,
  count: i32,
  key: usize,
  compress: i32,
  finish: i32,
  scratch: usize,
): void {
  const k0 = load<u64>(key);
  const k1 = load<u64>(key, 8);
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 8) {
    store<u64>(scratch, load<u64>(hashes + at));
    store<u64>(scratch, load<u64>(others + at), 8);
    store<u64>(hashes + at, hashBlocks(scratch, scratch + 16, PAIR_BLOCK, k0, k1, compress, finish));
  }
}

/** The bytes behind the whole blocks, and the length modulo 256 above them. */
// @ts-ignore: decorator
@inline
function lastBlock(text: usize, bytes: u32): u64 {
  const word = load<u64>(text + (bytes & ~7));
  const keep = ((<u64>1) << ((bytes & 7) << 3)) - 1;
  return (word & keep) | ((<u64>bytes) << 56);
}

/**
 * The round stands here three times: a loop of one or two rounds costs a fifth more, and no function can change four
 * variables of its caller.
 */
// @ts-ignore: decorator
@inline
function hashBlocks(from: usize, to: usize, last: u64, k0: u64, k1: u64, compress: i32, finish: i32): u64 {
  let v0 = INIT_0 ^ k0;
  let v1 = INIT_1 ^ k1;
  let v2 = INIT_2 ^ k0;
  let v3 = INIT_3 ^ k1;
  // The last block comes out of the same loop: it is read like the others, and replaced.
  for (let at = from; at <= to; at += 8) {
    const word = select<u64>(load<u64>(at), last, at < to);
    v3 ^= word;
    v0 += v1;
    v2 += v3;
    v1 = rotl<u64>(v1, 13) ^ v0;
    v3 = rotl<u64>(v3, 16) ^ v2;
    v0 = rotl<u64>(v0, 32) + v3;
    v2 += v1;
    v3 = rotl<u64>(v3, 21) ^ v0;
    v1 = rotl<u64>(v1, 17) ^ v2;
    v2 = rotl<u64>(v2, 32);
    if (compress == 2) {
      v0 += v1;
      v2 += v3;
      v1 = rotl<u64>(v1, 13) ^ v0;
      v3 = rotl<u64>(v3, 16) ^ v2;
      v0 = rotl<u64>(v0, 32) + v3;
      v2 += v1;
      v3 = rotl<u64>(v3, 21) ^ v0;
      v1 = rotl<u64>(v1, 17) ^ v2;
      v2 = rotl<u64>(v2, 32);
    }
    v0 ^= word;
  }
  v2 ^= FINISH;
  for (let round = 0; round < finish; round++) {
    v0 += v1;
    v2 += v3;
    v1 = rotl<u64>(v1, 13) ^ v0;
    v3 = rotl<u64>(v3, 16) ^ v2;
    v0 = rotl<u64>(v0, 32) + v3;
    v2 += v1;
    v3 = rotl<u64>(v3, 21) ^ v0;
    v1 = rotl<u64>(v1, 17) ^ v2;
    v2 = rotl<u64>(v2, 32);
  }
  return v0 ^ v1 ^ v2 ^ v3;
}
