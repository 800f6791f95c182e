import { z } from 'zod';
import { isDateType } from '../column-types.ts';
import { dayOfContext, maskDates, writeDay } from '../date-cell.ts';
import { type ColumnMask, defineStrategy, type MaskContext } from '../define.ts';
import { scaleWord } from '../digest-words.ts';
import { subjectWords } from '../mask-rows.ts';

const DAYS_OF_WEEK = 7;

/**
 * Moves dates by days, by the same number for all dates of one subject: what lay ten days apart still does.
 *
 * Shape: as it was, `2025-01-31` or `2025-01-31 23:59:59.999+00`: the time of day and the zone stay.
 * Consistent: the offset follows from the key and the subject, the value of the column `by`; never 0, at most
 * `maxDays` to either side. Dates of one subject move together in all columns and tables whose rules have the same
 * `by`, `maxDays` and `keepWeekday`, and the same `domain` or none. Without `by` every day has an offset of its own.
 * Not changed: infinity of PostgreSQL and the zero date of MySQL. Dates stay within the years 1 to 9999.
 * Reversible: with the key and the subjects, except where `clampToday` cut dates off.
 * Known: one true date of a subject betrays the offset, and so all his dates. It does not earn HIPAA Safe Harbor.
 *
 * @throws MaskError for a value that is no date.
 */
export const dateShift = defineStrategy({
  name: 'date.shift',
  summary: 'Moves dates by a number of days that is the same for all dates of one subject.',
  options: z
    .strictObject({
      by: z.string().min(1).optional().describe('Column that says whose date it is.'),
      maxDays: z.int().min(1).max(3650).default(365).describe('Days to move by at most.'),
      keepWeekday: z
        .boolean()
        .default(false)
        .describe('Move by whole weeks, so that a Monday stays a Monday.'),
      clampToday: z
        .boolean()
        .default(false)
        .describe('Leave no date of the past behind today: it becomes today.'),
    })
    .refine(({ maxDays, keepWeekday }) => !keepWeekday || maxDays >= DAYS_OF_WEEK, {
      path: ['maxDays'],
      message: 'whole weeks take at least 7 days',
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
    leaks: ['range', 'part', 'frequency', 'nulls'],
  },
  adjust: ({ by, clampToday }) =>
    by === undefined
      ? {}
      : {
          referential: false,
          reversible: clampToday ? 'no' : 'by key',
          leaks: ['range', 'part', 'order', 'nulls'],
        },
  reads: ({ by }) => (by === undefined ? [] : [by]),
  fits: (_, sourceType) => isDateType(sourceType),
  create: (options, context) => moveDates(options, context, 1),
  reverse: (options, context) => moveDates(options, context, -1),
});

interface ShiftOptions {
  readonly by?: string | undefined;
  readonly maxDays: number;
  readonly keepWeekday: boolean;
  readonly clampToday: boolean;
}

function moveDates(
  { by, maxDays, keepWeekday, clampToday }: ShiftOptions,
  context: MaskContext,
  sign: 1 | -1,
): ColumnMask {
  const unit = keepWeekday ? DAYS_OF_WEEK : 1;
  const steps = Math.floor(maxDays / unit);
  const today = clampToday ? dayOfContext(context) : Number.POSITIVE_INFINITY;
  const wordsFor = subjectWords(context.key.prf('date.shift'), {
    by,
    self: (value) => value.trim().slice(0, '2025-01-31'.length),
  });
  return maskDates(context, (column) => {
    const words = wordsFor(column);
    return ({ day, rest }, row) => {
      const drawn = scaleWord(words(row, 0), 2 * steps);
      const offset = unit * (drawn < steps ? drawn - steps : drawn - steps + 1);
      const shifted = day + sign * offset;
      return writeDay(day <= today && shifted > today ? today : shifted, rest);
    };
  });
}
