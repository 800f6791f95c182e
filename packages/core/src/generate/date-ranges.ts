import { instantOf, shiftYears } from '../kernels/instants.ts';
import { DAY_MS } from '../kernels/time.ts';

/** From one instant to another, both included, in milliseconds since 1970. */
export interface DateRange {
  readonly from: number;
  readonly to: number;
}

/** Where the instants of each generator of dates lie; `now` is the reference date. */
export const DATE_RANGES = {
  'date.between': ({ from, to }: { readonly from: string; readonly to: string }): DateRange => ({
    from: instantOf(from),
    to: instantOf(to),
  }),
  'date.past': (years: number, now: number): DateRange => ({
    from: shiftYears(now, -years),
    to: now - 1,
  }),
  'date.recent': (days: number, now: number): DateRange => ({
    from: now - Math.round(days * DAY_MS),
    to: now - 1,
  }),
  'date.future': (years: number, now: number): DateRange => ({
    from: now + 1,
    to: shiftYears(now, years),
  }),
  'date.soon': (days: number, now: number): DateRange => ({
    from: now + 1,
    to: now + Math.round(days * DAY_MS),
  }),
} as const;
