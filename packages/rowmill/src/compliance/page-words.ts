import { formatCount } from '../reports/quantities.ts';
import type { GuardedCount } from './guarded-count.ts';

export const countText = (count: GuardedCount): string =>
  typeof count === 'number' ? formatCount(count) : count;

/** A length of time that leases have: days, hours and minutes. */
export function leaseText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return told.join(' ') || 'less than a minute';
}
