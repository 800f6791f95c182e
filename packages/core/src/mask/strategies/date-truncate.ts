import { z } from 'zod';
import { civilFromDays, daysFromCivil } from '../../kernels/time.ts';
import { isDateType } from '../column-types.ts';
import { maskDates, restWithSecond, writeDay } from '../date-cell.ts';
import { defineStrategy } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';

type Unit = 'year' | 'quarter' | 'month';

/**
 * Leaves the year, the quarter or the month of dates.
 *
 * Shape: `date`: the first day, in the form of the value with its time at midnight: `2025-01-01`. `text`: `2025`,
 * `2025-Q1` or `2025-03`, for columns of text.
 * HIPAA: `topcodeAges: 89` puts all years that show an age over 89 into one class, because such a year must not stay
 * (45 CFR 164.514(b)(2)(i)(C)). The class is written as its last year: of a request as of 2026 that is 1936, for it and
 * all years before; as text `1936-or-earlier`.
 * Not changed: infinity of PostgreSQL and the zero date of MySQL.
 *
 * @throws MaskError for a value that is no date.
 */
export const dateTruncate = defineStrategy({
  name: 'date.truncate',
  summary: 'Leaves the year, the quarter or the month of dates.',
  options: z.strictObject({
    unit: z.enum(['year', 'quarter', 'month']).default('year').describe('What is left.'),
    form: z
      .enum(['date', 'text'])
      .default('date')
      .describe('How it is written: 2025-01-01, or 2025, 2025-Q1, 2025-01.'),
    topcodeAges: z
      .int()
      .min(1)
      .max(150)
      .optional()
      .describe('Years in which somebody older than this was born become one class.'),
  }),
  properties: GENERALISED,
  fits: ({ form }, sourceType) => form === 'date' && isDateType(sourceType),
  create({ unit, form, topcodeAges }, context) {
    const oldest =
      topcodeAges === undefined
        ? Number.NEGATIVE_INFINITY
        : context.asOf.getUTCFullYear() - topcodeAges - 1;
    return maskDates(context, () => ({ day, rest }) => {
      const { year, month } = civilFromDays(day);
      const isOldest = year <= oldest;
      if (form === 'text') return isOldest ? `${oldest}-or-earlier` : asText(year, month, unit);
      const first = isOldest
        ? daysFromCivil(oldest, 1, 1)
        : daysFromCivil(year, firstMonth(month, unit), 1);
      return writeDay(first, restWithSecond(rest, 0));
    });
  },
});

function firstMonth(month: number, unit: Unit): number {
  if (unit === 'year') return 1;
  return unit === 'month' ? month : 3 * Math.floor((month - 1) / 3) + 1;
}

function asText(year: number, month: number, unit: Unit): string {
  const four = `${year}`.padStart(4, '0');
  if (unit === 'year') return four;
  return unit === 'month'
    ? `${four}-${`${month}`.padStart(2, '0')}`
    : `${four}-Q${Math.ceil(month / 3)}`;
}
