import { Escapes } from '../../model/batch.ts';
import type { ValueKind } from '../../model/value-type.ts';
import { type CellForm, PLAIN_CELL, type TextForm } from '../text-form.ts';

/** Rows of one INSERT: large enough to load fast, small enough for every server's statement limit. */
const STATEMENT_ROWS = 500;

const TEXT: CellForm = {
  escapes: Escapes.apostrophe,
  style: 'sql',
  quote: "'",
  quoteWhenEscaped: false,
};

const BARE: ReadonlySet<ValueKind> = new Set(['integer', 'bigint', 'float', 'decimal', 'boolean']);

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** INSERT statements in standard SQL (ISO/IEC 9075), many rows each; backslashes are ordinary characters in them. */
export const sql: TextForm = {
  name: 'sql',
  extension: 'sql',
  header: () => '',
  footer: ';\n',
  empty: '',
  rowStart(columns, table) {
    const names = columns.map(({ name }) => quoteName(name)).join(', ');
    const insert = `INSERT INTO ${quoteName(table)} (${names}) VALUES\n(`;
    return { first: insert, group: `;\n${insert}`, other: ',\n(' };
  },
  groupRows: STATEMENT_ROWS,
  between: (columns) => [...columns.map((_, i) => (i === 0 ? '' : ', ')), ')'],
  cell: ({ type }) => (BARE.has(type.kind) ? PLAIN_CELL : TEXT),
  nullText: 'NULL',
  booleans: ['FALSE', 'TRUE'],
};
