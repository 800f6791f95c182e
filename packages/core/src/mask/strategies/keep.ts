import { z } from 'zod';
import { KEPT_CELLS } from '../batch/plain-cells.ts';
import { defineStrategy } from '../define.ts';

/** Leaves every value as it is: for columns that identify nobody. Saying so is a decision of its own. */
export const keep = defineStrategy({
  name: 'keep',
  summary: 'Leaves the values as they are.',
  options: z.strictObject({}),
  properties: {
    family: 'kept',
    deterministic: true,
    referential: true,
    injective: true,
    reversible: 'no',
    keyed: false,
    nullSafe: true,
    reveals: 'value',
    leaks: ['values', 'frequency', 'nulls'],
  },
  fits: () => true,
  create:
    () =>
    ({ values }) => [...values],
  columns: () => KEPT_CELLS,
});
