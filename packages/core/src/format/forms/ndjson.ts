import { Escapes } from '../../model/batch.ts';
import type { ValueKind } from '../../model/value-type.ts';
import { type CellForm, type FormColumn, PLAIN_CELL, type TextForm } from '../text-form.ts';

const STRING: CellForm = {
  escapes: Escapes.quote | Escapes.backslash | Escapes.control,
  style: 'json',
  quote: '"',
  quoteWhenEscaped: false,
};

/** Kinds that JSON writes bare. 64-bit integers stay numbers: JSON sets no limit to their size. */
const BARE: ReadonlySet<ValueKind> = new Set([
  'integer',
  'bigint',
  'float',
  'decimal',
  'boolean',
  'json',
]);

export const jsonCell = ({ type }: FormColumn): CellForm =>
  BARE.has(type.kind) ? PLAIN_CELL : STRING;

export const jsonBetween = (columns: readonly FormColumn[]): readonly string[] => [
  ...columns.map(({ name }, i) => `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`),
  columns.length === 0 ? '{}' : '}',
];

/** Newline-delimited JSON: one object (RFC 8259) per line. */
export const ndjson: TextForm = {
  name: 'ndjson',
  extension: 'ndjson',
  header: () => '',
  footer: '',
  empty: '',
  rowStart: () => ({ first: '', group: '', other: '' }),
  groupRows: Number.POSITIVE_INFINITY,
  between(columns) {
    const parts = [...jsonBetween(columns)];
    parts[parts.length - 1] += '\n';
    return parts;
  },
  cell: jsonCell,
  nullText: 'null',
  booleans: ['false', 'true'],
};
