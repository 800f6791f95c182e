import type { ColumnShape } from '@rowmill/core';
import { quoteIdentifier } from '../../postgres/identifiers.ts';
import { baseType, isArray, sqlTypeOf } from './sql-type.ts';

/** How cells of a column are brought into the one form in which they are compared. */
export interface CellForm {
  /** Takes and returns the text of a cell, not escaped. */
  of(text: string): string;
  /** True when the bytes are surely in that form already, so that no text has to be made of them. */
  holds?(bytes: Uint8Array, start: number, end: number): boolean;
}

/** Who wrote the text: our encoders, or PostgreSQL reading the table back. */
export type Writer = 'rowmill' | 'postgres';

/** Reads a column in the text that our own COPY lines have, as far as SQL can tell. */
export function canonicalExpression(column: ColumnShape): string {
  const name = quoteIdentifier(column.name);
  const { sql } = sqlTypeOf(column);
  if (column.type.kind !== 'timestamp' || isArray(sql)) return name;
  const form = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
  if (baseType(sql) === 'timestamp with time zone') {
    return `to_char(${name} AT TIME ZONE 'UTC', ${form})`;
  }
  return baseType(sql) === 'timestamp without time zone' ? `to_char(${name}, ${form})` : name;
}

/** The form of a column's cells; undefined where their text is always the same anyway. */
export function cellForm(column: ColumnShape, writer: Writer): CellForm | undefined {
  const { sql } = sqlTypeOf(column);
  if (isArray(sql)) return undefined;
  const { kind } = column.type;
  switch (baseType(sql)) {
    case 'json':
    case 'jsonb':
      return { of: jsonForm };
    case 'real':
      return { of: singleForm };
    case 'double precision':
      // Our encoders write JavaScript's shortest form already.
      return kind === 'float' && writer === 'rowmill' ? undefined : DOUBLE;
    case 'numeric':
      return kind === 'decimal' && column.sourceType === undefined
        ? undefined
        : { of: numericForm };
    case 'character':
    case 'bpchar':
      return { of: (text) => text.replace(/ +$/, '') };
    case 'boolean':
      return kind === 'boolean' ? undefined : { of: booleanForm };
    default:
      return undefined;
  }
}

const LETTER_E = 0x65;
const MINUS = 0x2d;
const ZERO = 0x30;

/**
 * Both sides print the shortest digits that read back as the same number; they differ in when they use an
 * exponent, and PostgreSQL keeps the sign of zero.
 */
const DOUBLE: CellForm = {
  of(text) {
    const value = Number(text);
    return Number.isNaN(value) ? text : String(value);
  },
  holds(bytes, start, end) {
    if (bytes[start] === MINUS && bytes[start + 1] === ZERO && end === start + 2) return false;
    for (let at = start; at < end; at += 1) if (bytes[at] === LETTER_E) return false;
    return true;
  },
};

function singleForm(text: string): string {
  const value = Number(text);
  return Number.isNaN(value) ? text : String(Math.fround(value));
}

/** `-0.50` and `-.5` are one number, so are `007` and `7.0`; text that is no plain number stays. */
function numericForm(text: string): string {
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text.trim());
  if (parts === null) return text;
  const [, sign, whole = '', fraction = ''] = parts;
  const digits = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

function booleanForm(text: string): string {
  if (/^(t|true|yes|on|1)$/i.test(text)) return 't';
  return /^(f|false|no|off|0)$/i.test(text) ? 'f' : text;
}

/** `jsonb` drops blanks and orders keys its own way; numbers may change their form, never their value. */
function jsonForm(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text, (_key, value: unknown) => sortKeys(value)));
  } catch {
    // PostgreSQL refuses what is no JSON, so this text is never stored; as it is, it equals nothing stored.
    return text;
  }
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
