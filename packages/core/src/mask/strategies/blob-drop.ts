import { z } from 'zod';
import { isBinaryType } from '../column-types.ts';
import { defineStrategy } from '../define.ts';
import { REMOVED } from '../family-properties.ts';

/** Empties every file: a column of bytes gets no bytes, `\x` as PostgreSQL writes that, any other an empty text. */
export const blobDrop = defineStrategy({
  name: 'blob.drop',
  summary: 'Makes every file empty.',
  options: z.strictObject({}),
  properties: REMOVED,
  fits: (_, sourceType) => isBinaryType(sourceType),
  create(_, { sourceType }) {
    const empty = isBinaryType(sourceType) ? '\\x' : '';
    return ({ values }) => values.map((value) => (value === null ? null : empty));
  },
});
