/** JSON strings (RFC 8259 section 7) as `JSON.stringify` writes them. */
import { BACKSLASH, QUOTE, SPACE } from './characters';
import { bytesBefore } from './lanes';

const LETTER_U: u8 = 117;
/** Two digits `0`. */
const TWO_ZEROS: u16 = 0x3030;
const CHUNK: u32 = 16;

/** Most bytes that one byte becomes: a control character without a short form. */
export const MOST_GROWTH: u64 = 6;

/**
 * Writes the content of a JSON string and gives the address behind it. Sixteen bytes are looked at together and copied
 * as they are up to the first that needs an escape. The result has up to {@link MOST_GROWTH} times the length; up to
 * 15 bytes behind it are overwritten.
 */
export function writeJsonEscaped(to: usize, from: usize, length: u32): usize {
  let at = to;
  let source = from;
  let left = length;
  while (left > 0) {
    const chunk = v128.load(source);
    v128.store(at, chunk);
    const plain = plainBytes(chunk, left);
    at += <usize>plain;
    source += <usize>plain;
    left -= plain;
    if (plain < CHUNK && left > 0) {
      at = writeEscape(at, load<u8>(source++));
      left--;
    }
  }
  return at;
}

/** How many bytes of a chunk go through as they are, before one that does not or the end of the text. */
// @ts-ignore: decorator
@inline
function plainBytes(chunk: v128, left: u32): u32 {
  const special = v128.or(
    i8x16.lt_u(chunk, i8x16.splat(SPACE)),
    v128.or(i8x16.eq(chunk, i8x16.splat(QUOTE)), i8x16.eq(chunk, i8x16.splat(BACKSLASH))),
  );
  return bytesBefore(special, left);
}

/** Writes a quote, a backslash or a control character. */
export function writeEscape(at: usize, byte: u8): usize {
  store<u8>(at, BACKSLASH);
  const letter = byte >= SPACE ? byte : shortForm(byte);
  if (letter != 0) {
    store<u8>(at + 1, letter);
    return at + 2;
  }
  store<u8>(at + 1, LETTER_U);
  store<u16>(at + 2, TWO_ZEROS);
  store<u8>(at + 4, hexDigit(byte >> 4));
  store<u8>(at + 5, hexDigit(byte & 15));
  return at + 6;
}

/** How many bytes more a byte takes than without an escape. */
export function jsonGrowth(byte: u8): u32 {
  if (byte >= SPACE) return byte == QUOTE || byte == BACKSLASH ? 1 : 0;
  return shortForm(byte) != 0 ? 1 : <u32>MOST_GROWTH - 1;
}

/** Letter behind the backslash for control characters that have one, or 0. */
// @ts-ignore: decorator
@inline
function shortForm(byte: u8): u8 {
  switch (byte) {
    case 8:
      return 98;
    case 9:
      return 116;
    case 10:
      return 110;
    case 12:
      return 102;
    case 13:
      return 114;
    default:
      return 0;
  }
}

// @ts-ignore: decorator
@inline
function hexDigit(nibble: u8): u8 {
  return nibble < 10 ? 48 + nibble : 87 + nibble;
}
