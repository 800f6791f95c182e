import type { ValueType } from '@rowmill/core';
import type { ProfileValue } from './dataset-profile.ts';

/** Last millisecond of the year 9999. */
const LAST_INSTANT = 253_402_300_799_999;
const FIRST_INSTANT = -62_135_596_800_000;
const DIGITS = 6;

/** A size as people read it: days and instants as text, numbers to six digits where they are not whole. */
export function showSize(size: number, { kind }: ValueType): ProfileValue {
  if (kind === 'date' || kind === 'timestamp') return showTime(size, kind);
  return Number.isInteger(size) ? size : Number(size.toPrecision(DIGITS));
}

function showTime(time: number, kind: 'date' | 'timestamp'): string {
  if (!(time >= FIRST_INSTANT && time <= LAST_INSTANT))
    return time < FIRST_INSTANT ? 'before the year 1' : 'after the year 9999';
  const text = new Date(time).toISOString();
  return kind === 'date' ? text.slice(0, 10) : text.replace(/\.\d+Z$/, 'Z');
}
