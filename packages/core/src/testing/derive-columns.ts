import type { Row } from '../format/read-rows.ts';
import { rowsOfColumns } from './columns.ts';
import { column } from './requests.ts';

/** Columns that the tests compute with: whole numbers, decimals, floats, texts, booleans, days, instants; some null. */
export const COLUMNS = {
  a: column('number.int', { min: -20, max: 20 }),
  b: column('number.int', { min: 0, max: 6 }, { nulls: 0.2 }),
  price: column('number.decimal', { min: 0, max: 50 }),
  rate: column('number.float', { min: -2, max: 2 }, { nulls: 0.2 }),
  name: column('choice', { values: ['Ada', 'Bo', 'cy', 'döner', ''] }),
  tag: column('choice', { values: ['x', 'Ada', null] }),
  on: column('boolean'),
  maybe: column('choice', { values: [true, false, null] }),
  day: column('date.past', { as: 'date', years: 3 }),
  at: column('date.past', { years: 3 }, { nulls: 0.2 }),
  big: column('number.bigint'),
  'odd name': column('number.int', { min: 1, max: 1 }),
};

/** Rows of these columns and of `cell`, the expression. */
export const resultsOf = async (expression: string, rows = 60, type?: string): Promise<Row[]> => {
  const cell = column('derive', { expression, ...(type === undefined ? {} : { type }) });
  return rowsOfColumns({ ...COLUMNS, cell }, rows);
};
