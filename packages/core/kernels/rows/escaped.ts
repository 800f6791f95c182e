/**
 * Text that needs escapes here and there: sixteen bytes are looked at together and copied as they are when none of them
 * needs one. Each writer gives the address behind the text, or 0 when that would lie beyond `limit`; up to
 * ESCAPED_ROOM bytes behind the limit may be written.
 */
import { copyText } from '../shared/copy';

const QUOTE: u8 = 34;
const COMMA: u8 = 44;
const SEMICOLON: u8 = 59;
const BACKSLASH: u8 = 92;
const BAR: u8 = 124;
const SPACE: u8 = 32;
const CHUNK: u32 = 16;

/** Lanes of a chunk that belong to a text of which `rest` bytes are left. */
// @ts-ignore: decorator
@inline
function lanes(rest: u32): i32 {
  return rest >= CHUNK ? 0xffff : (1 << rest) - 1;
}

/** JSON string content (RFC 8259 section 7), as `JSON.stringify` writes it. */
export function writeJson(to: usize, from: usize, length: u32, limit: usize): usize {
  let at = to;
  for (let done: u32 = 0; done < length; done += CHUNK) {
    if (at > limit) return 0;
    const rest = length - done;
    const chunk = v128.load(from + done);
    const special = v128.or(
      i8x16.lt_u(chunk, i8x16.splat(SPACE)),
      v128.or(i8x16.eq(chunk, i8x16.splat(QUOTE)), i8x16.eq(chunk, i8x16.splat(BACKSLASH))),
    );
    if ((i8x16.bitmask(special) & lanes(rest)) == 0) {
      v128.store(at, chunk);
      at += min(CHUNK, rest);
      continue;
    }
    const end = from + done + min(CHUNK, rest);
    for (let source = from + done; source < end; source++) at = writeJsonByte(at, load<u8>(source));
  }
  return at > limit ? 0 : at;
}

function writeJsonByte(at: usize, byte: u8): usize {
  if (byte >= SPACE && byte != QUOTE && byte != BACKSLASH) {
    store<u8>(at, byte);
    return at + 1;
  }
  store<u8>(at, BACKSLASH);
  const letter = byte >= SPACE ? byte : shortForm(byte);
  if (letter != 0) {
    store<u8>(at + 1, letter);
    return at + 2;
  }
  // `u00` and two hexadecimal digits.
  store<u8>(at + 1, 117);
  store<u16>(at + 2, 0x3030);
  store<u8>(at + 4, hexDigit(byte >> 4));
  store<u8>(at + 5, hexDigit(byte & 15));
  return at + 6;
}

/** Letter behind the backslash for control characters that have one, or 0. */
// @ts-ignore: decorator
@inline
function shortForm(byte: u8): u8 {
  switch (byte) {
    case 8: return 98;
    case 9: return 116;
    case 10: return 110;
    case 12: return 102;
    case 13: return 114;
    default: return 0;
  }
}

// @ts-ignore: decorator
@inline
function hexDigit(nibble: u8): u8 {
  return nibble < 10 ? 48 + nibble : 87 + nibble;
}

/** PostgreSQL COPY text format (PostgreSQL manual, COPY, "Text Format"). */
export function writeCopy(to: usize, from: usize, length: u32, limit: usize): usize {
  let at = to;
  for (let done: u32 = 0; done < length; done += CHUNK) {
    if (at > limit) return 0;
    const rest = length - done;
    const chunk = v128.load(from + done);
    const special = v128.or(
      v128.or(i8x16.eq(chunk, i8x16.splat(9)), i8x16.eq(chunk, i8x16.splat(10))),
      v128.or(i8x16.eq(chunk, i8x16.splat(13)), i8x16.eq(chunk, i8x16.splat(BACKSLASH))),
    );
    if ((i8x16.bitmask(special) & lanes(rest)) == 0) {
      v128.store(at, chunk);
      at += min(CHUNK, rest);
      continue;
    }
    const end = from + done + min(CHUNK, rest);
    for (let source = from + done; source < end; source++) at = writeCopyByte(at, load<u8>(source));
  }
  return at > limit ? 0 : at;
}

function writeCopyByte(at: usize, byte: u8): usize {
  const isControl = byte == 9 || byte == 10 || byte == 13;
  if (!isControl && byte != BACKSLASH) {
    store<u8>(at, byte);
    return at + 1;
  }
  store<u8>(at, BACKSLASH);
  store<u8>(at + 1, isControl ? shortForm(byte) : byte);
  return at + 2;
}

/** Text in which one byte is doubled: the apostrophe of SQL, the quote of CSV. */
export function writeDoubled(to: usize, from: usize, length: u32, doubled: u8, limit: usize): usize {
  let at = to;
  for (let done: u32 = 0; done < length; done += CHUNK) {
    if (at > limit) return 0;
    const rest = length - done;
    const chunk = v128.load(from + done);
    if ((i8x16.bitmask(i8x16.eq(chunk, i8x16.splat(doubled))) & lanes(rest)) == 0) {
      v128.store(at, chunk);
      at += min(CHUNK, rest);
      continue;
    }
    const end = from + done + min(CHUNK, rest);
    for (let source = from + done; source < end; source++) {
      const byte = load<u8>(source);
      store<u8>(at++, byte);
      if (byte == doubled) store<u8>(at++, byte);
    }
  }
  return at > limit ? 0 : at;
}

/**
 * A field of CSV (RFC 4180): quoted where it has to be, or where a reader might take it for something else.
 *
 * @param formulaPrefix byte before text that a spreadsheet would run as a formula, or 0
 */
export function writeCsv(to: usize, from: usize, length: u32, formulaPrefix: u8, limit: usize): usize {
  const isFormula = formulaPrefix != 0 && length > 0 && startsFormula(load<u8>(from));
  if (!isFormula && !needsQuotes(from, length)) {
    if (to + length > limit) return 0;
    return copyText(to, from, length);
  }
  let at = to;
  store<u8>(at++, QUOTE);
  if (isFormula) store<u8>(at++, formulaPrefix);
  at = writeDoubled(at, from, length, QUOTE, limit);
  if (at == 0) return 0;
  store<u8>(at, QUOTE);
  return at + 1;
}

/** `=`, `+`, `-` or `@`. */
// @ts-ignore: decorator
@inline
function startsFormula(byte: u8): bool {
  return byte == 61 || byte == 43 || byte == 45 || byte == 64;
}

/** Empty, a blank at either end, a control character, a quote, or what some spreadsheet takes for a delimiter. */
function needsQuotes(from: usize, length: u32): bool {
  if (length == 0) return true;
  if (load<u8>(from) == SPACE || load<u8>(from + length - 1) == SPACE) return true;
  for (let done: u32 = 0; done < length; done += CHUNK) {
    const chunk = v128.load(from + done);
    const delimiters = v128.or(
      i8x16.eq(chunk, i8x16.splat(COMMA)),
      v128.or(i8x16.eq(chunk, i8x16.splat(SEMICOLON)), i8x16.eq(chunk, i8x16.splat(BAR))),
    );
    const others = v128.or(i8x16.lt_u(chunk, i8x16.splat(SPACE)), i8x16.eq(chunk, i8x16.splat(QUOTE)));
    if ((i8x16.bitmask(v128.or(delimiters, others)) & lanes(length - done)) != 0) return true;
  }
  return false;
}
