import type { StepOf } from '../program/steps.ts';
import { THREE_DIGITS, TWO_DIGITS, writePadded } from './digits.ts';
import type { Frame } from './frame.ts';
import type { RunKernel } from './kernel.ts';

export const DAY_MS = 86_400_000;
const CACHE_SLOTS = 4096;

/** Year, month (1 to 12) and day (1 to 31) of a day number, proleptic Gregorian (Hinnant, "chrono-compatible low-level date algorithms"). */
export function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Day number of a date; the inverse of {@link civilFromDays}. Months beyond 1 to 12 carry into the year. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = year + Math.floor((month - 1) / 12);
  const m = ((((month - 1) % 12) + 12) % 12) + 1;
  const shiftedYear = m <= 2 ? y - 1 : y;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/**
 * Dates as text, ready to be copied: a column has few distinct days, so each is written once. Slots are 16 bytes;
 * a tag tells which day a slot holds.
 */
export interface DateCache {
  /** Offset of the text `2025-01-31` of a day within {@link text}. */
  slotOf(days: number): number;
  readonly text: DataView;
}

export function createDateCache(): DateCache {
  const tags = new Int32Array(CACHE_SLOTS).fill(-2147483648);
  const text = new DataView(new ArrayBuffer(CACHE_SLOTS * 16));
  return {
    text,
    slotOf(days) {
      const slot = days & (CACHE_SLOTS - 1);
      if (tags[slot] !== days) {
        tags[slot] = days;
        writeDate(text, slot * 16, days);
      }
      return slot * 16;
    },
  };
}

function writeDate(view: DataView, address: number, days: number): void {
  const { year, month, day } = civilFromDays(days);
  writePadded(view, address, year, 4);
  view.setUint8(address + 4, 45);
  view.setUint16(address + 5, TWO_DIGITS[month]!, true);
  view.setUint8(address + 7, 45);
  view.setUint16(address + 8, TWO_DIGITS[day]!, true);
}

export const DATE_LENGTH = 10;
export const TIMESTAMP_LENGTH = 24;

/** Writes timestamps to where the cursor stands. */
export function scatterTimestamps(
  view: DataView,
  cursor: Int32Array,
  times: Float64Array,
  cache: DateCache,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const at = cursor[i]!;
    writeTimestamp(view, at, cache, times[i]!);
    cursor[i] = at + TIMESTAMP_LENGTH;
  }
}

/** Writes dates to where the cursor stands. */
export function scatterDates(
  view: DataView,
  cursor: Int32Array,
  days: Float64Array,
  cache: DateCache,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const at = cursor[i]!;
    writeCachedDate(view, at, cache, days[i]!);
    cursor[i] = at + DATE_LENGTH;
  }
}

function writeCachedDate(view: DataView, at: number, cache: DateCache, days: number): void {
  const slot = cache.slotOf(days);
  view.setFloat64(at, cache.text.getFloat64(slot, true), true);
  view.setUint16(at + 8, cache.text.getUint16(slot + 8, true), true);
}

function writeTimestamp(view: DataView, at: number, cache: DateCache, time: number): void {
  const days = Math.floor(time / DAY_MS);
  writeCachedDate(view, at, cache, days);
  writeTimeOfDay(view, at + DATE_LENGTH, (time - days * DAY_MS) | 0);
}

/** Writes `T23:59:59.999Z`. */
function writeTimeOfDay(view: DataView, address: number, milliseconds: number): void {
  const seconds = (milliseconds / 1000) | 0;
  const minutes = (seconds / 60) | 0;
  const hours = (minutes / 60) | 0;
  view.setUint8(address, 84);
  view.setUint16(address + 1, TWO_DIGITS[hours]!, true);
  view.setUint8(address + 3, 58);
  view.setUint16(address + 4, TWO_DIGITS[minutes - hours * 60]!, true);
  view.setUint8(address + 6, 58);
  view.setUint16(address + 7, TWO_DIGITS[seconds - minutes * 60]!, true);
  view.setUint8(address + 9, 46);
  view.setInt32(address + 10, THREE_DIGITS[milliseconds - seconds * 1000]!, true);
  view.setUint8(address + 13, 90);
}

const PARTS = {
  year: (days: number) => civilFromDays(days).year,
  month: (days: number) => civilFromDays(days).month,
  day: (days: number) => civilFromDays(days).day,
  /** 0 is Sunday, as in JavaScript's `getUTCDay`. */
  weekday: (days: number) => (((days + 4) % 7) + 7) % 7,
} as const;

export function datePart(step: StepOf<'date-part'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const out = frame.buffer(step.out, 'number');
  const { part } = step;
  return (count) => {
    for (let i = 0; i < count; i++) {
      const days = Math.floor(value[i]! / DAY_MS);
      out[i] =
        part === 'hour' ? Math.floor((value[i]! - days * DAY_MS) / 3_600_000) : PARTS[part](days);
    }
  };
}

/** Moves instants by whole months; a day that the month has not becomes its last day. */
export function addMonths(step: StepOf<'add-months'>, frame: Frame): RunKernel {
  const value = frame.buffer(step.value, 'number');
  const months = frame.buffer(step.months, 'number');
  const out = frame.buffer(step.out, 'number');
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = shiftMonths(value[i]!, Math.trunc(months[i]!));
  };
}

function shiftMonths(time: number, months: number): number {
  const days = Math.floor(time / DAY_MS);
  const { year, month, day } = civilFromDays(days);
  const first = daysFromCivil(year, month + months, 1);
  const lastDay = daysFromCivil(year, month + months + 1, 1) - first;
  return (first + Math.min(day, lastDay) - 1) * DAY_MS + (time - days * DAY_MS);
}

/** `2025-01-31` of a day number. */
export function civilDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}
