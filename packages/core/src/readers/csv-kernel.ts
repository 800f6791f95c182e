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
    const cursor: Cursor = {
      at: plan.get(PLAN.POSITION),
      heap: plan.get(PLAN.HEAP),
      line: plan.get(PLAN.LINE),
    };
    for (let row = first; row < limit; row++) {
      if (columns.length > 1) skipBlankLines(bytes, cursor);
      const { at, heap, line } = cursor;
      const isWhole = at < end && readCells(frame, row, end, cursor);
      const behind = isWhole ? lineBreak(bytes, cursor.at) : 0;
      if (behind === 0) return stop(plan, at, heap, line, row);
      const to = cursor.at;
      const wide = isWide(bytes, at, to);
      if (wide && !isUtf8(bytes, at, to)) return stop(plan, at, heap, line, row);
      putRow(frame, row, at, to, line, wide || cursor.heap !== heap);
      cursor.at = to + behind;
      cursor.line += 1;
    }
    return stop(plan, cursor.at, cursor.heap, cursor.line, limit);
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

/** Reads the cells of a record up to its line break; false when they are not as they should be. */
function readCells(frame: ReaderFrame, row: number, end: number, cursor: Cursor): boolean {
  const { columns, plan, memory } = frame;
  const { bytes } = memory;
  const delimiter = plan.get(PLAN.DELIMITER);
  for (const [column, cells] of columns.entries()) {
    if (column > 0) {
      if (bytes[cursor.at] !== delimiter) return false;
      cursor.at += 1;
    }
    const start = cursor.at;
    if (bytes[start] === QUOTE) {
      const text = readQuoted(bytes, end, cursor);
      if (text === undefined) return false;
      putCell(cells, row, text, Tags.string);
    } else {
      cursor.at = endOfCell(bytes, start, delimiter);
      const length = cursor.at - start;
      putCell(cells, row, { address: start, length }, length === 0 ? Tags.null : Tags.string);
    }
  }
  return true;
}

/** The delimiter, line break or quote that ends a cell without quotes. */
function endOfCell(bytes: Uint8Array, at: number, delimiter: number): number {
  let end = at;
  for (;;) {
    const byte = bytes[end];
    if (byte === delimiter || byte === QUOTE) return end;
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) return end;
    end += 1;
  }
}

/** The text of a quoted cell: a view when no quote in it is doubled, else put together in the heap. */
function readQuoted(bytes: Uint8Array, end: number, cursor: Cursor): Span | undefined {
  const start = cursor.at + 1;
  let at = start;
  let out = cursor.heap;
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote + 1 >= end) return undefined;
    const isDoubled = bytes[quote + 1] === QUOTE;
    const isPlain = !isDoubled && at === start;
    if (!isPlain) {
      const behind = isDoubled ? quote + 1 : quote;
      bytes.copyWithin(out, at, behind);
      out += behind - at;
    }
    at = quote + (isDoubled ? 2 : 1);
    if (isDoubled) continue;
    const breaks = countBreaks(bytes, start, at);
    if (breaks < 0) return undefined;
    const text = isPlain
      ? { address: start, length: quote - start }
      : { address: cursor.heap, length: out - cursor.heap };
    cursor.at = at;
    cursor.heap = out;
    cursor.line += breaks;
    return text;
  }
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
