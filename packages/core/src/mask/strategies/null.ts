import { z } from 'zod';
import { NULL_CELLS } from '../batch/plain-cells.ts';
import { defineStrategy } from '../define.ts';

/** Empties the column: every cell becomes null. */
export const nullStrategy = defineStrategy({
  name: 'null',
  summary: 'Makes every cell null.',
  options: z.strictObject({}),
  properties: {
    family: 'removed',
    deterministic: true,
    referential: true,
    injective: false,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    reveals: 'nothing',
    leaks: [],
  },
  makesNulls: true,
  fits: () => true,
  create:
    () =>
    ({ values }) =>
      values.map(() => null),
  columns: () => NULL_CELLS,
});
