import { isUtf8 } from 'node:buffer';
import { DataError } from '@rowmill/core';
import { type JsonField, readFields } from './ndjson-fields.ts';
import type { Line } from './ndjson-lines.ts';

/** The object of one line. */
export interface NdjsonObject {
  readonly line: number;
  readonly fields: readonly JsonField[];
}

/** The objects of a group of lines, up to the first line that is none. */
export interface NdjsonObjects {
  readonly objects: readonly NdjsonObject[];
  readonly problem: DataError | undefined;
}

/** Reads the lines of a group. Blank lines are skipped. */
export function readObjects(lines: readonly Line[], origin: string): NdjsonObjects {
  const objects: NdjsonObject[] = [];
  for (const { number, bytes } of lines) {
    const found = readObject(number === 1 ? withoutMark(bytes) : bytes);
    if (typeof found === 'string') {
      return { objects, problem: new DataError(origin, number, found) };
    }
    if (found) objects.push({ line: number, fields: found });
  }
  return { objects, problem: undefined };
}

/** A byte order mark may stand before the first line. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf)) ? bytes.subarray(3) : bytes;
}

/** The fields of the object, undefined for a blank line, or what is wrong with it. */
function readObject(bytes: Buffer): readonly JsonField[] | undefined | string {
  if (!isUtf8(bytes)) return 'this line is not UTF-8 - save the file as UTF-8';
  const text = bytes.toString('utf8');
  if (/^[ \t\r]*$/.test(text)) return undefined;
  const problem = whyNoObject(text);
  return problem ?? readFields(text);
}

function whyNoObject(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `not JSON: ${withoutText(error)} - every row has to be one whole JSON object`;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return undefined;
  return `${kindOf(value)} is not a row - every row has to be one whole JSON object`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

/** The parser's words without the text around the error, which it quotes: that could be somebody's data. */
function withoutText(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const [words = ''] = message.split(/(?:, )?(?:\.{3})?"/, 1);
  return words || 'unexpected text';
}
