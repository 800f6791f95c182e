import { z } from 'zod';
import { duration, instant } from '../../request/schema-counts.ts';
import { defineExpectation } from '../define.ts';
import { columnNamed, isTime } from '../option-parts.ts';

/**
 * The newest value of a column of days or instants is not too old. A day begins at midnight UTC. Nulls do not count;
 * without any value the expectation fails.
 */
export const freshnessIsWithin = defineExpectation({
  name: 'freshnessIsWithin',
  summary:
    'The newest day or instant of the column is no older than `within` on the request’s referenceDate, or `asOf`.',
  columns: 'one',
  options: z.strictObject({
    within: duration('Greatest age: 7d, 12h, 30m.'),
    asOf: instant(
      'Day or instant that counts as now; the request’s referenceDate otherwise.',
    ).optional(),
  }),
  query([column = ''], { within, asOf }, { table, referenceDate }) {
    const shape = columnNamed(column, table);
    if (!isTime(shape))
      throw new RangeError(
        `${table.name}.${column} holds ${shape.type.kind} values, neither days nor instants`,
      );
    const now = asOf ?? referenceDate;
    if (now === undefined)
      throw new RangeError('freshnessIsWithin needs "asOf" where no request gives a referenceDate');
    return {
      failing: 'figure',
      figure: { name: 'age-of-newest', columns: [column], options: { asOf: now } },
      minimum: Number.NEGATIVE_INFINITY,
      maximum: within,
    };
  },
});
