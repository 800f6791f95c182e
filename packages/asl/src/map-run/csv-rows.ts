import { checkItemLength, ItemSyntaxError } from './item-parser.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** One record of a CSV text. */
export interface CsvRow {
  readonly fields: readonly string[];
  /** Where it begins, from 1. */
  readonly line: number;
}

export interface CsvRows {
  push(text: string): readonly CsvRow[];
  end(): readonly CsvRow[];
}

/** Where a parser is, between two pieces of text. */
interface Position {
  readonly delimiter: number;
  /** Within a field: nothing of it was read, it has no quotes around it, it has, they were closed. */
  place: 'start' | 'plain' | 'quoted' | 'closed';
  /** What the next character decides about. */
  pending: 'nothing' | 'quote' | 'backslash' | 'line-feed';
  field: string;
  fields: string[];
  length: number;
  line: number;
  rowLine: number;
  readonly rows: CsvRow[];
}

/**
 * Splits text into records and fields, as Step Functions does: fields in double quotes may hold delimiters and line
 * ends; two quotes are one, also in a field without quotes around it; a backslash makes the backslash, the quote or
 * the delimiter behind it plain and is dropped before anything else. Lines end in LF, CR LF or CR. Blank lines are no
 * records.
 *
 * Source: AWS Step Functions developer guide, "How Step Functions parses input CSV files"; RFC 4180.
 *
 * @param delimiter one character
 */
export function csvRows(delimiter: string): CsvRows {
  const position: Position = {
    delimiter: delimiter.charCodeAt(0),
    place: 'start',
    pending: 'nothing',
    field: '',
    fields: [],
    length: 0,
    line: 1,
    rowLine: 1,
    rows: [],
  };
  return {
    push(text) {
      for (let at = 0; at < text.length; ) {
        const end = endOfPlain(text, at, position.delimiter);
        if (end > at) {
          takePlain(position, text.slice(at, end));
          at = end;
        } else {
          takeSpecial(position, text.charCodeAt(at));
          at++;
        }
      }
      return position.rows.splice(0);
    },
    end() {
      resolve(position, Number.NaN);
      if (position.place === 'quoted') {
        throw new ItemSyntaxError('not CSV: a quote is never closed', { line: position.rowLine });
      }
      endRow(position);
      return position.rows.splice(0);
    },
  };
}

/** The first character that means something: all others can be taken over at once. */
function endOfPlain(text: string, from: number, delimiter: number): number {
  let at = from;
  while (at < text.length && !isSpecial(text.charCodeAt(at), delimiter)) {
    at++;
  }
  return at;
}

function isSpecial(code: number, delimiter: number): boolean {
  return (
    code === delimiter ||
    code === QUOTE ||
    code === BACKSLASH ||
    code === LINE_FEED ||
    code === CARRIAGE_RETURN
  );
}

function takePlain(position: Position, text: string): void {
  resolve(position, text.charCodeAt(0));
  append(position, text);
}

function takeSpecial(position: Position, code: number): void {
  if (resolve(position, code)) {
    return;
  }
  switch (code) {
    case QUOTE:
      takeQuote(position);
      break;
    case BACKSLASH:
      position.pending = 'backslash';
      break;
    case position.delimiter:
      takeDelimiter(position);
      break;
    default:
      takeLineEnd(position, code);
  }
}

/** Decides what was pending. @returns whether the character belongs to it and is used up */
function resolve(position: Position, code: number): boolean {
  const { pending } = position;
  position.pending = 'nothing';
  switch (pending) {
    case 'line-feed':
      return code === LINE_FEED;
    case 'backslash':
      return resolveBackslash(position, code);
    case 'quote':
      return resolveQuote(position, code);
    default:
      return false;
  }
}

function resolveBackslash(position: Position, code: number): boolean {
  const isEscape = code === BACKSLASH || code === QUOTE || code === position.delimiter;
  if (isEscape) {
    append(position, String.fromCharCode(code));
  }
  return isEscape;
}

/** A quote within a field: one of two, the end of a field in quotes, or just a quote. */
function resolveQuote(position: Position, code: number): boolean {
  if (code === QUOTE || position.place === 'plain') {
    append(position, '"');
  } else {
    position.place = 'closed';
  }
  return code === QUOTE;
}

function takeQuote(position: Position): void {
  if (position.place === 'start') {
    position.place = 'quoted';
  } else if (position.place === 'closed') {
    refuseTextBehindQuote(position);
  } else {
    position.pending = 'quote';
  }
}

function takeDelimiter(position: Position): void {
  if (position.place === 'quoted') {
    append(position, String.fromCharCode(position.delimiter));
  } else {
    endField(position);
  }
}

function takeLineEnd(position: Position, code: number): void {
  if (position.place === 'quoted') {
    append(position, String.fromCharCode(code));
    position.line += code === LINE_FEED ? 1 : 0;
    return;
  }
  endRow(position);
  position.pending = code === CARRIAGE_RETURN ? 'line-feed' : 'nothing';
  position.line++;
  position.rowLine = position.line;
}

function append(position: Position, text: string): void {
  if (position.place === 'closed') {
    refuseTextBehindQuote(position);
  }
  if (position.place === 'start') {
    position.place = 'plain';
  }
  position.length += text.length;
  checkItemLength(position.length, position.rowLine);
  position.field += text;
}

function refuseTextBehindQuote({ line }: Position): never {
  throw new ItemSyntaxError(
    'not CSV: text follows a closing quote - put the whole field into quotes, and double those within',
    { line },
  );
}

function endField(position: Position): void {
  position.fields.push(position.field);
  position.field = '';
  position.place = 'start';
}

function endRow(position: Position): void {
  const isBlank = position.fields.length === 0 && position.place === 'start';
  if (!isBlank) {
    endField(position);
    position.rows.push({ fields: position.fields, line: position.rowLine });
    position.fields = [];
  }
  position.length = 0;
}
