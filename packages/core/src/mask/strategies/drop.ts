import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { REMOVED } from '../family-properties.ts';

/** Leaves the column out: what is delivered does not have it, not even as nulls. */
export const drop = defineStrategy({
  name: 'drop',
  summary: 'Leaves the column out of what is delivered.',
  options: z.strictObject({}),
  properties: { ...REMOVED, leaks: [] },
  dropsColumn: true,
  fits: () => true,
  create:
    () =>
    ({ values }) =>
      values.map(() => null),
});
