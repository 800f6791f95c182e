import { PLAN, type Span } from './plan.ts';
import { putRow, type ReadRows, stop } from './put-row.ts';
import { Tags } from './read-batch.ts';
import { putCell, type ReaderFrame } from './reader-frame.ts';
import { isUtf8, isWide } from './utf8.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Where reading stands: at the next cell, behind the text that was unquoted, and in which line. */
interface Cursor {
  at: number;
  heap: number;
  line: number;
}

/**
 * Reads records of CSV (RFC 4180) that have a cell for every column.
 *
 * Reading stops before the first record that has another number of cells, a quote that is out of place, a carriage
 * return without line feed or bytes that are not UTF-8, and before one that is not complete. A quote has to stand
 * behind the last byte as a sentinel. Blank lines are skipped where there are several columns.
 */
export function openCsvKernel(frame: ReaderFrame): ReadRows {
  const { plan, memory, columns } = frame;
  const { bytes } = memory;
  return (first, limit) => {
    const end = plan.get(PLAN.END);
    let here: Cursor = {
      at: plan.get(PLAN.POSITION),
      heap: plan.get(PLAN.HEAP),
      line: plan.get(PLAN.LINE),
    };
    let row = first;
    for (; row < limit; row++) {
      if (columns.length > 1) skipBlankLines(bytes, here);
      const next = { ...here };
      if (here.at >= end || !readRecord(frame, row, end, next)) break;
      const wide = isWide(bytes, here.at, next.at) || next.heap !== here.heap;
      putRow(frame, row, here.at, next.at, here.line, wide);
      here = { ...next, at: next.at + lineBreak(bytes, next.at), line: next.line + 1 };
    }
    return stop(plan, here.at, here.heap, here.line, row);
  };
}

function skipBlankLines(bytes: Uint8Array, cursor: Cursor): void {
  for (let size = lineBreak(bytes, cursor.at); size > 0; size = lineBreak(bytes, cursor.at)) {
    cursor.at += size;
    cursor.line += 1;
  }
}

/** Bytes of the line break that stands here: LF or CR LF; 0 when none does. */
function lineBreak(bytes: Uint8Array, at: number): number {
  if (bytes[at] === LINE_FEED) return 1;
  return bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED ? 2 : 0;
}

/** Reads the cells of a record and moves to its line break; false when they are not as they should be. */
function readRecord(frame: ReaderFrame, row: number, end: number, cursor: Cursor): boolean {
  const { bytes } = frame.memory;
  const delimiter = frame.plan.get(PLAN.DELIMITER);
  const { at } = cursor;
  const isRead = frame.columns.every((cells, column) => {
    if (column > 0 && bytes[cursor.at++] !== delimiter) return false;
    const isQuoted = bytes[cursor.at] === QUOTE;
    const text = isQuoted ? readQuoted(bytes, end, cursor) : readPlain(bytes, delimiter, cursor);
    if (text === undefined) return false;
    putCell(cells, row, text, isQuoted || text.length > 0 ? Tags.string : Tags.null);
    return true;
  });
  return isRead && lineBreak(bytes, cursor.at) > 0 && isUtf8(bytes, at, cursor.at);
}

/** The text of a cell without quotes, up to a delimiter, line break or quote. */
function readPlain(bytes: Uint8Array, delimiter: number, cursor: Cursor): Span {
  const address = cursor.at;
  let end = address;
  for (;;) {
    const byte = bytes[end];
    if (byte === delimiter || byte === QUOTE) break;
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) break;
    end += 1;
  }
  cursor.at = end;
  return { address, length: end - address };
}

/** The text of a quoted cell: a view when no quote in it is doubled, else put together in the heap. */
function readQuoted(bytes: Uint8Array, end: number, cursor: Cursor): Span | undefined {
  const { at: open, heap } = cursor;
  if (open >= end) return undefined;
  const start = open + 1;
  let at = start;
  let quote = bytes.indexOf(QUOTE, at);
  while (quote + 1 < end && bytes[quote + 1] === QUOTE) {
    cursor.heap = append(bytes, cursor.heap, at, quote + 1);
    at = quote + 2;
    quote = bytes.indexOf(QUOTE, at);
  }
  const breaks = quote + 1 < end ? countBreaks(bytes, start, quote + 1) : -1;
  if (breaks < 0) return undefined;
  cursor.at = quote + 1;
  cursor.line += breaks;
  if (at === start) return { address: start, length: quote - start };
  cursor.heap = append(bytes, cursor.heap, at, quote);
  return { address: heap, length: cursor.heap - heap };
}

/** Writes the bytes from `from` up to `to` behind what the heap holds and gives its new end. */
function append(bytes: Uint8Array, heap: number, from: number, to: number): number {
  bytes.copyWithin(heap, from, to);
  return heap + to - from;
}

/** Line breaks of a text, LF or CR LF; -1 when a CR stands alone, which readers take for different things. */
function countBreaks(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    if (bytes[at] === LINE_FEED) count += 1;
    if (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED) return -1;
  }
  return count;
}
