/** Where a value stands in a document: its name or its place, and what holds it. */
export interface JsonPlace {
  readonly parent: JsonPlace | undefined;
  readonly key: string | number;
}

/** A string, number, truth or null of a document, which is left where it is. */
export interface JsonLeaf {
  /** Undefined for a document that is nothing but this. */
  readonly place: JsonPlace | undefined;
  readonly kind: 'string' | 'number' | 'boolean' | 'null';
  /** The decoded string, or the literal as it is written. */
  readonly value: string;
  /** Index of the first UTF-16 unit in the document, and the one behind the last. */
  readonly start: number;
  readonly end: number;
}

/** A text is no document that can be read. The message holds none of it. */
export class JsonProblem extends Error {
  override readonly name = 'JsonProblem';
}

/** Levels of arrays and objects. */
const MOST_LEVELS = 100;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** A document while it is read. */
interface Reading {
  readonly text: string;
  at: number;
  readonly leaves: JsonLeaf[];
}

/**
 * The leaves of a JSON document (RFC 8259) in their order.
 *
 * @throws JsonProblem when it is none, or has more than 100 levels.
 */
export function readJsonLeaves(text: string): readonly JsonLeaf[] {
  const reading: Reading = { text, at: 0, leaves: [] };
  readValue(reading, undefined, 0);
  skipSpace(reading);
  if (reading.at < text.length) throw unreadable();
  return reading.leaves;
}

function readValue(reading: Reading, place: JsonPlace | undefined, level: number): void {
  skipSpace(reading);
  const first = reading.text[reading.at];
  if (first === '{' || first === '[') {
    if (level === MOST_LEVELS)
      throw new JsonProblem(`a document has more than ${MOST_LEVELS} levels`);
    readMembers(reading, place, level, first);
  } else readLeaf(reading, place);
}

/** Reads an object or an array, whose members differ in their keys alone. */
function readMembers(
  reading: Reading,
  parent: JsonPlace | undefined,
  level: number,
  opening: '{' | '[',
): void {
  const closing = opening === '{' ? '}' : ']';
  reading.at += 1;
  skipSpace(reading);
  if (take(reading, closing)) return;
  for (let index = 0; ; index++) {
    const key = opening === '{' ? readName(reading) : index;
    readValue(reading, { parent, key }, level + 1);
    skipSpace(reading);
    if (take(reading, closing)) return;
    if (!take(reading, ',')) throw unreadable();
  }
}

function readName(reading: Reading): string {
  skipSpace(reading);
  const start = reading.at;
  const end = endOfString(reading);
  const name = decode(reading.text, start, end);
  reading.at = end;
  skipSpace(reading);
  if (!take(reading, ':')) throw unreadable();
  return name;
}

function readLeaf(reading: Reading, place: JsonPlace | undefined): void {
  const { text, at: start, leaves } = reading;
  if (text[start] === '"') {
    const end = endOfString(reading);
    leaves.push({ place, kind: 'string', value: decode(text, start, end), start, end });
    reading.at = end;
    return;
  }
  const word = match(WORD, text, start);
  const value = word ?? match(NUMBER, text, start);
  if (value === undefined) throw unreadable();
  reading.at = start + value.length;
  leaves.push({ place, kind: kindOf(word), value, start, end: reading.at });
}

function kindOf(word: string | undefined): JsonLeaf['kind'] {
  if (word === undefined) return 'number';
  return word === 'null' ? 'null' : 'boolean';
}

/** Index behind the closing quote of the string that begins here. */
function endOfString({ text, at }: Reading): number {
  if (text[at] !== '"') throw unreadable();
  for (let index = at + 1; index < text.length; index++) {
    const unit = text[index];
    if (unit === '"') return index + 1;
    if (unit === '\\') index += 1;
  }
  throw unreadable();
}

function decode(text: string, start: number, end: number): string {
  const decoded = parseString(text.slice(start, end));
  if (decoded === undefined) throw unreadable();
  return decoded;
}

/** Undefined for a string with signs that it may not have; the engine's own message would quote it. */
function parseString(raw: string): string | undefined {
  try {
    return String(JSON.parse(raw));
  } catch {
    return undefined;
  }
}

function skipSpace(reading: Reading): void {
  reading.at += match(SPACE, reading.text, reading.at)?.length ?? 0;
}

function take(reading: Reading, sign: string): boolean {
  if (reading.text[reading.at] !== sign) return false;
  reading.at += 1;
  return true;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function unreadable(): JsonProblem {
  return new JsonProblem('a value is no JSON document');
}

/** A leaf with another value: what reads like the kind that it was stays that kind, null is null. */
export function writeJsonLeaf({ kind, value }: JsonLeaf, mask: string | null, raw: string): string {
  if (mask === null) return 'null';
  if (mask === value) return raw;
  if (kind === 'boolean' && (mask === 'true' || mask === 'false')) return mask;
  if (kind === 'number' && match(NUMBER, mask, 0) === mask) return mask;
  return JSON.stringify(mask);
}
