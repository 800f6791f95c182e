import { Escapes } from '../../model/batch.ts';
import { type CellForm, PLAIN_CELL, type TextForm } from '../text-form.ts';

export interface CsvOptions {
  readonly delimiter?: ',' | ';' | '\t' | '|';
  /** `escape` puts an apostrophe before text that a spreadsheet would run as a formula (OWASP, CSV injection). */
  readonly formulas?: 'keep' | 'escape';
}

/**
 * RFC 4180 with a header line and line feeds. A null is an empty field, an empty text is `""`, so that both
 * survive the way back.
 */
export function csvForm({ delimiter = ',', formulas = 'keep' }: CsvOptions = {}): TextForm {
  const text: CellForm = {
    escapes:
      Escapes.quote |
      Escapes.control |
      Escapes.delimiter |
      Escapes.empty |
      (formulas === 'escape' ? Escapes.formula : 0),
    style: 'csv',
    quote: '"',
    quoteWhenEscaped: true,
    ...(formulas === 'escape' ? { formulaPrefix: "'" } : {}),
  };
  const quoteName = (name: string): string =>
    /[",;|\s]/.test(name) || name === '' ? `"${name.replaceAll('"', '""')}"` : name;
  return {
    name: 'csv',
    extension: 'csv',
    header: (columns) => `${columns.map(({ name }) => quoteName(name)).join(delimiter)}\n`,
    footer: '',
    empty: '',
    rowStart: () => ({ first: '', group: '', other: '' }),
    groupRows: Number.POSITIVE_INFINITY,
    between: (columns) => [...columns.map((_, i) => (i === 0 ? '' : delimiter)), '\n'],
    cell: ({ type }) => (type.kind === 'string' || type.kind === 'json' ? text : PLAIN_CELL),
    nullText: '',
    booleans: ['false', 'true'],
  };
}
