import { z } from 'zod';
import { EARLIEST, instantOption, LATEST } from '../../kernels/instants.ts';
import { DAY_MS } from '../../kernels/time.ts';
import { DATE_RANGES, type DateRange } from '../date-ranges.ts';
import { type CellBuilder, type CompiledColumn, defineGenerator } from '../define.ts';
import { numberBetween } from '../number-between.ts';
import { birthDate } from './person-details.ts';

const as = z
  .enum(['timestamp', 'date'])
  .default('timestamp')
  .describe('timestamp: an instant in UTC. date: a calendar day.');
const years = z.number().int().positive().max(9000);
const days = z.number().positive().max(3_000_000);

/**
 * Instants (whole milliseconds) or days from one instant to another, both included, each as likely.
 *
 * @throws RangeError when the range is empty or leaves the years 1 to 9999.
 */
function timeBetween(
  cells: CellBuilder,
  name: string,
  type: 'timestamp' | 'date',
  { from, to }: DateRange,
): CompiledColumn {
  if (from > to) throw new RangeError(`${name}: "from" lies after "to"; swap the two`);
  if (from < EARLIEST || to > LATEST) {
    throw new RangeError(`${name}: the range leaves the years 1 to 9999; make it shorter`);
  }
  const unit = type === 'date' ? DAY_MS : 1;
  const min = Math.floor(from / unit);
  const register = numberBetween(cells, 'time', { min, count: Math.floor(to / unit) - min + 1 });
  return { type: { kind: type }, register };
}

/**
 * Instant or day between two given ones, both included.
 *
 * Shape: timestamp with whole milliseconds, or date. A day alone stands for its first millisecond.
 * Unique: every millisecond or day once.
 */
export const dateBetween = defineGenerator({
  name: 'date.between',
  summary: 'Instant or day between two given ones.',
  options: z.strictObject({
    from: instantOption.describe('First instant, e.g. 2024-01-01 or 2024-01-01T08:00:00Z.'),
    to: instantOption.describe('Last instant, included; a day alone is its first millisecond.'),
    as,
  }),
  unique: 'choices',
  compile: (cells, { as: type, ...given }) =>
    timeBetween(cells, 'date.between', type, DATE_RANGES['date.between'](given)),
});

/**
 * Instant or day before the reference date.
 *
 * Shape: timestamp or date, at most `years` back.
 * Unique: every millisecond or day once.
 */
export const datePast = defineGenerator({
  name: 'date.past',
  summary: 'Instant or day in the years before the reference date.',
  options: z.strictObject({ years: years.default(1).describe('How far back it may lie.'), as }),
  unique: 'choices',
  compile: (cells, { years: count, as: type }) =>
    timeBetween(cells, 'date.past', type, DATE_RANGES['date.past'](count, cells.referenceTime)),
});

/**
 * Instant or day shortly before the reference date.
 *
 * Shape: timestamp or date, at most `days` back.
 * Unique: every millisecond or day once.
 */
export const dateRecent = defineGenerator({
  name: 'date.recent',
  summary: 'Instant or day in the days before the reference date.',
  options: z.strictObject({ days: days.default(1).describe('How far back it may lie.'), as }),
  unique: 'choices',
  compile: (cells, { days: count, as: type }) =>
    timeBetween(cells, 'date.recent', type, DATE_RANGES['date.recent'](count, cells.referenceTime)),
});

/**
 * Instant or day after the reference date.
 *
 * Shape: timestamp or date, at most `years` ahead.
 * Unique: every millisecond or day once.
 */
export const dateFuture = defineGenerator({
  name: 'date.future',
  summary: 'Instant or day in the years after the reference date.',
  options: z.strictObject({ years: years.default(1).describe('How far ahead it may lie.'), as }),
  unique: 'choices',
  compile: (cells, { years: count, as: type }) =>
    timeBetween(cells, 'date.future', type, DATE_RANGES['date.future'](count, cells.referenceTime)),
});

/**
 * Instant or day shortly after the reference date.
 *
 * Shape: timestamp or date, at most `days` ahead.
 * Unique: every millisecond or day once.
 */
export const dateSoon = defineGenerator({
  name: 'date.soon',
  summary: 'Instant or day in the days after the reference date.',
  options: z.strictObject({ days: days.default(1).describe('How far ahead it may lie.'), as }),
  unique: 'choices',
  compile: (cells, { days: count, as: type }) =>
    timeBetween(cells, 'date.soon', type, DATE_RANGES['date.soon'](count, cells.referenceTime)),
});

/** Faker's words for `person.birthDate`: the same day for the same person of the row. */
export const dateBirth = defineGenerator({ ...birthDate, name: 'date.birth' });
export const dateBirthdate = defineGenerator({ ...birthDate, name: 'date.birthdate' });
