/** A stretch of time, in milliseconds since 1970. */
export interface TimeSpan {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** Seconds in which at least one of the spans was under way: what lies between two processes does not count. */
export function coveredSeconds(spans: readonly TimeSpan[]): number {
  let covered = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { startedAt, endedAt } of spans.toSorted((a, b) => a.startedAt - b.startedAt)) {
    covered += Math.max(0, endedAt - Math.max(startedAt, until));
    until = Math.max(until, endedAt);
  }
  return covered / 1000;
}
