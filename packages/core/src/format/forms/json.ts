import type { TextForm } from '../text-form.ts';
import { jsonBetween, jsonCell } from './ndjson.ts';

/** One JSON array (RFC 8259) of objects, a line each. */
export const json: TextForm = {
  name: 'json',
  extension: 'json',
  header: () => '',
  footer: '\n]\n',
  empty: '[]\n',
  rowStart: () => ({ first: '[\n', group: ',\n', other: ',\n' }),
  groupRows: Number.POSITIVE_INFINITY,
  between: jsonBetween,
  cell: jsonCell,
  nullText: 'null',
  booleans: ['false', 'true'],
};
