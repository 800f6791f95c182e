import { Escapes } from '../../model/batch.ts';
import { type CellForm, PLAIN_CELL, type TextForm } from '../text-form.ts';

const TEXT: CellForm = {
  escapes: Escapes.backslash | Escapes.control,
  style: 'copy',
  quote: '',
  quoteWhenEscaped: false,
};

/** PostgreSQL's COPY text format: tab-separated, `\N` for null (PostgreSQL manual, COPY). */
export const copy: TextForm = {
  name: 'copy',
  extension: 'copy',
  header: () => '',
  footer: '',
  empty: '',
  rowStart: () => ({ first: '', group: '', other: '' }),
  groupRows: Number.POSITIVE_INFINITY,
  between: (columns) => [...columns.map((_, i) => (i === 0 ? '' : '\t')), '\n'],
  cell: ({ type }) => (type.kind === 'string' || type.kind === 'json' ? TEXT : PLAIN_CELL),
  nullText: '\\N',
  booleans: ['f', 't'],
};
