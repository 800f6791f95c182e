import fc from 'fast-check';
import { it } from 'vitest';
import { planColumns } from '../testing/columns.ts';
import { anyColumns, anyRange, LOCALES } from '../testing/random-tables.ts';
import { expectSameBytes } from '../testing/same-bytes.ts';

/** More rows than any range reaches, so that row numbers may be far beyond 2^32. */
const ROWS = 2 ** 46;

it('both engines write the same bytes of random tables, in every text form', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyColumns,
      fc.constantFrom(...LOCALES),
      anyRange,
      async (columns, locale, range) => {
        const { program } = await planColumns(columns, ROWS, { locale });
        await expectSameBytes(program, [range]);
      },
    ),
    { numRuns: 20 },
  );
});
