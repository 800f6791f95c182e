import { CARRIAGE_RETURN, LINE_FEED, QUOTE } from '../shared/characters';
import { copyText } from '../shared/copy';
import {
  DELIMITER,
  END,
  FIELD_BYTES,
  FIELD_COUNT,
  FIELDS,
  HEAP,
  LINE,
  POSITION,
  putCell,
  putRow,
  stop,
  TAG_NULL,
  TAG_STRING,
} from './plan';
import { isUtf8, isWide } from './utf8';

/**
 * Reads records of CSV (RFC 4180) with as many cells as the plan has fields: `readCsv` of `src/readers/csv-kernel.ts`.
 *
 * A quote stands at END: no scan goes beyond it. Up to 15 bytes behind END are read. Blank lines are skipped where
 * there is more than one field.
 *
 * @param first,limit the first row to fill, and the row to stop before
 * @returns the row behind the last that was read
 */
export function readCsv(plan: usize, first: i32, limit: i32): i32 {
  const end = <usize>load<u32>(plan, END);
  const fields = plan + FIELDS;
  const last = fields + <usize>(load<u32>(plan, FIELD_COUNT) - 1) * FIELD_BYTES;
  const delimiter = load<u32>(plan, DELIMITER);
  let at = <usize>load<u32>(plan, POSITION);
  let heap = <usize>load<u32>(plan, HEAP);
  let line = load<i32>(plan, LINE);
  for (let row = first; row < limit; row++) {
    while (fields < last && lineBreak(at) != 0) {
      at += lineBreak(at);
      line++;
    }
    if (at >= end) return stop(plan, at, heap, line, row);
    let p = at;
    let text = heap;
    let breaks = 0;
    for (let field = fields; ; field += FIELD_BYTES) {
      if (load<u8>(p) != QUOTE) {
        const cellEnd = endOfCell(p, delimiter);
        putCell(field, row, p, cellEnd - p, cellEnd == p ? TAG_NULL : TAG_STRING);
        p = cellEnd;
      } else {
        // The sentinel opens no cell: behind it no scan would end.
        if (p >= end) return stop(plan, at, heap, line, row);
        const start = p + 1;
        const close = endOfQuoted(start);
        if (close + 1 >= end) return stop(plan, at, heap, line, row);
        if (load<u8>(close, 1) != QUOTE) {
          putCell(field, row, start, close - start, TAG_STRING);
          p = close + 1;
        } else {
          const found = undouble(start, text, end);
          if (found == 0) return stop(plan, at, heap, line, row);
          const textEnd = <usize>(found >> 32);
          putCell(field, row, text, textEnd - text, TAG_STRING);
          text = textEnd;
          p = <usize>(<u32>found);
        }
        const within = countBreaks(start, p);
        if (within < 0) return stop(plan, at, heap, line, row);
        breaks += within;
      }
      if (field == last) break;
      if (load<u8>(p) != delimiter) return stop(plan, at, heap, line, row);
      p++;
    }
    const behind = lineBreak(p);
    if (behind == 0) return stop(plan, at, heap, line, row);
    const wide = isWide(at, p);
    if (wide && !isUtf8(at, p)) return stop(plan, at, heap, line, row);
    putRow(plan, row, at, p, line, wide || text != heap);
    heap = text;
    at = p + behind;
    line += breaks + 1;
  }
  return stop(plan, at, heap, line, limit);
}

/** Bytes of the line break that stands here: LF or CR LF; 0 when none does. */
// @ts-ignore: decorator
@inline
function lineBreak(at: usize): usize {
  const byte = load<u8>(at);
  if (byte == LINE_FEED) return 1;
  return byte == CARRIAGE_RETURN && load<u8>(at, 1) == LINE_FEED ? 2 : 0;
}

/** The delimiter, line break or quote that ends a cell without quotes. */
// @ts-ignore: decorator
@inline
function endOfCell(at: usize, delimiter: u32): usize {
  const delimiters = i8x16.splat(<i8>delimiter);
  let p = at;
  while (true) {
    const bytes = v128.load(p);
    const cells = v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, i8x16.splat(QUOTE)));
    const lines = v128.or(i8x16.eq(bytes, i8x16.splat(LINE_FEED)), i8x16.eq(bytes, i8x16.splat(CARRIAGE_RETURN)));
    const stops = i8x16.bitmask(v128.or(cells, lines));
    if (stops != 0) return p + ctz(stops);
    p += 16;
  }
}

/** The first quote from `at` on. */
// @ts-ignore: decorator
@inline
function endOfQuoted(at: usize): usize {
  let p = at;
  while (true) {
    const quotes = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(QUOTE)));
    if (quotes != 0) return p + ctz(quotes);
    p += 16;
  }
}

/**
 * Writes the text of a quoted cell with each doubled quote as one; up to 15 bytes behind it are overwritten.
 *
 * @param from behind the opening quote
 * @returns the address behind the closing quote in the lower half, the one behind the text in the upper; 0 when the
 * bytes end before the cell does
 */
function undouble(from: usize, to: usize, end: usize): u64 {
  let p = from;
  let out = to;
  while (true) {
    const quote = endOfQuoted(p);
    if (quote + 1 >= end) return 0;
    const isDoubled = load<u8>(quote, 1) == QUOTE;
    const length = quote - p + usize(isDoubled);
    out = copyText(out, p, <u32>length);
    p = quote + 1 + usize(isDoubled);
    if (!isDoubled) return ((<u64>out) << 32) | <u64>p;
  }
}

/** Line breaks of a text, LF or CR LF; -1 when a CR stands alone, which readers take for different things. */
// @ts-ignore: decorator
@inline
function countBreaks(from: usize, to: usize): i32 {
  let count = 0;
  for (let p = from; p < to; p += 16) {
    const bytes = v128.load(p);
    const inside = to - p < 16 ? (1 << <i32>(to - p)) - 1 : 0xffff;
    const feeds = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(LINE_FEED))) & inside;
    const returns = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(CARRIAGE_RETURN))) & inside;
    if (returns != 0 && !allPaired(returns, p)) return -1;
    count += popcnt(feeds);
  }
  return count;
}

/** Whether a line feed stands behind every carriage return. */
function allPaired(returns: i32, at: usize): bool {
  const next = v128.load(at, 1);
  const feeds = i8x16.bitmask(i8x16.eq(next, i8x16.splat(LINE_FEED)));
  return (returns & feeds) == returns;
}
