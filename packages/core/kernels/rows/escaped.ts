/**
 * Text that needs escapes here and there: sixteen bytes are looked at together and copied as they are up to the first
 * that needs one. Each writer gives the address behind the text and overwrites up to 15 bytes behind it.
 */
import { BACKSLASH, CARRIAGE_RETURN, COMMA, LINE_FEED, QUOTE, SEMICOLON, SPACE, TAB } from '../shared/characters';
import { copyText } from '../shared/copy';
import { bytesBefore } from '../shared/lanes';

const BAR: u8 = 124;
const CHUNK: u32 = 16;

/** PostgreSQL COPY text format (PostgreSQL manual, COPY, "Text Format"): at most twice the length. */
export function writeCopy(to: usize, from: usize, length: u32): usize {
  let at = to;
  let source = from;
  for (let left = length; left > 0; ) {
    const chunk = v128.load(source);
    const controls = v128.or(i8x16.eq(chunk, i8x16.splat(TAB)), i8x16.eq(chunk, i8x16.splat(LINE_FEED)));
    const others = v128.or(i8x16.eq(chunk, i8x16.splat(CARRIAGE_RETURN)), i8x16.eq(chunk, i8x16.splat(BACKSLASH)));
    v128.store(at, chunk);
    const plain = bytesBefore(v128.or(controls, others), left);
    at += <usize>plain;
    source += <usize>plain;
    left -= plain;
    if (plain < CHUNK && left > 0) {
      store<u8>(at, BACKSLASH);
      store<u8>(at + 1, copyLetter(load<u8>(source++)));
      at += 2;
      left--;
    }
  }
  return at;
}

/** How many bytes more a byte takes in PostgreSQL's COPY text than without an escape. */
export function copyGrowth(byte: u8): u32 {
  return byte == TAB || byte == LINE_FEED || byte == CARRIAGE_RETURN || byte == BACKSLASH ? 1 : 0;
}

/** What stands behind the backslash. */
// @ts-ignore: decorator
@inline
function copyLetter(byte: u8): u8 {
  return byte == TAB ? 116 : byte == LINE_FEED ? 110 : byte == CARRIAGE_RETURN ? 114 : byte;
}

/** Text in which one byte is doubled, the apostrophe of SQL or the quote of CSV: at most twice the length. */
export function writeDoubled(to: usize, from: usize, length: u32, doubled: u8): usize {
  let at = to;
  let source = from;
  for (let left = length; left > 0; ) {
    const chunk = v128.load(source);
    v128.store(at, chunk);
    const plain = bytesBefore(i8x16.eq(chunk, i8x16.splat(doubled)), left);
    at += <usize>plain;
    source += <usize>plain;
    left -= plain;
    if (plain < CHUNK && left > 0) {
      store<u16>(at, <u16>doubled * 0x101);
      at += 2;
      source++;
      left--;
    }
  }
  return at;
}

/**
 * A field of CSV (RFC 4180), quoted where it has to be or where a reader might take it for something else: at most
 * twice the length and three bytes.
 *
 * @param formulaPrefix byte before text that a spreadsheet would run as a formula, or 0
 */
export function writeCsv(to: usize, from: usize, length: u32, formulaPrefix: u8): usize {
  const isFormula = formulaPrefix != 0 && length > 0 && startsFormula(load<u8>(from));
  if (!isFormula && !needsQuotes(from, length)) return copyText(to, from, length);
  let at = to;
  store<u8>(at++, QUOTE);
  if (isFormula) store<u8>(at++, formulaPrefix);
  at = writeDoubled(at, from, length, QUOTE);
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
    const left = length - done;
    if (bytesBefore(v128.or(delimiters, others), left) < min(left, CHUNK)) return true;
  }
  return false;
}
