import { floatText } from '../sources/float-text.ts';
import type { ColumnFamily } from './column-family.ts';
import { jsonText } from './json-text.ts';

/** Brings the text of a cell into the one form that equal values have in common; leaves what it cannot read. */
export type CommonText = (text: string) => string;

/**
 * Stores spell values differently: `t` and `true`, `1.50` and `1.5`, `2025-01-31 23:59:59+00` and
 * `2025-01-31T23:59:59.000Z`.
 */
export const COMMON_TEXTS: Readonly<Record<ColumnFamily, CommonText | undefined>> = {
  text: undefined,
  boolean: booleanText,
  integer: decimalText,
  decimal: decimalText,
  float: (text) => numberText(text, 'double'),
  single: (text) => numberText(text, 'single'),
  uuid: (text) => text.toLowerCase().replace(/^\{(.*)\}$/, '$1'),
  instant: instantText,
  date: (text) =>
    text.replace(/^(\d{4,}-\d\d-\d\d)[T ]00:00:00(?:\.0+)?(?:Z|\+00(?::?00)?)?$/, '$1'),
  json: jsonText,
};

const TRUE = new Set(['t', 'true', '1']);
const FALSE = new Set(['f', 'false', '0']);

function booleanText(text: string): string {
  if (text === 't' || text === 'f') return text;
  const small = text.toLowerCase();
  if (TRUE.has(small)) return 't';
  return FALSE.has(small) ? 'f' : text;
}

/** Most integers are in that form already. */
const PLAIN = /^(?:0|-?[1-9]\d*)$/;

function decimalText(text: string): string {
  if (PLAIN.test(text)) return text;
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', digits = '', behind = ''] = parts;
  const whole = digits.slice(leadingZeros(digits)) || '0';
  const fraction = withoutTrailingZeros(behind);
  const number = fraction === '' ? whole : `${whole}.${fraction}`;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}

// Loops, not expressions: a number has up to 16,383 digits behind its point, and backtracking is quadratic.
function leadingZeros(digits: string): number {
  let count = 0;
  while (digits[count] === '0') count++;
  return count;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

function numberText(text: string, precision: 'single' | 'double'): string {
  const value = Number(text);
  if (text.trim() === '' || (Number.isNaN(value) && text !== 'NaN')) return text;
  return floatText(value === 0 ? 0 : value, precision);
}

const INSTANT =
  /^(\d{4,})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d*?)0*)?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** What databases hand over, without zeros at the end of the fraction. */
const IN_UTC = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{0,8}[1-9])?(?:Z|\+00)?$/;

/** Stores without zones keep UTC. */
function instantText(text: string): string {
  if (IN_UTC.test(text)) {
    const zone = text.endsWith('Z') ? 1 : text.endsWith('+00') ? 3 : 0;
    return `${text.slice(0, 10)}T${text.slice(11, text.length - zone)}Z`;
  }
  const parts = INSTANT.exec(text);
  if (parts === null) return text;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    parts;
  const rest = fraction === '' ? '' : `.${fraction}`;
  const offset = minutesOf(zone);
  if (offset === 0) return `${year}-${month}-${day}T${hour}:${minute}:${second}${rest}Z`;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(local)) return text;
  const shifted = new Date(local - offset * 60_000).toISOString();
  return `${shifted.slice(0, -5)}${rest}Z`;
}

function minutesOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -total : total;
}
