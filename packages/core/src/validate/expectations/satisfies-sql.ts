import { z } from 'zod';
import { duration } from '../../request/schema-counts.ts';
import { defineExpectation } from '../define.ts';

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * No row is found by a SELECT over the tables of the dataset, or the one number that it gives lies within bounds.
 *
 * The statement is read-only: one SELECT that names tables of the dataset, without files and network.
 */
export const satisfiesSql = defineExpectation({
  name: 'satisfiesSql',
  summary:
    'A SELECT over the tables of the dataset gives no row, or one number from `min` to `max`; every row that it gives fails.',
  columns: 'none',
  options: z
    .strictObject({
      sql: z
        .string()
        .trim()
        .min(1)
        .describe(
          'One SELECT over tables by their names; with the key of the table, rows are told by it.',
        ),
      min: z.number().optional().describe('Least value of the number that it gives.'),
      max: z.number().optional().describe('Greatest value of the number that it gives.'),
      timeout: duration('How long it may take; 60s unless given.').optional(),
    })
    .refine(
      ({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }) => min <= max,
      '"min" must not be greater than "max"',
    ),
  query: (_columns, { sql, min, max, timeout = DEFAULT_TIMEOUT_MS }) => ({
    failing: 'sql',
    statement: sql,
    timeoutMs: timeout,
    ...(min === undefined && max === undefined
      ? {}
      : {
          bounds: {
            minimum: min ?? Number.NEGATIVE_INFINITY,
            maximum: max ?? Number.POSITIVE_INFINITY,
          },
        }),
  }),
});
