import { endOfPlain, hexWord, plainEscape } from './json-text.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where an unescaped text and its source end. */
export interface Unescaped {
  /** Behind the text that was written. */
  readonly textEnd: number;
  /** Behind the closing quote. */
  readonly sourceEnd: number;
}

/**
 * Writes what a JSON string stands for from `to` on, as UTF-8. It is never longer than the string.
 *
 * @param from behind the opening quote
 * @returns undefined when it is no JSON string or holds half a character
 */
export function unescapeString(bytes: Uint8Array, from: number, to: number): Unescaped | undefined {
  let at = from;
  let out = to;
  for (;;) {
    const end = endOfPlain(bytes, at);
    bytes.copyWithin(out, at, end);
    out += end - at;
    if (bytes[end] === QUOTE) return { textEnd: out, sourceEnd: end + 1 };
    if (bytes[end] !== BACKSLASH) return undefined;
    const code = readEscape(bytes, end);
    if (code < 0) return undefined;
    at = end + escapeLength(bytes[end + 1] as number, code);
    out = writeCode(bytes, out, code);
  }
}

const escapeLength = (letter: number, code: number): number => {
  if (letter !== 0x75) return 2;
  return code < 0x10000 ? 6 : 12;
};

/** The code point of an escape, or of two that make one character; -1 when it is none. */
function readEscape(bytes: Uint8Array, at: number): number {
  const letter = bytes[at + 1] as number;
  if (letter !== 0x75) return plainEscape(letter) || -1;
  const high = hexWord(bytes, at + 2);
  if (high < 0xd800 || high > 0xdfff) return high;
  if (high >= 0xdc00 || bytes[at + 6] !== BACKSLASH || bytes[at + 7] !== 0x75) return -1;
  const low = hexWord(bytes, at + 8);
  if (low < 0xdc00 || low > 0xdfff) return -1;
  return 0x10000 + (high - 0xd800) * 1024 + (low - 0xdc00);
}

/** Writes a code point as UTF-8 (RFC 3629 section 3). */
function writeCode(bytes: Uint8Array, at: number, code: number): number {
  let out = at;
  if (code < 0x80) {
    bytes[out++] = code;
    return out;
  }
  const continuations = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  // The lead byte starts with one bit more than there are continuations.
  bytes[out++] = ((0xff00 >> (continuations + 1)) & 0xff) | (code >> (6 * continuations));
  for (let k = continuations - 1; k >= 0; k--) bytes[out++] = 0x80 | ((code >> (6 * k)) & 63);
  return out;
}
