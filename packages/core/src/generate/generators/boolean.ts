import { z } from 'zod';
import { defineGenerator } from '../define.ts';

/**
 * True or false.
 *
 * Unique: never.
 */
export const boolean = defineGenerator({
  name: 'boolean',
  summary: 'True in a share of the rows, else false.',
  options: z.strictObject({
    probability: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('Share of cells that are true, from 0 to 1.'),
  }),
  unique: 'never',
  compile({ program, rows, key }, { probability }) {
    const draw = key('value');
    const register = program.add('flag', (out) => ({
      kernel: 'null-mask',
      out,
      rows,
      key: draw,
      share: 1 - probability,
    }));
    return { type: { kind: 'boolean' }, register };
  },
});

/** Faker's name for it. */
export const datatypeBoolean = defineGenerator({ ...boolean, name: 'datatype.boolean' });
