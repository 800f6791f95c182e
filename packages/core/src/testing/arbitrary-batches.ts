import fc from 'fast-check';
import { BATCH_ROWS } from '../model/batch.ts';

/** Arbitrary batches for trials of single steps. */

export const anyKey = fc.record({ inner: fc.integer(), outer: fc.integer() });

/** One row, a full batch, and what does not end on a whole vector. */
export const anyRowCount = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(1, BATCH_ROWS) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 70 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: BATCH_ROWS }) },
);

/** Rows near 0, around 2^32, and up to the largest number of rows. */
export const anyFirstRow = fc.oneof(
  fc.nat(),
  fc.integer({ min: 2 ** 32 - BATCH_ROWS, max: 2 ** 32 + 10 }),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - BATCH_ROWS }),
);

/** Floats of every kind, whole numbers of every size, and halves, which rounding has to decide. */
export const anyNumber = fc.oneof(
  fc.double(),
  fc.maxSafeInteger(),
  fc.integer(),
  fc.integer({ min: -1000, max: 1000 }).map((n) => n / 2),
  fc.constantFrom(0, -0, 0.5, -0.5, 0.49999999999999994, 2 ** 52, 2 ** 53, -(2 ** 63), 2 ** 80),
);

/** A few values, from which {@link repeated} makes a column. */
export const fewOf = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(value, { minLength: 1, maxLength: 50 });

/** A column of so many rows. */
export function repeated<T>(values: readonly T[], rowCount: number): T[] {
  return Array.from({ length: rowCount }, (_, i) => values[i % values.length] as T);
}
