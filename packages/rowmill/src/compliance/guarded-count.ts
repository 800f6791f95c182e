/** Counts of things, down to which nobody is told: a group that small may be one person. */
export const COUNT_THRESHOLD = 10;

/** A count as a report tells it. None at all is told: there is nobody to find. */
export type GuardedCount = number | `< ${number}`;

export function guarded(count: number, threshold = COUNT_THRESHOLD): GuardedCount {
  return count > 0 && count < threshold ? `< ${threshold}` : count;
}

/** A share of rows, unless the rows that it is of, or those that it leaves, are too few to be told. */
export function guardedShare(part: number, whole: number): number | undefined {
  const isTold = [part, whole, whole - part].every((count) => typeof guarded(count) === 'number');
  return isTold && whole > 0 ? Math.round((part / whole) * 10_000) / 10_000 : undefined;
}
