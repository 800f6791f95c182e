import { z } from 'zod';
import { defineGenerator } from '../define.ts';

/**
 * Random-looking identifier in the form of RFC 9562 version 4.
 *
 * Shape: `xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`, lower case.
 * Unique: by construction for the first 2^48 rows.
 * Source: RFC 9562 section 5.4.
 */
export const uuid = defineGenerator({
  name: 'uuid',
  summary: 'UUID in version 4 form that never repeats.',
  options: z.strictObject({}),
  unique: 'always',
  compile({ program, rows, key }) {
    const keys = [key('0'), key('1'), key('2'), key('3')] as const;
    return {
      type: { kind: 'uuid' },
      register: program.add('uuid', (out) => ({ kernel: 'uuid-v4', out, rows, keys })),
      distinct: true,
    };
  },
});
