import { z } from 'zod';
import { defineExpectation } from '../define.ts';

/** No cell of the columns is null. */
export const valuesAreNotNull = defineExpectation({
  name: 'valuesAreNotNull',
  summary: 'No cell of the columns is null.',
  columns: 'one-or-more',
  options: z.strictObject({}),
  query: (columns) => ({ failing: 'rows-with-null', columns }),
});
