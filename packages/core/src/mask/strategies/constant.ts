import { z } from 'zod';
import { constantCells } from '../batch/plain-cells.ts';
import { defineStrategy } from '../define.ts';
import { REMOVED } from '../family-properties.ts';

/** Replaces every value by the same text. Null stays null. */
export const constant = defineStrategy({
  name: 'constant',
  summary: 'Replaces every value by one and the same text.',
  options: z.strictObject({
    value: z.string().describe('The text that stands in place of every value.'),
  }),
  properties: REMOVED,
  width: ({ value }) => Array.from(value).length,
  fits: () => true,
  create:
    ({ value: replacement }) =>
    ({ values }) =>
      values.map((value) => (value === null ? null : replacement)),
  columns: ({ value }) => constantCells(value),
});
