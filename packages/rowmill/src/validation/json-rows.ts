import { AROUND, type ExactNumbers } from '@rowmill/core/json-schema';
import { findOddities, holdNumbers, type JsonOddities, type RepeatedKey } from './json-oddities.ts';
import { findJsonFault } from './json-syntax.ts';
import type { ReadItem } from './read-item.ts';
import { countLines } from './text-chunks.ts';
import { utf8Fault } from './utf8-fault.ts';

const MAX_JSON_CHARACTERS = 256 * 1024 * 1024;
const TOO_LARGE = `is larger than ${MAX_JSON_CHARACTERS / 1024 / 1024} MiB, and a JSON document is read as a whole - write NDJSON, one row a line`;
const MAX_LINE_BYTES = 64 * 1024 * 1024;
const LINE_FEED = 10;

/** Rows of a JSON file of at most 256 Mi characters: the elements of an array, or the one value that it is. */
export async function* readJsonRows(chunks: AsyncIterable<string>): AsyncGenerator<ReadItem> {
  const parts: string[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_JSON_CHARACTERS) {
      yield { kind: 'broken', problem: TOO_LARGE };
      return;
    }
    parts.push(chunk);
  }
  const text = parts.join('');
  const document = parseJson(text);
  if ('problem' in document) {
    const line = 1 + countLines(text, 0, document.offset);
    const column = document.offset - text.lastIndexOf('\n', document.offset - 1);
    yield { kind: 'broken', line, problem: `column ${column}: ${document.problem}` };
    return;
  }
  yield* rowsOf(text, document);
}

/** Rows with a key that stands twice are unreadable, each for itself. */
function* rowsOf(text: string, { value, oddities }: JsonDocument): Generator<ReadItem> {
  const { repeated, exact } = oddities;
  const isList = Array.isArray(value);
  const rows: readonly unknown[] = isList ? value : [value];
  const lineOf = (offset: number): number => 1 + countLines(text, 0, offset);
  const faults = new Map(repeated.toReversed().map((fault) => [fault.element ?? 0, fault]));
  for (const [index, row] of rows.entries()) {
    const place = { row: index + 1 };
    const fault = faults.get(index);
    if (fault !== undefined) {
      yield { kind: 'broken', ...place, line: lineOf(fault.offset), problem: repeatedKey(fault) };
    } else {
      // A row that is a number stands in the list, which is around it.
      const own = isList ? exact.get(value)?.get(String(index)) : undefined;
      const numbers =
        own === undefined ? exact : new Map([...exact, [AROUND, new Map([['', own]])]]);
      yield { kind: 'row', ...place, value: row, ...exactly(numbers) };
    }
  }
}

const MOST_KEY_CHARACTERS = 80;

function repeatedKey({ key }: RepeatedKey): string {
  const name = key.length > MOST_KEY_CHARACTERS ? `${key.slice(0, MOST_KEY_CHARACTERS)}…` : key;
  return `the key ${JSON.stringify(name)} stands twice in one object - keep one of them`;
}

const exactly = (exact: ExactNumbers): { readonly exact?: ExactNumbers } =>
  exact.size === 0 ? {} : { exact };

/** Where a row stands: its number and the line that it starts on, from 1. */
export interface RowPlace {
  readonly row: number;
  readonly line: number;
}

/**
 * Rows of an NDJSON file, one a line. A line that is not JSON costs that line alone.
 *
 * @param first place of the first row, if it is not the first of the file
 */
export async function* readNdjsonRows(
  chunks: AsyncIterable<Uint8Array>,
  first: RowPlace = { row: 1, line: 1 },
): AsyncGenerator<ReadItem> {
  let { row, line } = first;
  for await (const bytes of splitLines(chunks)) {
    const place = { row, line };
    line += 1;
    if (bytes === 'too long') {
      row += 1;
      const problem = `is longer than ${MAX_LINE_BYTES / 1024 / 1024} MiB`;
      yield { kind: 'broken', ...place, problem };
    } else if (!isBlank(bytes)) {
      row += 1;
      yield readNdjsonLine(bytes, place);
    }
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The row that stands in a line, as JSON.parse has it; with a key that stands twice it is unreadable. */
export function readNdjsonLine(bytes: Uint8Array, place: RowPlace): ReadItem {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    const byte = 1 + (utf8Fault(bytes) ?? 0);
    return { kind: 'broken', ...place, problem: `byte ${byte}: is not UTF-8` };
  }
  const document = parseJson(text);
  if ('problem' in document) {
    const problem = `column ${document.offset + 1}: ${document.problem}`;
    return { kind: 'broken', ...place, problem };
  }
  const { value, oddities } = document;
  const [fault] = oddities.repeated;
  if (fault !== undefined) {
    const problem = `column ${fault.offset + 1}: ${repeatedKey(fault)}`;
    return { kind: 'broken', ...place, problem };
  }
  return { kind: 'row', ...place, value, ...exactly(oddities.exact) };
}

interface JsonDocument {
  readonly value: unknown;
  readonly oddities: JsonOddities;
}

function parseJson(text: string): JsonDocument | { offset: number; problem: string } {
  try {
    const value: unknown = JSON.parse(text);
    const oddities = findOddities(text, value);
    holdNumbers(oddities.exact);
    return { value, oddities };
  } catch {
    return findJsonFault(text) ?? { offset: 0, problem: 'is not JSON that can be read' };
  }
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 32 || byte === 13 || byte === 9);
}

/** Lines without their line feed. A line beyond the limit is skipped in constant memory. */
async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array | 'too long'> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const keep = (bytes: Uint8Array) => {
    size += bytes.length;
    if (size > MAX_LINE_BYTES) parts = [];
    else if (bytes.length > 0) parts.push(bytes);
  };
  const take = () => {
    const whole = size > MAX_LINE_BYTES ? 'too long' : joinBytes(parts);
    parts = [];
    size = 0;
    return whole;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : Buffer.concat(parts);
}
