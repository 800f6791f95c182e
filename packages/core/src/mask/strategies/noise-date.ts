import { z } from 'zod';
import { DAY_MS } from '../../kernels/time.ts';
import { isDateType } from '../column-types.ts';
import { maskDates, restWithSecond, writeDay } from '../date-cell.ts';
import { defineStrategy } from '../define.ts';
import { fractionOf, subjectWords } from '../mask-rows.ts';

const SECONDS_OF_DAY = DAY_MS / 1000;

/**
 * Moves every date by itself, at most so many days to either side; a time of day moves too, to the second.
 *
 * Consistent: the noise follows from the key and the value, or from the column and whom `by` names. So masking the
 * same row again and again gives the same date: noise cannot be averaged away.
 * Shape: in the form of the value; parts of seconds become zeros.
 * Not changed: infinity of PostgreSQL and the zero date of MySQL. Intervals do not stay: date.shift keeps them.
 *
 * @throws MaskError for a value that is no date.
 */
export const noiseDate = defineStrategy({
  name: 'noise.date',
  summary: 'Moves every date by some days to either side, always by the same for the same value.',
  options: z.strictObject({
    maxDays: z.int().min(1).max(3650).default(30).describe('Days to move by at most.'),
    by: z.string().min(1).optional().describe('Column that says whose date it is.'),
  }),
  properties: {
    family: 'perturbed',
    deterministic: true,
    referential: true,
    injective: false,
    reversible: 'no',
    keyed: true,
    nullSafe: true,
    reveals: 'value',
    leaks: ['range', 'frequency', 'nulls'],
  },
  adjust: ({ by }) => (by === undefined ? {} : { referential: false, leaks: ['range', 'nulls'] }),
  reads: ({ by }) => (by === undefined ? [] : [by]),
  fits: (_, sourceType) => isDateType(sourceType),
  create({ maxDays, by }, context) {
    const wordsFor = subjectWords(context.key.prf('noise.date'), {
      by,
      field: context.column,
      self: (value) => value.trim(),
    });
    return maskDates(context, (column) => {
      const words = wordsFor(column);
      return ({ day, second, rest }, row) => {
        const fraction = fractionOf(words(row, 0), words(row, 1));
        if (second === undefined)
          return writeDay(day + Math.floor(fraction * (2 * maxDays + 1)) - maxDays, rest);
        const most = maxDays * SECONDS_OF_DAY;
        const noise = Math.floor(fraction * (2 * most + 1)) - most;
        const moved = day * SECONDS_OF_DAY + second + noise;
        const newDay = Math.floor(moved / SECONDS_OF_DAY);
        return writeDay(newDay, restWithSecond(rest, moved - newDay * SECONDS_OF_DAY));
      };
    });
  },
});
