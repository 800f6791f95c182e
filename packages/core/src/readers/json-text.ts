/**
 * Tokens of JSON (RFC 8259) in bytes. Each function gives the index behind its token, or 0 when there is none; nothing
 * is skipped over unchecked, UTF-8 apart. A line feed stops every one of them.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const MINUS = 0x2d;

/** Deeper values are left to the exact path. */
const MAX_DEPTH = 64;

/** The first byte that ends plain text within a string: a quote, a backslash or a control character. */
export function endOfPlain(bytes: Uint8Array, at: number): number {
  let end = at;
  for (;;) {
    const byte = bytes[end] as number;
    if (byte === QUOTE || byte === BACKSLASH || byte < 0x20) return end;
    end += 1;
  }
}

/** A string, its escapes checked, from its opening quote on. */
export function endOfString(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  for (;;) {
    end = endOfPlain(bytes, end);
    if (bytes[end] === QUOTE) return end + 1;
    if (bytes[end] !== BACKSLASH) return 0;
    const letter = bytes[end + 1] as number;
    const isSound = letter === 0x75 ? hexWord(bytes, end + 2) >= 0 : plainEscape(letter) > 0;
    if (!isSound) return 0;
    end += letter === 0x75 ? 6 : 2;
  }
}

/** What a letter stands for behind a backslash; 0 when for nothing. */
export function plainEscape(letter: number): number {
  if (letter === QUOTE || letter === BACKSLASH || letter === 0x2f) return letter;
  switch (letter) {
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
export function hexWord(bytes: Uint8Array, at: number): number {
  let word = 0;
  for (let k = 0; k < 4; k++) {
    const byte = bytes[at + k] as number;
    const letter = (byte | 0x20) - 0x61;
    if (isDigit(byte)) word = word * 16 + byte - 0x30;
    else if (letter >= 0 && letter < 6) word = word * 16 + letter + 10;
    else return -1;
  }
  return word;
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

function endOfDigits(bytes: Uint8Array, at: number): number {
  let end = at;
  while (isDigit(bytes[end] as number)) end += 1;
  return end;
}

/** A number, as long as it goes. */
export function endOfNumber(bytes: Uint8Array, at: number): number {
  const start = bytes[at] === MINUS ? at + 1 : at;
  let end = endOfDigits(bytes, start);
  if (end === start || (bytes[start] === 0x30 && end > start + 1)) return 0;
  if (bytes[end] === 0x2e) {
    const fraction = end + 1;
    end = endOfDigits(bytes, fraction);
    if (end === fraction) return 0;
  }
  if (((bytes[end] as number) | 0x20) !== 0x65) return end;
  const sign = bytes[end + 1];
  const exponent = sign === 0x2b || sign === MINUS ? end + 2 : end + 1;
  end = endOfDigits(bytes, exponent);
  return end === exponent ? 0 : end;
}

const WORDS = ['true', 'false', 'null'].map((word) => [...word].map((c) => c.charCodeAt(0)));

/** `true`, `false` or `null`. */
export function endOfWord(bytes: Uint8Array, at: number): number {
  const word = WORDS.find(([first]) => first === bytes[at]);
  return word?.every((byte, k) => bytes[at + k] === byte) ? at + word.length : 0;
}

/** Space, tab and carriage return. */
export function skipBlanks(bytes: Uint8Array, at: number): number {
  let end = at;
  for (;;) {
    const byte = bytes[end];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return end;
    end += 1;
  }
}

/** An object or array, from its opening bracket on. */
export function endOfNested(bytes: Uint8Array, at: number, maxDepth = MAX_DEPTH): number {
  /** The brackets that close what is open. */
  const open: number[] = [];
  let end = at;
  do {
    const opens = isOpening(bytes[end] as number);
    end = opens ? enter(bytes, end, open, maxDepth) : endOfScalar(bytes, end);
    if (end === 0) return 0;
    // What is empty is closed below; else its first value follows.
    if (opens && bytes[end] !== open.at(-1)) continue;
    end = leave(bytes, end, open);
    if (open.length === 0) return end;
    end = endOfComma(bytes, end, open.at(-1) as number);
  } while (end !== 0);
  return 0;
}

const isOpening = (byte: number): boolean => byte === OPEN_OBJECT || byte === OPEN_ARRAY;

/** From an opening bracket to the first value, behind its name, or to the bracket that closes. */
function enter(bytes: Uint8Array, at: number, open: number[], maxDepth: number): number {
  if (open.length === maxDepth) return 0;
  const opening = bytes[at] as number;
  const first = skipBlanks(bytes, at + 1);
  open.push(opening + 2);
  const isEmpty = bytes[first] === opening + 2;
  return opening === OPEN_OBJECT && !isEmpty ? endOfName(bytes, first) : first;
}

/** Behind a value and all brackets that close there. */
function leave(bytes: Uint8Array, at: number, open: number[]): number {
  let end = at;
  while (open.length > 0) {
    const next = skipBlanks(bytes, end);
    if (bytes[next] !== open.at(-1)) return next;
    open.pop();
    end = next + 1;
  }
  return end;
}

/** Behind a comma, and the name behind it within an object. */
function endOfComma(bytes: Uint8Array, at: number, closing: number): number {
  if (bytes[at] !== 0x2c) return 0;
  const next = skipBlanks(bytes, at + 1);
  return closing === OPEN_OBJECT + 2 ? endOfName(bytes, next) : next;
}

/** A name, its colon and the blanks around it. */
export function endOfName(bytes: Uint8Array, at: number): number {
  const end = bytes[at] === QUOTE ? endOfString(bytes, at) : 0;
  if (end === 0) return 0;
  const colon = skipBlanks(bytes, end);
  return bytes[colon] === 0x3a ? skipBlanks(bytes, colon + 1) : 0;
}

function endOfScalar(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] as number;
  if (byte === QUOTE) return endOfString(bytes, at);
  return byte === MINUS || isDigit(byte) ? endOfNumber(bytes, at) : endOfWord(bytes, at);
}

/** Any value that is well formed; nested as deep as it is. */
export function endOfValue(bytes: Uint8Array, at: number): number {
  return isOpening(bytes[at] as number)
    ? endOfNested(bytes, at, Number.POSITIVE_INFINITY)
    : endOfScalar(bytes, at);
}
