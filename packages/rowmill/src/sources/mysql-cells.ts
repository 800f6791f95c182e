import { isUtf8 } from 'node:buffer';
import { floatText } from './float-text.ts';
import type { MysqlForm } from './mysql-types.ts';
import type { SourceColumn } from './source.ts';

/** A cell, or what is wrong with it: words that hold no value. */
export type ReadMysqlCell = (bytes: Buffer) => string | null | { readonly problem: string };

type MysqlCellColumn = Pick<SourceColumn, 'nullable' | 'maxLength'>;

/** How cells of a column become text, by its form. */
export function mysqlCellReader(form: MysqlForm, column: MysqlCellColumn): ReadMysqlCell {
  const { nullable = true, maxLength } = column;
  if (form === 'date' || form === 'timestamp' || form === 'instant')
    return dateReader(form, nullable);
  if (form === 'bits') return (bytes) => bitsOf(bytes).slice(-(maxLength ?? 1));
  return READERS[form];
}

const READERS: Readonly<
  Record<Exclude<MysqlForm, 'bits' | 'date' | 'timestamp' | 'instant'>, ReadMysqlCell>
> = {
  text: (bytes) =>
    isUtf8(bytes)
      ? bytes.toString('utf8')
      : { problem: 'it holds bytes that are not UTF-8 - convert the column to utf8mb4' },
  // A column WITH ZEROFILL pads them.
  number: (bytes) => bytes.toString('latin1').replace(/^0+(?=\d)/, ''),
  boolean(bytes) {
    const text = bytes.toString('latin1');
    if (text === '1') return 't';
    if (text === '0') return 'f';
    const problem =
      'it is TINYINT(1), which is a boolean, and holds another number than 0 and 1 - read a view that has CAST(… AS SIGNED) of it';
    return { problem };
  },
  bytes: (bytes) => `\\x${bytes.toString('hex')}`,
  single: (bytes) => floatText(Number(bytes.toString('latin1')), 'single'),
  double: (bytes) => floatText(Number(bytes.toString('latin1')), 'double'),
  time: (bytes) => withoutZeros(bytes.toString('latin1')),
};

/** Whole bytes come; how many of their bits are in the column only its type tells. */
function bitsOf(bytes: Buffer): string {
  return [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
}

/** The date of day, month and year zero is MySQL's own way to say that there is none. */
function dateReader(form: 'date' | 'timestamp' | 'instant', nullable: boolean): ReadMysqlCell {
  return (bytes) => {
    const text = bytes.toString('latin1');
    if (text.startsWith('0000-00-00')) return nullable ? null : ZERO_DATE;
    if (form === 'date') return text;
    return form === 'instant' ? `${withoutZeros(text)}+00` : withoutZeros(text);
  };
}

const ZERO_DATE = {
  problem:
    "it holds the date 0000-00-00, which no other database has, and may not be null - read a view that has NULLIF(…, '0000-00-00') of it",
};

/** PostgreSQL leaves out zeros at the end of a fraction. */
function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
