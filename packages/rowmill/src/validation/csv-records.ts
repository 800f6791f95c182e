import { countLines } from './text-chunks.ts';

/** A cell; null when it is empty and not quoted, since CSV has no other way to write null. */
export type CsvCell = string | null;

/** One record of a CSV file (RFC 4180), or one that cannot be read. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly CsvCell[] }
  | { readonly line: number; readonly problem: string };

/** Longer records are taken for a quote that was never closed. */
const MAX_RECORD_CHARACTERS = 16 * 1024 * 1024;

const UNCLOSED = 'a quote is opened and never closed';
const QUOTE_INSIDE = 'a quote stands inside an unquoted cell - quote the cell and double the quote';
const RETURN_INSIDE =
  'a carriage return stands alone in an unquoted cell - end lines with LF or CR LF, or quote the cell';
const NUL = '\0';
/** Text of another encoding, or no text: UTF-16 has one behind every letter. */
export const NUL_INSIDE = 'a NUL byte stands in a cell - save the file as UTF-8 text, without NUL';
const TOO_LONG = `${UNCLOSED}, or the record is longer than ${MAX_RECORD_CHARACTERS / 1024 / 1024} Mi characters`;

/** Where reading stands in the text at hand. */
interface Cursor {
  readonly text: string;
  /** No more text will come. */
  readonly isLast: boolean;
  readonly delimiter: string;
  at: number;
  /** Next delimiter and line feed at or behind `at`: looked up once, not once per cell. */
  delimiterAt: number;
  lineFeedAt: number;
}

type Found = CsvCells | 'more';

/**
 * Reads the records of a CSV file one by one.
 *
 * A record with a broken quote is reported with the line it starts on, and reading goes on at the next
 * line: so one bad quote costs one line, and not the rest of the file, as it would in a parser that
 * looks for the closing quote.
 */
export async function* readCsvRecords(
  chunks: AsyncIterable<string>,
  delimiter = ',',
  firstLine = 1,
): AsyncGenerator<CsvRecord> {
  let rest = '';
  let line = firstLine;
  for await (const { text, isLast } of withLast(chunks)) {
    const cursor = startCursor(rest + text, isLast, delimiter);
    for (;;) {
      const start = cursor.at;
      const found = nextRecord(cursor);
      if (found === 'more') break;
      yield 'problem' in found ? { line, problem: found.problem } : { line, cells: found };
      line += countLines(cursor.text, start, cursor.at);
    }
    rest = cursor.text.slice(cursor.at);
  }
}

/** The cells of a record, or what is wrong with it. */
export type CsvCells = readonly CsvCell[] | { readonly problem: string };

/** A record and where it ends in its text, its line break included. */
export interface CsvFound {
  readonly record: CsvCells;
  readonly end: number;
}

/** Reads the record at the start of a text, as {@link readCsvRecords} does; `more` when it goes on behind the text. */
export function readRecordAt(text: string, isLast: boolean, delimiter: string): CsvFound | 'more' {
  const cursor = startCursor(text, isLast, delimiter);
  const record = nextRecord(cursor);
  return record === 'more' ? record : { record, end: cursor.at };
}

/** Reads one record and moves behind it; without moving when it goes on in text that is still to come. */
function nextRecord(cursor: Cursor): Found {
  const start = cursor.at;
  if (start >= cursor.text.length) return 'more';
  const found = readRecord(cursor);
  if (found !== 'more' && !('problem' in found)) return found;
  const isUnfinished = found === 'more' || cursor.text.indexOf('\n', start) < 0;
  if (isUnfinished && canWait(cursor, start)) {
    cursor.at = start;
    return 'more';
  }
  cursor.at = nextLine(cursor, start);
  // That may be a step back, to before what was looked up.
  cursor.delimiterAt = -1;
  cursor.lineFeedAt = -1;
  return found === 'more' ? { problem: cursor.isLast ? UNCLOSED : TOO_LONG } : found;
}

