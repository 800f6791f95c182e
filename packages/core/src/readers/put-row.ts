import { PLAN } from './plan.ts';
import type { Plan, ReaderFrame } from './reader-frame.ts';

/**
 * Reads rows from the plan's position on, as far as it understands them, and moves the plan behind them.
 *
 * @param first the first row to fill
 * @param limit the row to stop before
 * @returns the row behind the last that was read
 */
export type ReadRows = (first: number, limit: number) => number;

/** Notes where a row lies. */
export function putRow(
  { raw, lines, wide }: ReaderFrame,
  row: number,
  from: number,
  to: number,
  line: number,
  isWide: boolean,
): void {
  raw.address[row] = from;
  raw.length[row] = to - from;
  lines[row] = line;
  wide[row] = isWide ? 1 : 0;
}

/** Ends the reading before the row at `position`. */
export function stop(
  plan: Plan,
  position: number,
  heap: number,
  line: number,
  row: number,
): number {
  plan.set(PLAN.POSITION, position);
  plan.set(PLAN.HEAP, heap);
  plan.set(PLAN.LINE, line);
  return row;
}
