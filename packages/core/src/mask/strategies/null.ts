import { z } from 'zod';
import { NULL_CELLS } from '../batch/plain-cells.ts';
import { defineStrategy } from '../define.ts';
import { REMOVED } from '../family-properties.ts';

/** Empties the column: every cell becomes null. */
export const nullStrategy = defineStrategy({
  name: 'null',
  summary: 'Makes every cell null.',
  options: z.strictObject({}),
  properties: { ...REMOVED, leaks: [] },
  makesNulls: true,
  fits: () => true,
  create:
    () =>
    ({ values }) =>
      values.map(() => null),
  columns: () => NULL_CELLS,
});