function canWait({ text, isLast }: Cursor, start: number): boolean {
  return !isLast && text.length - start < MAX_RECORD_CHARACTERS;
}

async function* withLast(chunks: AsyncIterable<string>) {
  for await (const text of chunks) yield { text, isLast: false };
  yield { text: '', isLast: true };
}

function startCursor(text: string, isLast: boolean, delimiter: string): Cursor {
  return { text, isLast, delimiter, at: 0, delimiterAt: -1, lineFeedAt: -1 };
}

function nextLine({ text }: Cursor, from: number): number {
  const lineFeed = text.indexOf('\n', from);
  return lineFeed < 0 ? text.length : lineFeed + 1;
}

function readRecord(cursor: Cursor): Found {
  const cells: CsvCell[] = [];
  for (;;) {
    const isQuoted = cursor.text[cursor.at] === '"';
    const cell = isQuoted ? readQuoted(cursor) : readPlain(cursor);
    if (cell === 'more') return 'more';
    if ('problem' in cell) return cell;
    cells.push(cell.value);
    if (cell.isEnd) return cells;
  }
}

type Cell =
  | { readonly value: CsvCell; readonly isEnd: boolean }
  | { readonly problem: string }
  | 'more';

function readQuoted(cursor: Cursor): Cell {
  const { text } = cursor;
  let value = '';
  let from = cursor.at + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || (quote + 1 === text.length && !cursor.isLast)) return 'more';
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return closeQuoted(cursor, value, quote + 1);
    value += '"';
    from = quote + 2;
  }
}

/** After the closing quote comes a delimiter or the end of the record, and nothing else. */
function closeQuoted(cursor: Cursor, value: string, at: number): Cell {
  if (value.includes(NUL)) return { problem: NUL_INSIDE };
  const { text, delimiter, isLast } = cursor;
  if (text[at] === '\r' && at + 1 === text.length && !isLast) return 'more';
  if (text.startsWith(delimiter, at)) {
    cursor.at = at + delimiter.length;
    // A delimiter at the very end leaves one more cell, which `readPlain` finds empty.
    return { value, isEnd: false };
  }
  const behindReturn = text[at] === '\r' ? at + 1 : at;
  if (behindReturn >= text.length || text[behindReturn] === '\n') {
    cursor.at = Math.min(behindReturn + 1, text.length);
    return { value, isEnd: true };
  }
  return { problem: 'text follows a closing quote - double the quotes inside a quoted cell' };
}

function readPlain(cursor: Cursor): Cell {
  const { text, at, delimiter } = cursor;
  if (cursor.delimiterAt < at) cursor.delimiterAt = positionOf(text, delimiter, at);
  if (cursor.lineFeedAt < at) cursor.lineFeedAt = positionOf(text, '\n', at);
  const isEnd = cursor.lineFeedAt < cursor.delimiterAt || cursor.delimiterAt === text.length;
  const end = isEnd ? cursor.lineFeedAt : cursor.delimiterAt;
  if (end === text.length && !cursor.isLast) return 'more';
  const cut = isEnd && end > at && text[end - 1] === '\r' ? end - 1 : end;
  const value = text.slice(at, cut);
  const problem = plainProblem(value);
  if (problem !== undefined) return { problem };
  cursor.at = Math.min(end + (isEnd ? 1 : delimiter.length), text.length);
  return { value: value === '' ? null : value, isEnd };
}

function plainProblem(value: string): string | undefined {
  if (value.includes('"')) return QUOTE_INSIDE;
  if (value.includes(NUL)) return NUL_INSIDE;
  // Some readers end a line there. As a part of the header it would make a file of no rows, which satisfy any schema.
  return value.includes('\r') ? RETURN_INSIDE : undefined;
}

function positionOf(text: string, wanted: string, from: number): number {
  const position = text.indexOf(wanted, from);
  return position < 0 ? text.length : position;
}
