/** Writers of escaped text, one byte at a time: for cells whose column is known to hold such characters. */

const HEX = new TextEncoder().encode('0123456789abcdef');
const QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;
const SPACE = 32;

/** Letter behind the backslash for control characters that have a short form. */
const SHORT_FORM = new Map([
  [8, 98],
  [9, 116],
  [10, 110],
  [12, 102],
  [13, 114],
]);

/** JSON string content (RFC 8259 section 7), as `JSON.stringify` writes it. Gives the address behind it. */
export function writeJsonEscaped(
  bytes: Uint8Array,
  to: number,
  from: number,
  length: number,
): number {
  let at = to;
  for (let k = from; k < from + length; k++) {
    const byte = bytes[k]!;
    if (byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH) {
      bytes[at++] = byte;
      continue;
    }
    bytes[at++] = BACKSLASH;
    if (byte >= SPACE) {
      bytes[at++] = byte;
      continue;
    }
    const letter = SHORT_FORM.get(byte);
    if (letter !== undefined) {
      bytes[at++] = letter;
      continue;
    }
    bytes[at] = 117;
    bytes[at + 1] = 48;
    bytes[at + 2] = 48;
    bytes[at + 3] = HEX[byte >> 4]!;
    bytes[at + 4] = HEX[byte & 15]!;
    at += 5;
  }
  return at;
}

/** Letter behind the backslash for what COPY's text format has to escape: backslash, tab, line feed, carriage return. */
const COPY_FORM = new Map([
  [BACKSLASH, BACKSLASH],
  [9, 116],
  [10, 110],
  [13, 114],
]);

/** PostgreSQL COPY text format (PostgreSQL manual, COPY, "Text Format"). */
export function writeCopyEscaped(
  bytes: Uint8Array,
  to: number,
  from: number,
  length: number,
): number {
  let at = to;
  for (let k = from; k < from + length; k++) {
    const byte = bytes[k]!;
    const letter = COPY_FORM.get(byte);
    if (letter === undefined) bytes[at++] = byte;
    else {
      bytes[at++] = BACKSLASH;
      bytes[at++] = letter;
    }
  }
  return at;
}

/** Doubles one character: the quote of CSV (RFC 4180) or the apostrophe of SQL. */
function writeDoubled(
  bytes: Uint8Array,
  to: number,
  from: number,
  length: number,
  doubled: number,
): number {
  let at = to;
  for (let k = from; k < from + length; k++) {
    const byte = bytes[k]!;
    bytes[at++] = byte;
    if (byte === doubled) bytes[at++] = byte;
  }
  return at;
}

export function writeQuoteDoubled(
  bytes: Uint8Array,
  to: number,
  from: number,
  length: number,
): number {
  return writeDoubled(bytes, to, from, length, QUOTE);
}

export function writeApostropheDoubled(
  bytes: Uint8Array,
  to: number,
  from: number,
  length: number,
): number {
  return writeDoubled(bytes, to, from, length, APOSTROPHE);
}
