import { endOfNested, endOfNumber, endOfPlain, endOfWord } from './json-text.ts';
import { PLAN, type RowShape, type Span } from './plan.ts';
import { putRow, type ReadRows, stop } from './put-row.ts';
import { type Tag, Tags } from './read-batch.ts';
import { putCell, type ReaderFrame } from './reader-frame.ts';
import { unescapeString } from './unescape.ts';
import { isUtf8, isWide } from './utf8.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Where reading stands: at the next token, and behind the text that was unescaped. */
interface Cursor {
  at: number;
  heap: number;
}

/**
 * Reads lines of one shape, one JSON object each, into columns.
 *
 * Between the values has to stand exactly what the shape says, so a line that goes through is JSON with these keys in
 * this order. Strings are unescaped, other values stay as written. Reading stops before the first line that differs,
 * breaks the grammar, is not UTF-8, holds half a character or is nested more than 64 deep.
 */
export function openNdjsonKernel(frame: ReaderFrame): ReadRows {
  const { plan } = frame;
  return (first, limit) => {
    const { shape } = plan;
    const end = plan.get(PLAN.END);
    let line = plan.get(PLAN.LINE);
    let here: Cursor = { at: plan.get(PLAN.POSITION), heap: plan.get(PLAN.HEAP) };
    let row = first;
    while (shape !== undefined && row < limit && here.at < end) {
      const next = { ...here };
      if (!readLine(frame, shape, row, next)) break;
      const wide = isWide(frame.memory.bytes, here.at, next.at) || next.heap !== here.heap;
      putRow(frame, row, here.at, next.at, line, wide);
      here = { at: next.at + 1, heap: next.heap };
      line += 1;
      row += 1;
    }
    return stop(plan, here.at, here.heap, line, row);
  };
}

/** Reads a line and moves to its line feed; false when it differs. */
function readLine(frame: ReaderFrame, shape: RowShape, row: number, cursor: Cursor): boolean {
  const { bytes } = frame.memory;
  const { at } = cursor;
  for (const { column, literal } of shape.fields) {
    if (!skipLiteral(bytes, cursor, literal)) return false;
    if (!readValue(frame, column, row, cursor)) return false;
  }
  return (
    skipLiteral(bytes, cursor, shape.tail) &&
    bytes[cursor.at] === LINE_FEED &&
    isUtf8(bytes, at, cursor.at)
  );
}

/** Moves behind a text that has to stand here. */
function skipLiteral(bytes: Uint8Array, cursor: Cursor, { address, length }: Span): boolean {
  for (let k = 0; k < length; k++) if (bytes[cursor.at + k] !== bytes[address + k]) return false;
  cursor.at += length;
  return true;
}

/** Reads a value and moves behind it; false when it is none. */
function readValue(frame: ReaderFrame, column: number, row: number, cursor: Cursor): boolean {
  const { bytes } = frame.memory;
  const cells = frame.columns[column] as ReaderFrame['columns'][number];
  const { at } = cursor;
  if (bytes[at] !== QUOTE) {
    const tag = tagOf(bytes[at] as number);
    cursor.at = endOfBare(bytes, at, tag);
    const length = tag === Tags.null ? 0 : cursor.at - at;
    putCell(cells, row, { address: at, length }, tag);
    return cursor.at !== 0;
  }
  const close = endOfPlain(bytes, at + 1);
  if (bytes[close] === QUOTE) {
    putCell(cells, row, { address: at + 1, length: close - at - 1 }, Tags.string);
    cursor.at = close + 1;
    return true;
  }
  const found = unescapeString(bytes, at + 1, cursor.heap);
  if (found === undefined) return false;
  const { textEnd, sourceEnd } = found;
  putCell(cells, row, { address: cursor.heap, length: textEnd - cursor.heap }, Tags.string);
  cursor.heap = textEnd;
  cursor.at = sourceEnd;
  return true;
}

/** What a value without quotes can only be, told by its first byte. */
export function tagOf(byte: number): Tag {
  if (byte === 0x7b) return Tags.object;
  if (byte === 0x5b) return Tags.array;
  if (byte < 0x61) return Tags.number;
  if (byte === 0x6e) return Tags.null;
  return byte === 0x74 ? Tags.true : Tags.false;
}

function endOfBare(bytes: Uint8Array, at: number, tag: Tag): number {
  if (tag === Tags.number) return endOfNumber(bytes, at);
  return tag === Tags.object || tag === Tags.array ? endOfNested(bytes, at) : endOfWord(bytes, at);
}
