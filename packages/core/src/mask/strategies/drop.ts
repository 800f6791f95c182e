import { z } from 'zod';
import { defineStrategy } from '../define.ts';

/** Leaves the column out: what is delivered does not have it, not even as nulls. */
export const drop = defineStrategy({
  name: 'drop',
  summary: 'Leaves the column out of what is delivered.',
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
  dropsColumn: true,
  fits: () => true,
  create:
    () =>
    ({ values }) =>
      values.map(() => null),
});
