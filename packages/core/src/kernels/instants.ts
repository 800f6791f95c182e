import { z } from 'zod';
import { civilDate, civilFromDays, DAY_MS, daysFromCivil } from './time.ts';

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** First and last instants whose year has four digits, which is all that ISO 8601 and every database take. */
export const EARLIEST = daysFromCivil(1, 1, 1) * DAY_MS;
export const LATEST = daysFromCivil(10_000, 1, 1) * DAY_MS - 1;

/**
 * Milliseconds since 1970 of a date (`2025-01-31`: its first millisecond) or a date with a time
 * (`2025-01-31T23:59:59.999Z`; UTC without a zone). Undefined for anything else, days that no month has included.
 */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [, date = '', minutes = '00:00', seconds = ':00', zone = 'Z'] = match;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const time = Date.parse(`${date}T${minutes}${seconds}${zone}`);
  const isDay = !Number.isNaN(midnight) && civilDate(Math.floor(midnight / DAY_MS)) === date;
  return isDay && time >= EARLIEST && time <= LATEST ? time : undefined;
}

/** An option that holds a date or an instant. */
export const instantOption = z
  .string()
  .refine(
    (text) => parseInstant(text) !== undefined,
    'must be a date such as 2025-01-31 or 2025-01-31T12:00:00Z',
  );

/** The instant of an option that its schema has checked. */
export function instantOf(text: string): number {
  return parseInstant(text) ?? Number.NaN;
}

/** The same day and time, years later or earlier; 29 February becomes the 28th in other years. */
export function shiftYears(time: number, years: number): number {
  const days = Math.floor(time / DAY_MS);
  const { year, month, day } = civilFromDays(days);
  const first = daysFromCivil(year + years, month, 1);
  const length = daysFromCivil(year + years, month + 1, 1) - first;
  return (first + Math.min(day, length) - 1) * DAY_MS + (time - days * DAY_MS);
}
