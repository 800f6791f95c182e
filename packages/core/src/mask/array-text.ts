/** An element of an array in PostgreSQL's text form, which is left where it is. */
export interface ArrayElement {
  /** Null for an unquoted NULL. */
  readonly value: string | null;
  /** Index of the first UTF-16 unit, and the one behind the last; quotes included. */
  readonly start: number;
  readonly end: number;
}

/** What stands before arrays whose places do not count from 1: `[0:2]=`. */
const BOUNDS = /^(?:\[[+-]?\d+(?::[+-]?\d+)?\])+=/;

/** PostgreSQL allows 6 dimensions. */
const MOST_LEVELS = 6;

/**
 * The elements of a PostgreSQL array such as `{a,"b c",NULL}`, of any dimensions; undefined for any other text.
 *
 * Source: PostgreSQL 17, section 8.15.6 (array input and output syntax); elements are apart by commas, as those of all
 * types but box.
 */
export function readArrayText(text: string): readonly ArrayElement[] | undefined {
  const reading: Reading = { text, at: BOUNDS.exec(text)?.[0].length ?? 0, elements: [] };
  return readLevel(reading, 1) && reading.at === text.length ? reading.elements : undefined;
}

/** An array while it is read. */
interface Reading {
  readonly text: string;
  at: number;
  readonly elements: ArrayElement[];
}

/** Reads from a brace to the one that closes it; false where there is something else. */
function readLevel(reading: Reading, level: number): boolean {
  if (level > MOST_LEVELS || !take(reading, '{')) return false;
  if (take(reading, '}')) return true;
  do {
    if (!readItem(reading, level)) return false;
  } while (take(reading, ','));
  return take(reading, '}');
}

function readItem(reading: Reading, level: number): boolean {
  const isInner = reading.text[reading.at] === '{';
  return isInner ? readLevel(reading, level + 1) : readElement(reading);
}

function take(reading: Reading, sign: string): boolean {
  if (reading.text[reading.at] !== sign) return false;
  reading.at += 1;
  return true;
}

const QUOTED = /"([^"\\]*(?:\\.[^"\\]*)*)"/sy;
const BARE = /(?:[^{}",\\\s]|\\.)[^{}",\\]*(?:\\.[^{}",\\]*)*/sy;

function readElement(reading: Reading): boolean {
  const { text, at: start, elements } = reading;
  QUOTED.lastIndex = start;
  BARE.lastIndex = start;
  const quoted = QUOTED.exec(text);
  const bare = quoted === null ? BARE.exec(text) : null;
  const found = quoted?.[0] ?? bare?.[0];
  if (found === undefined) return false;
  reading.at = start + found.length;
  const isNull = bare !== null && /^null$/i.test(found);
  const value = isNull ? null : (quoted?.[1] ?? found).replace(/\\(.)/gs, '$1');
  elements.push({ value, start, end: reading.at });
  return true;
}

/** An element as PostgreSQL writes it: in quotes where it could be read as something else. */
export function writeArrayElement(value: string | null): string {
  if (value === null) return 'NULL';
  const isPlain = value !== '' && !/[{}",\\\s]|^null$/i.test(value);
  return isPlain ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
