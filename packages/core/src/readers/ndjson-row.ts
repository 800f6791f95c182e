import { endOfName, endOfString, endOfValue, skipBlanks } from './json-text.ts';
import { tagOf } from './ndjson-kernel.ts';
import { PLAN, type Span } from './plan.ts';
import { Tags } from './read-batch.ts';
import { type CellArrays, putCell, type ReaderFrame } from './reader-frame.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A field of a line: addresses into memory. */
export interface LineField {
  readonly name: string;
  /** From behind the value before, or the start of the line. */
  readonly literal: Span;
  /** With its quotes. */
  readonly value: Span;
}

/** A line that JSON.parse has found to be an object. */
export interface JsonLine {
  readonly fields: readonly LineField[];
  readonly tail: Span;
}

/** Puts the fields of a line into their columns; false when columns cannot tell the line. */
export type PutLine = (row: number, line: JsonLine) => boolean;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a line with JSON.parse; undefined when it is no JSON object or not UTF-8.
 *
 * @param to where its line feed stands
 */
export function parseLine(bytes: Uint8Array, at: number, to: number): JsonLine | undefined {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes.subarray(at, to)));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? fieldsOf(bytes, at, to) : undefined;
  } catch {
    return undefined;
  }
}

/** The fields as they stand, repeats included. Nothing is checked again. */
function fieldsOf(bytes: Uint8Array, from: number, to: number): JsonLine {
  const fields: LineField[] = [];
  let behind = from;
  let at = skipBlanks(bytes, skipBlanks(bytes, from) + 1);
  while (bytes[at] === QUOTE) {
    const start = endOfName(bytes, at);
    const end = endOfValue(bytes, start);
    fields.push({
      name: stringAt(bytes, at, endOfString(bytes, at)),
      literal: { address: behind, length: start - behind },
      value: { address: start, length: end - start },
    });
    behind = end;
    at = skipBlanks(bytes, skipBlanks(bytes, end) + 1);
  }
  return { fields, tail: { address: behind, length: to - behind } };
}

/** What a JSON string stands for, quotes included in the bytes. */
function stringAt(bytes: Uint8Array, from: number, to: number): string {
  const value: unknown = JSON.parse(decoder.decode(bytes.subarray(from, to)));
  return String(value);
}

export function openPutLine(frame: ReaderFrame, names: readonly string[]): PutLine {
  const columnOf = new Map(names.map((name, index) => [name, index]));
  const { columns } = frame;
  return (row, { fields }) => {
    const filled = new Set<number>();
    const heap = frame.plan.get(PLAN.HEAP);
    const isTold = fields.every(({ name, value }) => {
      const column = columnOf.get(name);
      if (column === undefined || filled.has(column)) return false;
      filled.add(column);
      return putValue(frame, columns[column] as CellArrays, row, value);
    });
    if (!isTold) frame.plan.set(PLAN.HEAP, heap);
    return isTold;
  };
}

/** False for a string with half a character, which UTF-8 cannot hold. */
function putValue(frame: ReaderFrame, cells: CellArrays, row: number, value: Span): boolean {
  const { bytes } = frame.memory;
  const { address, length } = value;
  if (bytes[address] !== QUOTE) {
    const tag = tagOf(bytes[address] as number);
    putCell(cells, row, tag === Tags.null ? { address, length: 0 } : value, tag);
    return true;
  }
  const slash = bytes.subarray(address, address + length).indexOf(BACKSLASH);
  if (slash < 0) {
    putCell(cells, row, { address: address + 1, length: length - 2 }, Tags.string);
    return true;
  }
  const text = stringAt(bytes, address, address + length);
  if (!text.isWellFormed()) return false;
  putCell(cells, row, putText(frame, text), Tags.string);
  return true;
}

const encoder = new TextEncoder();

/**
 * Puts a text into the heap, and a byte behind it that ends every token. There is room for all that the block can hold:
 * a cell has a delimiter or quotes besides its text.
 */
export function putText({ memory, plan }: ReaderFrame, text: string): Span {
  const address = plan.get(PLAN.HEAP);
  const { written } = encoder.encodeInto(text, memory.bytes.subarray(address));
  memory.bytes[address + written] = 0;
  plan.set(PLAN.HEAP, address + written + 1);
  return { address, length: written };
}
