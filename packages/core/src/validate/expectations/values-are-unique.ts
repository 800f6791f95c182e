import { z } from 'zod';
import { defineExpectation } from '../define.ts';

/** No combination of the columns' values occurs twice; one with a null may. */
export const valuesAreUnique = defineExpectation({
  name: 'valuesAreUnique',
  summary: 'No combination of the columns’ values occurs twice; one with a null may.',
  columns: 'one-or-more',
  options: z.strictObject({}),
  query: (columns) => ({ failing: 'rows-repeated', columns }),
});
