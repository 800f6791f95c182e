import { z } from 'zod';
import { defineStrategy, type MaskContext } from '../define.ts';
import { KEYED } from '../family-properties.ts';
import { ff1Secret } from '../ff1-secret.ts';
import { integerRange } from '../integer-types.ts';
import { maskFilled } from '../mask-each.ts';
import { MaskError } from '../mask-error.ts';
import {
  createRankPermutation,
  LEAST_FF1_SIZE,
  type RankPermutation,
} from '../rank-permutation.ts';

/** As the number is written by every program: no sign but minus, no zeros in front. */
const INTEGER = /^(?:0|-?[1-9]\d{0,15})$/;

const OPTIONS = z
  .strictObject({
    min: z.int().default(0).describe('Least number of the column, and least mask.'),
    max: z
      .int()
      .default(2_147_483_647)
      .describe('Greatest number of the column, and greatest mask.'),
  })
  .refine(({ min, max }) => max > min, { path: ['max'], error: 'max is more than min' })
  .refine((options) => sizeOf(options) <= Number.MAX_SAFE_INTEGER, {
    path: ['max'],
    error: 'from min to max there are 2^53 numbers at most',
  });

type Options = z.output<typeof OPTIONS>;

/**
 * Replaces whole numbers by others between the same bounds, each by one of its own.
 *
 * Shape: a whole number from `min` to `max`, so that it fits a column of whole numbers. A number outside is
 * refused; an empty text stays empty.
 * Unique: a permutation, which who has the key can undo. Columns that are joined need the same bounds.
 * Source: FF1 (NIST SP 800-38G) from a million numbers on, else a shuffled table that the key makes. Of few numbers,
 * a handful of known pairs tells many: such a column is pseudonymous in name only.
 *
 * @throws MaskError for a value that is no whole number between the bounds, or has zeros in front
 */
export const permuteInt = defineStrategy({
  name: 'permute.int',
  summary: 'Replaces whole numbers by other whole numbers of a range; can be undone with the key.',
  options: OPTIONS,
  properties: { ...KEYED, injective: true, reversible: 'by key', permutes: true },
  // A table has no number in its own place.
  adjust: (options) => ({ permutes: sizeOf(options) >= LEAST_FF1_SIZE }),
  capacity: sizeOf,
  width: ({ min, max }) => Math.max(`${min}`.length, `${max}`.length),
  fits({ min, max }, sourceType) {
    const [least, most] = integerRange(sourceType) ?? [0, -1];
    return min >= least && max <= most;
  },
  create: (options, context) => permuteColumn(options, context, 'encrypt'),
  reverse: (options, context) => permuteColumn(options, context, 'decrypt'),
});

function sizeOf({ min, max }: { readonly min: number; readonly max: number }): number {
  return max - min + 1;
}

function permuteColumn(options: Options, context: MaskContext, way: keyof RankPermutation) {
  const { min, max } = options;
  const { table, column, key } = context;
  // Another range is another permutation of its numbers.
  const secret = ff1Secret(key, `permute.int/${min}/${max}`);
  const permutation = createRankPermutation(secret, sizeOf(options));
  const rankOf = (value: string): number => {
    const rank = INTEGER.test(value) ? Number(value) - min : -1;
    if (rank >= 0 && rank <= max - min) return rank;
    throw new MaskError(
      table,
      column,
      `permute.int found a value that is no whole number from ${min} to ${max} - set min and max to the bounds of the column, or use fpe.ff1 where there are zeros in front`,
    );
  };
  return maskFilled((values) =>
    permutation[way](values.map(rankOf)).map((rank) => `${rank + min}`),
  );
}
