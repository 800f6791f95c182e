import type { ValueType } from '../model/value-type.ts';
import type { CellType } from './typed-expression.ts';

/**
 * A cell that is not null, by the type of its expression: exact numbers as the integer of their digits (`12.50` is
 * 1250n), floats as numbers, dates as days since 1970-01-01, timestamps as microseconds since then.
 */
export type CellValue = bigint | number | string | boolean;

/** What expressions take the cells of a column for. */
export function cellTypeOf(type: ValueType): CellType {
  switch (type.kind) {
    case 'integer':
    case 'bigint':
      return { kind: 'exact', scale: 0 };
    case 'decimal':
      return { kind: 'exact', scale: type.scale };
    case 'string':
    case 'uuid':
    case 'json':
      return { kind: 'text' };
    default:
      return { kind: type.kind };
  }
}

/**
 * Less than 0, 0 or more than 0, for two values of one type. Texts compare by code points, as UTF-8 does byte by byte;
 * NaN equals itself and is greater than all other numbers, as in PostgreSQL and DuckDB.
 */
export function compareCells(a: CellValue, b: CellValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a === b ? 0 : a - b;
}

function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left === right) continue;
    // UTF-16 has the characters beyond U+FFFF below U+E000; their place is above.
    const leftIsPair = left >= 0xd800 && left <= 0xdfff;
    const rightIsPair = right >= 0xd800 && right <= 0xdfff;
    return leftIsPair === rightIsPair ? left - right : Number(leftIsPair) - Number(rightIsPair);
  }
  return a.length - b.length;
}

/** A cell of a row as its type has it; null for null, and for what is no value of the type. */
export function readCell(cell: unknown, type: CellType): CellValue | null {
  if (cell === null || cell === undefined) return null;
  switch (type.kind) {
    case 'exact':
      return readExact(String(cell), type.scale);
    case 'float':
      return Number(cell);
    case 'boolean':
      return cell === true || cell === 'true';
    case 'text':
      return String(cell);
    case 'date':
      return readDate(cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell));
    case 'timestamp':
      return readTimestamp(cell instanceof Date ? cell.toISOString() : String(cell));
  }
}

/** The integer of the digits of a number at a scale; null when it has more digits behind the point, or is none. */
function readExact(text: string, scale: number): bigint | null {
  const [, sign = '', whole = '', fraction = ''] =
    /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  const digits = fraction.replace(/0+$/, '');
  if (whole + digits === '' && fraction === '') return null;
  if (digits.length > scale) return null;
  return BigInt(`${sign === '-' ? '-' : ''}${whole || '0'}${digits.padEnd(scale, '0')}`);
}

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?Z?$/;

/** Days since 1970-01-01 of `2025-01-31`; null for what is no day of the years 1 to 9999. */
export function readDate(text: string): number | null {
  if (!DATE.test(text) || text.startsWith('0000')) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes some days that no month has for days of the next.
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return isDay ? time / DAY_MS : null;
}

/** Microseconds since 1970-01-01 of `2025-01-31T23:59:59.999Z`, also with a space for the T and without the Z. */
export function readTimestamp(text: string): bigint | null {
  const [, date = '', time = '', fraction = ''] = TIMESTAMP.exec(text) ?? [];
  if (readDate(date) === null || !/^([01]\d|2[0-3])(:[0-5]\d){2}$/.test(time)) return null;
  const seconds = Date.parse(`${date}T${time}Z`) / 1000;
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}
