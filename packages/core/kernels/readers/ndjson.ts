import { LINE_FEED, QUOTE } from '../shared/characters';
import { endOfNested, endOfNumber, endOfPlain, endOfWord, OPEN_ARRAY, OPEN_OBJECT } from './json';
import {
  END,
  FIELD_BYTES,
  FIELD_COUNT,
  FIELDS,
  HEAP,
  LINE,
  LITERAL,
  LITERAL_LENGTH,
  POSITION,
  putCell,
  putRow,
  stop,
  TAG_ARRAY,
  TAG_FALSE,
  TAG_NULL,
  TAG_NUMBER,
  TAG_OBJECT,
  TAG_STRING,
  TAG_TRUE,
  TAIL,
  TAIL_LENGTH,
} from './plan';
import { unescapeString } from './unescape';
import { isUtf8, isWide } from './utf8';

/**
 * Reads lines of one shape, one JSON object each: `readNdjson` of `src/readers/ndjson-kernel.ts`.
 *
 * Between the values stands exactly what the plan says, so a line that goes through is JSON with these keys in this
 * order. Every scan ends at the line feed before END at the latest; up to 15 bytes behind END are read.
 *
 * @param first,limit the first row to fill, and the row to stop before
 * @returns the row behind the last that was read
 */
export function readNdjson(plan: usize, first: i32, limit: i32): i32 {
  const end = <usize>load<u32>(plan, END);
  const fields = plan + FIELDS;
  const fieldsEnd = fields + <usize>load<u32>(plan, FIELD_COUNT) * FIELD_BYTES;
  const tail = <usize>load<u32>(plan, TAIL);
  const tailLength = load<u32>(plan, TAIL_LENGTH);
  let at = <usize>load<u32>(plan, POSITION);
  let heap = <usize>load<u32>(plan, HEAP);
  let line = load<i32>(plan, LINE);
  for (let row = first; row < limit; row++) {
    if (at >= end) return stop(plan, at, heap, line, row);
    let p = at;
    let text = heap;
    for (let field = fields; field < fieldsEnd; field += FIELD_BYTES) {
      const length = load<u32>(field, LITERAL_LENGTH);
      if (!startsWith(p, load<u32>(field, LITERAL), length)) return stop(plan, at, heap, line, row);
      p += length;
      if (load<u8>(p) == QUOTE) {
        const close = endOfPlain(p + 1);
        if (load<u8>(close) == QUOTE) {
          putCell(field, row, p + 1, close - p - 1, TAG_STRING);
          p = close + 1;
          continue;
        }
        const found = unescapeString(p + 1, text);
        if (found == 0) return stop(plan, at, heap, line, row);
        const textEnd = <usize>(found >> 32);
        putCell(field, row, text, textEnd - text, TAG_STRING);
        text = textEnd;
        p = <usize>(<u32>found) + 1;
      } else {
        p = readBare(field, row, p);
        if (p == 0) return stop(plan, at, heap, line, row);
      }
    }
    if (!startsWith(p, tail, tailLength)) return stop(plan, at, heap, line, row);
    p += tailLength;
    if (load<u8>(p) != LINE_FEED) return stop(plan, at, heap, line, row);
    const wide = isWide(at, p);
    if (wide && !isUtf8(at, p)) return stop(plan, at, heap, line, row);
    putRow(plan, row, at, p, line, wide || text != heap);
    heap = text;
    at = p + 1;
    line++;
  }
  return stop(plan, at, heap, line, limit);
}

/** Whether a text stands here. The answer is for a branch, so that reading goes on before it is known. */
// @ts-ignore: decorator
@inline
function startsWith(at: usize, literal: usize, length: u32): bool {
  let p = at;
  let from = literal;
  let rest = length;
  for (; rest > 16; rest -= 16, p += 16, from += 16) {
    if (!i8x16.all_true(i8x16.eq(v128.load(p), v128.load(from)))) return false;
  }
  const differs = i8x16.bitmask(i8x16.eq(v128.load(p), v128.load(from))) ^ 0xffff;
  return differs << (32 - rest) == 0;
}

/** Reads a value without quotes and gives the address behind it, or 0. */
function readBare(field: usize, row: i32, at: usize): usize {
  const byte = load<u8>(at);
  let end: usize;
  let tag: u8;
  if (byte == OPEN_OBJECT || byte == OPEN_ARRAY) {
    end = endOfNested(at);
    tag = byte == OPEN_OBJECT ? TAG_OBJECT : TAG_ARRAY;
  } else if (byte >= 0x61) {
    end = endOfWord(at);
    tag = byte == 0x6e ? TAG_NULL : byte == 0x74 ? TAG_TRUE : TAG_FALSE;
  } else {
    end = endOfNumber(at);
    tag = TAG_NUMBER;
  }
  if (end != 0) putCell(field, row, at, tag == TAG_NULL ? 0 : end - at, tag);
  return end;
}
