import { findOddities } from './json-oddities.ts';

/** A number as JSON writes it (RFC 8259 section 6). */
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * Makes of a text cell what its column is declared to be; `undefined` means that the cell is not there.
 *
 * A text column keeps its text. Numbers, `true` and `false`, and JSON objects and arrays are read where
 * the column may be one; text that is none of them stays text, for the schema to refuse.
 * A null becomes null where the column may be null, the empty text where it may be text, and no cell at
 * all elsewhere, so that `required` decides.
 */
export function coerceCell(cell: string | null, types: ReadonlySet<string> | undefined): unknown {
  if (cell === null) return absentValue(types);
  if (types === undefined || types.has('string')) return cell;
  if (types.has('number') || types.has('integer'))
    return readNumber(cell) ?? readOther(cell, types);
  return readOther(cell, types);
}

function readNumber(cell: string): number | undefined {
  const value = JSON_NUMBER.test(cell) ? Number(cell) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function readOther(cell: string, types: ReadonlySet<string>): unknown {
  if (types.has('boolean') && /^(true|false)$/.test(cell)) return cell === 'true';
  if (types.has('object') || types.has('array')) return readNested(cell);
  return cell;
}

function absentValue(types: ReadonlySet<string> | undefined): null | '' | undefined {
  if (types === undefined) return '';
  if (types.has('null')) return null;
  return types.has('string') ? '' : undefined;
}

/** Text with a key that stands twice is no object that one could read. */
function readNested(cell: string): unknown {
  if (!/^\s*[{[]/.test(cell)) return cell;
  try {
    const value: unknown = JSON.parse(cell);
    return findOddities(cell, value).repeated.length > 0 ? cell : value;
  } catch {
    return cell;
  }
}
