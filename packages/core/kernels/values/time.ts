import { floorModulo } from './modulo';

/**
 * Kernels of `src/kernels/time.ts`: times are milliseconds since 1970, f64[count]. Two days at once, in floats with the
 * operations and the order of the reference, so that any number gives what it gives there.
 */

const DAY_MS: f64 = 86400000.0;
const HOUR_MS: f64 = 3600000.0;

/** Days from 0000-03-01, where years of the calculation begin, to 1970-01-01. */
const EPOCH: f64 = 719468.0;
const ERA_DAYS: f64 = 146097.0;

/** `floor(x / divisor)` */
// @ts-ignore: decorator
@inline
function quotient(x: v128, divisor: f64): v128 {
  return f64x2.floor(f64x2.div(x, f64x2.splat(divisor)));
}

// @ts-ignore: decorator
@inline
function times(factor: f64, x: v128): v128 {
  return f64x2.mul(f64x2.splat(factor), x);
}

// @ts-ignore: decorator
@inline
function plus(x: v128, summand: f64): v128 {
  return f64x2.add(x, f64x2.splat(summand));
}

// @ts-ignore: decorator
@inline
function eraOf(days: v128): v128 {
  return quotient(plus(days, EPOCH), ERA_DAYS);
}

// @ts-ignore: decorator
@inline
function dayOfEra(days: v128): v128 {
  return f64x2.sub(plus(days, EPOCH), times(ERA_DAYS, eraOf(days)));
}

/** 0 to 399, from the day of the era. */
// @ts-ignore: decorator
@inline
function yearOfEra(day: v128): v128 {
  const leapDays = f64x2.sub(
    f64x2.add(f64x2.sub(day, quotient(day, 1460)), quotient(day, 36524)),
    quotient(day, 146096),
  );
  return quotient(leapDays, 365);
}

/** Days since the first of March. */
// @ts-ignore: decorator
@inline
function dayOfYear(day: v128, year: v128): v128 {
  const before = f64x2.sub(f64x2.add(times(365, year), quotient(year, 4)), quotient(year, 100));
  return f64x2.sub(day, before);
}

/** 0 for March to 11 for February. */
// @ts-ignore: decorator
@inline
function shiftedMonth(day: v128): v128 {
  return quotient(plus(times(5, day), 2), 153);
}

/** Days before a month that is counted from March. */
// @ts-ignore: decorator
@inline
function daysBefore(month: v128): v128 {
  return quotient(plus(times(153, month), 2), 5);
}

/** Months counted from March as months counted from January. */
// @ts-ignore: decorator
@inline
function monthOf(shifted: v128): v128 {
  return v128.bitselect(plus(shifted, 3), plus(shifted, -9), f64x2.lt(shifted, f64x2.splat(10)));
}

// @ts-ignore: decorator
@inline
function dayOf(dayInYear: v128, shifted: v128): v128 {
  return plus(f64x2.sub(dayInYear, daysBefore(shifted)), 1);
}

/** January and February end the year of the calculation. */
// @ts-ignore: decorator
@inline
function yearOf(days: v128, year: v128, month: v128): v128 {
  const one = v128.and(f64x2.splat(1), f64x2.le(month, f64x2.splat(2)));
  return f64x2.add(f64x2.add(year, times(400, eraOf(days))), one);
}

/** Codes of the parts of step `date-part`; `src/wasm/time-kernels.ts` repeats them. */
const YEAR: i32 = 0;
const MONTH: i32 = 1;
const DAY: i32 = 2;
const HOUR: i32 = 3;

/** A part of the date or the time of day, in UTC. */
export function datePart(value: usize, out: usize, count: i32, part: i32): void {
  switch (part) {
    case YEAR: return takeParts(value, out, count, YEAR);
    case MONTH: return takeParts(value, out, count, MONTH);
    case DAY: return takeParts(value, out, count, DAY);
    case HOUR: return takeParts(value, out, count, HOUR);
    default: return takeParts(value, out, count, HOUR + 1);
  }
}

/** Each part has its own loop: `part` is a constant wherever this is inlined. */
// @ts-ignore: decorator
@inline
function takeParts(value: usize, out: usize, count: i32, part: i32): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) {
    const time = v128.load(value + at);
    const days = quotient(time, DAY_MS);
    v128.store(out + at, part < HOUR ? calendarPart(days, part) : clockPart(time, days, part));
  }
}

// @ts-ignore: decorator
@inline
function calendarPart(days: v128, part: i32): v128 {
  const day = dayOfEra(days);
  const year = yearOfEra(day);
  const dayInYear = dayOfYear(day, year);
  const shifted = shiftedMonth(dayInYear);
  if (part == DAY) return dayOf(dayInYear, shifted);
  const month = monthOf(shifted);
  return part == MONTH ? month : yearOf(days, year, month);
}

/** The hour, or the day of the week: 0 is Sunday, and 1970 began on a Thursday. */
// @ts-ignore: decorator
@inline
function clockPart(time: v128, days: v128, part: i32): v128 {
  if (part == HOUR) return quotient(f64x2.sub(time, times(DAY_MS, days)), HOUR_MS);
  return floorModulo(plus(days, 4), 7);
}

/** Moves times by whole months, f64[count]; a day that the month has not becomes its last day. */
export function addMonths(value: usize, months: usize, out: usize, count: i32): void {
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 16) {
    v128.store(out + at, shiftMonths(v128.load(value + at), f64x2.trunc(v128.load(months + at))));
  }
}

// @ts-ignore: decorator
@inline
function shiftMonths(time: v128, months: v128): v128 {
  const days = quotient(time, DAY_MS);
  const day = dayOfEra(days);
  const year = yearOfEra(day);
  const dayInYear = dayOfYear(day, year);
  const shifted = shiftedMonth(dayInYear);
  const month = monthOf(shifted);
  const calendarYear = yearOf(days, year, month);
  const target = f64x2.add(month, months);
  const first = firstOfMonth(calendarYear, target);
  const lastDay = f64x2.sub(firstOfMonth(calendarYear, plus(target, 1)), first);
  const date = plus(f64x2.add(first, f64x2.min(dayOf(dayInYear, shifted), lastDay)), -1);
  return f64x2.add(times(DAY_MS, date), f64x2.sub(time, times(DAY_MS, days)));
}

/** Day number of the first of a month; months beyond 1 to 12 carry into the year. */
// @ts-ignore: decorator
@inline
function firstOfMonth(year: v128, month: v128): v128 {
  const y = f64x2.add(year, quotient(plus(month, -1), 12));
  const m = plus(floorModulo(plus(month, -1), 12), 1);
  const early = f64x2.le(m, f64x2.splat(2));
  const shiftedYear = f64x2.sub(y, v128.and(f64x2.splat(1), early));
  const era = quotient(shiftedYear, 400);
  const inEra = f64x2.sub(shiftedYear, times(400, era));
  const fromMarch = v128.bitselect(plus(m, 9), plus(m, -3), early);
  const day = f64x2.add(
    f64x2.sub(f64x2.add(times(365, inEra), quotient(inEra, 4)), quotient(inEra, 100)),
    daysBefore(fromMarch),
  );
  return plus(f64x2.add(times(ERA_DAYS, era), day), -EPOCH);
}
