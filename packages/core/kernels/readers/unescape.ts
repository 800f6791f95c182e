import { BACKSLASH, QUOTE } from '../shared/characters';
import { copy16 } from '../shared/copy';
import { endOfPlain, hexWord, plainEscape } from './json';

/**
 * Writes what a JSON string stands for from `to` on, as UTF-8; up to 15 bytes behind it are overwritten. It is never
 * longer than the string.
 *
 * @param from behind the opening quote
 * @returns the address of the closing quote in the lower half, the address behind the text in the upper one; 0 when
 * it is no JSON string or holds half a character
 */
export function unescapeString(from: usize, to: usize): u64 {
  let p = from;
  let out = to;
  while (true) {
    const end = endOfPlain(p);
    for (let done: usize = 0; done < end - p; done += 16) copy16(out + done, p + done);
    out += end - p;
    const byte = load<u8>(end);
    if (byte == QUOTE) return ((<u64>out) << 32) | <u64>end;
    if (byte != BACKSLASH) return 0;
    const letter = load<u8>(end, 1);
    if (letter != 0x75) {
      const stands = plainEscape(letter);
      if (stands == 0) return 0;
      store<u8>(out, <u8>stands);
      out++;
      p = end + 2;
      continue;
    }
    let code = hexWord(end + 2);
    p = end + 6;
    if (code < 0) return 0;
    if ((code & 0xf800) == 0xd800) {
      code = pairOf(code, p);
      p += 6;
      if (code < 0) return 0;
    }
    out = writeCode(out, code);
  }
}

/** The character of a surrogate and the escaped one behind it, or -1. */
function pairOf(high: i32, at: usize): i32 {
  if (high >= 0xdc00 || load<u8>(at) != BACKSLASH || load<u8>(at, 1) != 0x75) return -1;
  const low = hexWord(at + 2);
  return (low & 0xfc00) == 0xdc00 ? 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00) : -1;
}

/** Writes a code point as UTF-8 (RFC 3629 section 3). */
function writeCode(out: usize, code: i32): usize {
  if (code < 0x80) {
    store<u8>(out, <u8>code);
    return out + 1;
  }
  if (code < 0x800) {
    store<u8>(out, <u8>(0xc0 | (code >> 6)));
    store<u8>(out, <u8>(0x80 | (code & 63)), 1);
    return out + 2;
  }
  if (code < 0x10000) {
    store<u8>(out, <u8>(0xe0 | (code >> 12)));
    store<u8>(out, <u8>(0x80 | ((code >> 6) & 63)), 1);
    store<u8>(out, <u8>(0x80 | (code & 63)), 2);
    return out + 3;
  }
  store<u8>(out, <u8>(0xf0 | (code >> 18)));
  store<u8>(out, <u8>(0x80 | ((code >> 12) & 63)), 1);
  store<u8>(out, <u8>(0x80 | ((code >> 6) & 63)), 2);
  store<u8>(out, <u8>(0x80 | (code & 63)), 3);
  return out + 4;
}
