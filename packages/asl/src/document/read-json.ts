import type { DocumentIssue } from '../errors.ts';
import type { Json } from '../json.ts';

/** Deeper documents are refused: what walks a document does so by recursion. */
const DEEPEST = 500;

const TOKEN = /[\w$.+-]+/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w$.+-])/y;
const STRING = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const BLANK = /[ \t\r\n]*/y;
const VALUE = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** Where a text stops being JSON. */
class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;

  constructor(problem: string, options: ErrorOptions & { offset: number }) {
    super(problem, options);
    this.offset = options.offset;
  }
}

interface Cursor {
  readonly text: string;
  offset: number;
}

/**
 * Parses JSON. Unlike `JSON.parse` it tells line, column and what was expected, and it refuses a field that stands
 * twice in one object, of which the first would be lost.
 */
export function readJson(text: string): { value: Json; issues: readonly DocumentIssue[] } {
  if (text.trim() === '') return { value: null, issues: [notAnObject()] };
  try {
    const cursor = { text, offset: 0 };
    readValue(cursor, 0);
    if (peek(cursor) !== '') throw unexpected(cursor, 'the end of the document');
    return { value: JSON.parse(text), issues: [] };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { value: null, issues: [syntaxIssue(text, error)] };
  }
}

export function notAnObject(): DocumentIssue {
  return {
    location: '',
    code: 'SCHEMA_VALIDATION_FAILED',
    message: 'Definition must be a valid JSON object',
  };
}

function syntaxIssue(text: string, error: JsonSyntaxError): DocumentIssue {
  const lines = text.slice(0, error.offset).split('\n');
  const column = (lines.at(-1) ?? '').length + 1;
  const line = text.split('\n')[lines.length - 1] ?? '';
  const location = `[Source: (String)"${line.slice(0, 500)}"; line: ${lines.length}, column: ${column}]`;
  return {
    location,
    code: 'INVALID_JSON_DESCRIPTION',
    message: `${error.message}\n at ${location}`,
  };
}

function readValue(cursor: Cursor, depth: number): void {
  if (depth > DEEPEST) {
    const problem = `Nested more than ${DEEPEST} deep: flatten the document`;
    throw new JsonSyntaxError(problem, cursor);
  }
  const next = peek(cursor);
  if (next === '{') readObject(cursor, depth);
  else if (next === '[') readArray(cursor, depth);
  else if (next === '"') readString(cursor);
  else if (!match(cursor, NUMBER)) readWord(cursor);
}

function readObject(cursor: Cursor, depth: number): void {
  const start = cursor.offset++;
  const names = new Set<string>();
  if (accept(cursor, '}')) return;
  do {
    if (peek(cursor) !== '"') throw unexpected(cursor, 'double-quote to start field name', start);
    const name = readString(cursor);
    if (names.has(name)) {
      const problem = `Duplicate field '${name}': remove or rename one of the two`;
      throw new JsonSyntaxError(problem, cursor);
    }
    names.add(name);
    if (!accept(cursor, ':')) throw unexpected(cursor, 'a colon to separate field name and value');
    readValue(cursor, depth + 1);
  } while (accept(cursor, ','));
  if (!accept(cursor, '}'))
    throw unexpected(cursor, 'comma to separate Object entries, or "}"', start);
}

function readArray(cursor: Cursor, depth: number): void {
  const start = cursor.offset++;
  if (accept(cursor, ']')) return;
  do readValue(cursor, depth + 1);
  while (accept(cursor, ','));
  if (!accept(cursor, ']'))
    throw unexpected(cursor, 'comma to separate Array entries, or "]"', start);
}

function readString(cursor: Cursor): string {
  const start = cursor.offset;
  try {
    return JSON.parse(match(cursor, STRING) ?? '');
  } catch (cause) {
    const wanted = 'a closing quote, no line break, and no escape but those of JSON';
    throw new JsonSyntaxError(`Malformed string: was expecting ${wanted}`, {
      offset: start,
      cause,
    });
  }
}

function readWord(cursor: Cursor): void {
  const word = match(cursor, TOKEN);
  if (word === undefined) throw unexpected(cursor, VALUE);
  if (word === 'null' || word === 'true' || word === 'false') return;
  throw new JsonSyntaxError(`Unrecognized token '${word}': was expecting ${VALUE}`, cursor);
}

function unexpected(cursor: Cursor, wanted: string, opened?: number): JsonSyntaxError {
  const found = peek(cursor);
  if (found !== '') {
    const code = found.codePointAt(0);
    const problem = `Unexpected character ('${found}' (code ${code})): was expecting ${wanted}`;
    return new JsonSyntaxError(problem, cursor);
  }
  const since =
    opened === undefined
      ? ''
      : ` (opened in line ${cursor.text.slice(0, opened).split('\n').length})`;
  return new JsonSyntaxError(`Unexpected end-of-input: was expecting ${wanted}${since}`, cursor);
}

function accept(cursor: Cursor, wanted: string): boolean {
  if (peek(cursor) !== wanted) return false;
  cursor.offset += 1;
  return true;
}

/** The next character that is no white space; empty at the end. */
function peek(cursor: Cursor): string {
  match(cursor, BLANK);
  return cursor.text.charAt(cursor.offset);
}

function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.offset;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.offset += found.length;
  return found;
}
