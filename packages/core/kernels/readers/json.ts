/**
 * Tokens of JSON (RFC 8259) within one line. Each function gives the address behind its token, or 0 when there is none:
 * nothing is skipped over unchecked, UTF-8 apart. The line feed at the end of the line stops every one of them.
 */
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  COLON,
  COMMA,
  MINUS,
  PLUS,
  POINT,
  QUOTE,
  SPACE,
  TAB,
  ZERO,
} from '../shared/characters';

export const OPEN_ARRAY: u32 = 0x5b;
const CLOSE_ARRAY: u32 = 0x5d;
export const OPEN_OBJECT: u32 = 0x7b;
const CLOSE_OBJECT: u32 = 0x7d;

/** The words `true`, `null` and `fals`, first letter in the lowest byte. */
const TRUE: u32 = 0x65757274;
const NULL: u32 = 0x6c6c756e;
const FALS: u32 = 0x736c6166;

/** Deeper values are left to the exact path. */
const MAX_DEPTH: u32 = 64;

/** The first byte from `at` on that ends plain text within a string: a quote, a backslash or a control character. */
// @ts-ignore: decorator
@inline
export function endOfPlain(at: usize): usize {
  let p = at;
  while (true) {
    const bytes = v128.load(p);
    const quotes = i8x16.eq(bytes, i8x16.splat(QUOTE));
    const slashes = i8x16.eq(bytes, i8x16.splat(BACKSLASH));
    const controls = i8x16.le_u(bytes, i8x16.splat(0x1f));
    const stops = i8x16.bitmask(v128.or(v128.or(quotes, slashes), controls));
    if (stops != 0) return p + ctz(stops);
    p += 16;
  }
}

/** Behind the digits from `at` on. */
// @ts-ignore: decorator
@inline
function endOfDigits(at: usize): usize {
  let p = at;
  while (true) {
    const digits = i8x16.lt_u(i8x16.sub(v128.load(p), i8x16.splat(ZERO)), i8x16.splat(10));
    const others = i8x16.bitmask(digits) ^ 0xffff;
    if (others != 0) return p + ctz(others);
    p += 16;
  }
}

/** A number: `-? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)?`, as long as it goes. */
export function endOfNumber(at: usize): usize {
  const start = at + usize(load<u8>(at) == MINUS);
  let end = endOfDigits(start);
  if (end == start || (load<u8>(start) == ZERO && end > start + 1)) return 0;
  if (load<u8>(end) == POINT) {
    const fraction = end + 1;
    end = endOfDigits(fraction);
    if (end == fraction) return 0;
  }
  if ((load<u8>(end) | 0x20) != 0x65) return end;
  const sign = load<u8>(end, 1);
  const exponent = end + 1 + usize(sign == PLUS || sign == MINUS);
  end = endOfDigits(exponent);
  return end == exponent ? 0 : end;
}

/** `true`, `false` or `null`. */
// @ts-ignore: decorator
@inline
export function endOfWord(at: usize): usize {
  const word = load<u32>(at);
  if (word == TRUE || word == NULL) return at + 4;
  return word == FALS && load<u8>(at, 4) == 0x65 ? at + 5 : 0;
}

/** A string, its escapes checked, from its opening quote on. */
export function endOfString(at: usize): usize {
  let p = at + 1;
  while (true) {
    p = endOfPlain(p);
    const byte = load<u8>(p);
    if (byte == QUOTE) return p + 1;
    if (byte != BACKSLASH) return 0;
    p = endOfEscape(p);
    if (p == 0) return 0;
  }
}

/** An escape, from its backslash on. */
// @ts-ignore: decorator
@inline
function endOfEscape(at: usize): usize {
  const letter = load<u8>(at, 1);
  if (letter == 0x75) return hexWord(at + 2) < 0 ? 0 : at + 6;
  return plainEscape(letter) == 0 ? 0 : at + 2;
}

/** What a letter stands for behind a backslash; 0 when for nothing. */
export function plainEscape(letter: u32): u32 {
  switch (letter) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f:
      return letter;
    case 0x62:
      return 8;
    case 0x66:
      return 12;
    case 0x6e:
      return 10;
    case 0x72:
      return 13;
    case 0x74:
      return 9;
    default:
      return 0;
  }
}

/** The number of four hexadecimal digits, or -1. */
export function hexWord(at: usize): i32 {
  let word = 0;
  for (let k: usize = 0; k < 4; k++) {
    const byte = <u32>load<u8>(at + k);
    const digit = byte - ZERO;
    const letter = (byte | 0x20) - 0x61;
    if (digit < 10) word = (word << 4) | digit;
    else if (letter < 6) word = (word << 4) | (letter + 10);
    else return -1;
  }
  return word;
}

/** Space, tab and carriage return; a line feed ends the line. */
// @ts-ignore: decorator
@inline
function skipBlanks(at: usize): usize {
  let p = at;
  while (true) {
    const byte = load<u8>(p);
    if (byte != SPACE && byte != TAB && byte != CARRIAGE_RETURN) return p;
    p++;
  }
}

/** An object or array, from its opening bracket on. Which brackets are open is kept in bits: 1 is an object. */
export function endOfNested(at: usize): usize {
  let p = at;
  let open: u64 = 0;
  let depth: u32 = 0;
  do {
    const byte = load<u8>(p);
    if (byte == OPEN_OBJECT || byte == OPEN_ARRAY) {
      if (depth == MAX_DEPTH) return 0;
      depth++;
      open = (open << 1) | u64(byte == OPEN_OBJECT);
      p = skipBlanks(p + 1);
      // An empty one is closed below; else its first value follows.
      if (load<u8>(p) != closing(open)) {
        if (byte == OPEN_OBJECT) p = endOfName(p);
        if (p == 0) return 0;
        continue;
      }
    } else {
      p = endOfScalar(p);
      if (p == 0) return 0;
      p = skipBlanks(p);
    }
    while (load<u8>(p) == closing(open)) {
      p++;
      depth--;
      open >>= 1;
      if (depth == 0) return p;
      p = skipBlanks(p);
    }
    if (load<u8>(p) != COMMA) return 0;
    p = skipBlanks(p + 1);
    if (open & 1) p = endOfName(p);
  } while (p != 0);
  return 0;
}

/** The bracket that closes the innermost one. */
// @ts-ignore: decorator
@inline
function closing(open: u64): u32 {
  return open & 1 ? CLOSE_OBJECT : CLOSE_ARRAY;
}

/** A name, its colon and the blanks around it. */
// @ts-ignore: decorator
@inline
function endOfName(at: usize): usize {
  if (load<u8>(at) != QUOTE) return 0;
  const end = endOfString(at);
  if (end == 0) return 0;
  const colon = skipBlanks(end);
  return load<u8>(colon) == COLON ? skipBlanks(colon + 1) : 0;
}

// @ts-ignore: decorator
@inline
function endOfScalar(at: usize): usize {
  const byte = load<u8>(at);
  if (byte == QUOTE) return endOfString(at);
  return byte == MINUS || <u32>byte - ZERO < 10 ? endOfNumber(at) : endOfWord(at);
}
