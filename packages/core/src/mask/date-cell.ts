import { EARLIEST, LATEST } from '../kernels/instants.ts';
import { civilDate, civilFromDays, DAY_MS } from '../kernels/time.ts';
import type { ColumnMask, MaskColumn, MaskContext } from './define.ts';
import { MaskError } from './mask-error.ts';
import { maskRows } from './mask-rows.ts';

/** A date as a cell has it: ISO 8601, or the texts of PostgreSQL and MySQL. */
export interface DateCell {
  /** Days since 1970. */
  readonly day: number;
  /** Seconds since midnight as they are written, whatever the zone; undefined for a date without a time. */
  readonly second: number | undefined;
  /** What follows the day, e.g. ` 23:59:59.999+00`. */
  readonly rest: string;
}

const FORM =
  /^(\d{4}-\d{2}-\d{2})([T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?(?:Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?)?$/i;

/** Texts in columns of dates that are no date of anybody: infinity of PostgreSQL, the zero date of MySQL. */
const NO_DATE = /^(?:-?infinity|0000-00-00(?: 00:00:00(?:\.0+)?)?)$/i;

const FIRST_DAY = EARLIEST / DAY_MS;
const LAST_DAY = Math.floor(LATEST / DAY_MS);

/** Undefined for anything but a date of the years 1 to 9999. */
export function readDateCell(text: string): DateCell | undefined {
  const [, date, rest = '', hour, minute, second = '0'] = FORM.exec(text.trim()) ?? [];
  if (date === undefined) return undefined;
  const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
  if (Number.isNaN(day) || day < FIRST_DAY || civilDate(day) !== date) return undefined;
  if (hour === undefined || minute === undefined) return { day, second: undefined, rest };
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  // 24:00 and the leap second are times to PostgreSQL.
  return h <= 24 && m < 60 && s <= 60 ? { day, second: 3600 * h + 60 * m + s, rest } : undefined;
}

/** The date with another day, within the years 1 to 9999; its time and zone stay as they are written. */
export function writeDay(day: number, rest: string): string {
  return civilDate(Math.min(LAST_DAY, Math.max(FIRST_DAY, day))) + rest;
}

/** What follows the day, with another time; parts of seconds become zeros. */
export function restWithSecond(rest: string, second: number): string {
  const two = (part: number): string => `${Math.floor(part)}`.padStart(2, '0');
  return rest.replace(
    /^([T ])\d{2}:\d{2}(:\d{2})?([.,]\d+)?/i,
    (_, separator: string, seconds?: string, fraction?: string) =>
      [
        `${separator}${two(second / 3600)}:${two((second / 60) % 60)}`,
        seconds === undefined ? '' : `:${two(second % 60)}`,
        fraction === undefined ? '' : fraction.replace(/\d/g, '0'),
      ].join(''),
  );
}

/**
 * Masks every date of a column. Null stays null; blank text, infinity and the zero date of MySQL stay as they are.
 *
 * @throws {@link MaskError} for a text that is no date.
 */
export function maskDates(
  context: MaskContext,
  setUp: (column: MaskColumn) => (date: DateCell, row: number) => string,
): ColumnMask {
  return maskRows((column) => {
    const mask = setUp(column);
    return (value, row) => (NO_DATE.test(value.trim()) ? value : mask(dateOf(value, context), row));
  });
}

function dateOf(value: string, { table, column }: MaskContext): DateCell {
  const date = readDateCell(value);
  if (date !== undefined) return date;
  throw new MaskError(
    table,
    column,
    'a value is no date such as 2025-01-31 or 2025-01-31 23:59:59+00 of the years 1 to 9999 - mask the column by another strategy, or give such values one by `mask: conditional`',
  );
}

/** Days since 1970 of what "now" is. */
export function dayOfContext({ asOf }: MaskContext): number {
  return Math.floor(asOf.getTime() / DAY_MS);
}

/** Full years from a birth on the one day to the other day: who was born on 29 February has a birthday on 1 March of other years. */
export function yearsBetween(birthDay: number, day: number): number {
  const [from, to] = [civilFromDays(birthDay), civilFromDays(day)];
  const hasPassed = to.month > from.month || (to.month === from.month && to.day >= from.day);
  return to.year - from.year - (hasPassed ? 0 : 1);
}
