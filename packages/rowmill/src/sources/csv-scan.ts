import { DataError } from '@rowmill/core';

/** One record of a CSV file. */
export interface CsvRecord {
  /** 1-based line that it starts at; a quoted cell may go on over several. */
  readonly line: number;
  readonly cells: readonly (string | null)[];
}

/** A place in text that holds records from its start on. */
export interface CsvScan {
  readonly origin: string;
  /** Character code between cells. */
  readonly delimiter: number;
  readonly text: string;
  /** No more text follows. */
  readonly isLast: boolean;
  /** Up to where whole records have been read. */
  at: number;
  /** 1-based line at `at`. */
  line: number;
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** What follows a cell. */
type Next = 'cell' | 'record' | 'unknown';

/**
 * Reads the whole records of a text (RFC 4180) into `records` and leaves the scan where an incomplete one starts.
 *
 * A cell without quotes is null when it is empty. Lines end in CR LF, LF or CR.
 *
 * @throws DataError naming the line of a broken quote. The records before it have been added by then.
 */
export function scanCsv(scan: CsvScan, records: CsvRecord[]): void {
  while (scan.at < scan.text.length) {
    const { line } = scan;
    const cells = scanRecord(scan);
    if (cells === undefined) return;
    records.push({ line, cells });
  }
}

/** Reads one record and moves behind it; without moving when it is incomplete. @throws as {@link scanCsv} */
export function scanRecord(scan: CsvScan): CsvRecord['cells'] | undefined {
  const { at, line } = scan;
  const cells: (string | null)[] = [];
  let next: Next = 'cell';
  while (next === 'cell') next = readCell(scan, cells, line);
  if (next === 'record') return cells;
  scan.at = at;
  scan.line = line;
  return undefined;
}

function readCell(scan: CsvScan, cells: (string | null)[], rowLine: number): Next {
  const isQuoted = scan.text.charCodeAt(scan.at) === QUOTE;
  return isQuoted ? readQuotedCell(scan, cells, rowLine) : readPlainCell(scan, cells, rowLine);
}

function readPlainCell(scan: CsvScan, cells: (string | null)[], rowLine: number): Next {
  const { text, delimiter, at: start } = scan;
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === delimiter || code === LINE_FEED || code === CARRIAGE_RETURN) break;
    if (code === QUOTE) {
      throw brokenQuote(
        scan,
        rowLine,
        'a quote stands inside a cell without quotes',
        'quote the whole cell and double the quote',
      );
    }
  }
  cells.push(end === start ? null : text.slice(start, end));
  scan.at = end;
  return readNext(scan, rowLine);
}

function readQuotedCell(scan: CsvScan, cells: (string | null)[], rowLine: number): Next {
  const { text, at: open, isLast } = scan;
  let close = text.indexOf('"', open + 1);
  let isDoubled = false;
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
    isDoubled = true;
    close = text.indexOf('"', close + 2);
  }
  if (close < 0 && isLast) {
    throw brokenQuote(
      scan,
      rowLine,
      'a quote opens here that is never closed',
      'close it, or double it if it is part of the text',
    );
  }
  // A quote at the end of the text may be the first half of a doubled one.
  if (close < 0 || (close + 1 === text.length && !isLast)) return 'unknown';
  const raw = text.slice(open + 1, close);
  scan.line += countLineBreaks(raw);
  cells.push(isDoubled ? raw.replaceAll('""', '"') : raw);
  scan.at = close + 1;
  return readNext(scan, rowLine);
}

/** Reads what stands after a cell. */
function readNext(scan: CsvScan, rowLine: number): Next {
  const { text, at, isLast, delimiter } = scan;
  if (at === text.length) return isLast ? 'record' : 'unknown';
  const code = text.charCodeAt(at);
  scan.at += 1;
  if (code === delimiter) return 'cell';
  if (code === CARRIAGE_RETURN) {
    if (scan.at === text.length && !isLast) return 'unknown';
    if (text.charCodeAt(scan.at) === LINE_FEED) scan.at += 1;
  } else if (code !== LINE_FEED) {
    throw brokenQuote(
      scan,
      rowLine,
      'a closing quote is followed by more text',
      'double quotes that are part of the text',
    );
  }
  scan.line += 1;
  return 'record';
}

function countLineBreaks(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** Tells the place, never a value. */
function brokenQuote(
  { origin, line }: CsvScan,
  rowLine: number,
  problem: string,
  remedy: string,
): DataError {
  const start = line > rowLine ? `, in the row that starts at line ${rowLine}` : '';
  return new DataError(origin, line, `${problem}${start} - ${remedy}`);
}
