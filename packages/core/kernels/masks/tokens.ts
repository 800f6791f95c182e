/** Digests as text: `src/mask-kernels/tokens.ts`. */
import { sameBytes } from './draws';

/**
 * Writes the first bits of digests in an alphabet, one token behind the other.
 *
 * @param digests so many bytes a row that a token needs none behind them but one
 * @param digestBytes bytes of a digest
 * @param count rows
 * @param alphabet 2^bits characters
 * @param bits that a character carries, at most 8
 * @param tokenLength characters
 * @param address,length,valid values, for which no token may stand by chance; nulls get the empty text
 * @param heap,outAddress,outLength,left as for `writePeople`
 * @returns the address behind the last token
 */
export function writeTokens(
  digests: usize,
  digestBytes: i32,
  count: i32,
  alphabet: usize,
  bits: i32,
  tokenLength: i32,
  address: usize,
  length: usize,
  valid: usize,
  heap: usize,
  outAddress: usize,
  outLength: usize,
  left: usize,
): usize {
  let at = heap;
  for (let i: usize = 0; i < <usize>count; i++) {
    const start = at;
    if (load<u8>(valid + i) != 0) {
      at = writeToken(at, digests + i * <usize>digestBytes, alphabet, bits, tokenLength);
      const isLong = load<i32>(length + (i << 2)) == tokenLength;
      if (isLong && sameBytes(start, <usize>load<u32>(address + (i << 2)), tokenLength)) store<u8>(left + i, 1);
    }
    store<u32>(outAddress + (i << 2), <u32>start);
    store<u32>(outLength + (i << 2), <u32>(at - start));
  }
  return at;
}

// @ts-ignore: decorator
@inline
function writeToken(to: usize, digest: usize, alphabet: usize, bits: i32, length: i32): usize {
  const mask: u32 = (1 << bits) - 1;
  let from = 0;
  for (let i = 0; i < length; i++, from += bits) {
    const pair = <u32>bswap<u16>(load<u16>(digest + (from >> 3)));
    const character = (pair >> (16 - bits - (from & 7))) & mask;
    store<u8>(to + i, load<u8>(alphabet + <usize>character));
  }
  return to + <usize>length;
}
