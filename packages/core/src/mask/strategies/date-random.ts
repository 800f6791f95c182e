import { z } from 'zod';
import { instantOf, instantOption } from '../../kernels/instants.ts';
import { DAY_MS } from '../../kernels/time.ts';
import { isDateType } from '../column-types.ts';
import { maskDates, restWithSecond, writeDay } from '../date-cell.ts';
import { defineStrategy } from '../define.ts';
import { scaleWord } from '../digest-words.ts';
import { KEYED } from '../family-properties.ts';
import { subjectWords } from '../mask-rows.ts';

const SECONDS_OF_DAY = DAY_MS / 1000;

const day = (text: string): number => Math.floor(instantOf(text) / DAY_MS);

/**
 * Replaces dates by others between two days.
 *
 * Shape: in the form of the value; a time of day is drawn too, to the second.
 * Consistent: it follows from the key and the value, or from whom the column `by` names. It is never the day itself.
 * Unique: no, there are as many masks as days.
 * Not changed: infinity of PostgreSQL and the zero date of MySQL.
 *
 * @throws MaskError for a value that is no date.
 */
export const dateRandom = defineStrategy({
  name: 'date.random',
  summary: 'Replaces dates by others between two days, which say nothing of them.',
  options: z
    .strictObject({
      min: instantOption.describe('First day that is drawn, e.g. 1950-01-01.'),
      max: instantOption.describe('Last day that is drawn, e.g. 2005-12-31.'),
      by: z.string().min(1).optional().describe('Column that says whose date it is.'),
    })
    .refine(({ min, max }) => day(min) < day(max), {
      path: ['max'],
      message: 'must be a later day than min',
    }),
  properties: KEYED,
  adjust: ({ by }) => (by === undefined ? {} : { referential: false }),
  reads: ({ by }) => (by === undefined ? [] : [by]),
  capacity: ({ min, max }) => day(max) - day(min) + 1,
  fits: (_, sourceType) => isDateType(sourceType),
  create({ min, max, by }, context) {
    const first = day(min);
    const count = day(max) - first + 1;
    const self = (value: string): string => value.trim();
    const wordsFor = subjectWords(context.key.prf('date.random'), { by, self });
    return maskDates(context, (column) => {
      const words = wordsFor(column);
      return (date, row) => {
        const drawn = scaleWord(words(row, 0), count);
        const isSame = first + drawn === date.day;
        const rest = restWithSecond(date.rest, scaleWord(words(row, 1), SECONDS_OF_DAY));
        return writeDay(first + (isSame ? (drawn + 1) % count : drawn), rest);
      };
    });
  },
});
