/**
 * Numbers in as few bits as they need, lowest bit first and without gaps (Parquet encodings, "Run Length Encoding /
 * Bit-Packing Hybrid", RLE = 3).
 */

/**
 * Packs 32-bit numbers below 2^width, filled up with zeros to a multiple of eight numbers. Gives the address behind
 * them.
 */
export function packCodes(codes: usize, count: i32, width: u32, out: usize): usize {
  const bits = <u64>width;
  let at = out;
  let word: u64 = 0;
  let filled: u64 = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    word |= <u64>load<u32>(codes + (i << 2)) << filled;
    filled += bits;
    if (filled >= 32) {
      store<u32>(at, <u32>word);
      at += 4;
      word >>= 32;
      filled -= 32;
    }
  }
  const end = out + <usize>((count + 7) >> 3) * width;
  if (filled > 0) store<u32>(at, <u32>word);
  const behind = at + <usize>((filled + 7) >> 3);
  memory.fill(behind, 0, end - behind);
  return end;
}

/** Packs 32 numbers of 64 bits, each below 2^width. Gives the address behind the last byte. */
export function packMiniblock(values: usize, width: u32, out: usize): usize {
  const bits = <u64>width;
  let at = out;
  let word: u64 = 0;
  let filled: u64 = 0;
  for (let i: usize = 0; i < 32; i++) {
    const value = load<u64>(values + (i << 3));
    word |= value << filled;
    filled += bits;
    if (filled >= 64) {
      store<u64>(at, word);
      at += 8;
      filled -= 64;
      // A shift by 64 would leave the number as it is.
      word = filled == 0 ? 0 : value >> (bits - filled);
    }
  }
  if (filled > 0) store<u64>(at, word);
  return at + usize(filled >> 3);
}
