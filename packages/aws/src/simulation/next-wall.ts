import type { Model } from '../cost/activity.ts';
import type { PriceTable } from '../cost/prices.ts';
import { wallsOf } from '../cost/walls.ts';
import type { Workload } from '../cost/workload.ts';
import { sizedRun } from './limits.ts';

export interface NextWall {
  /** Fewest rows that meet it, to half a percent: a dataset of so many does. */
  readonly rows: number;
  readonly problem: string;
}

const MOST_ROWS = 1e15;
const DIGITS = 1.005;

/** The first wall that a dataset meets while it grows beyond so many rows; undefined where there is none. */
export function nextWall(
  workloadOf: (rows: number) => Workload,
  from: number,
  model: Model,
  prices: PriceTable,
): NextWall | undefined {
  const walls = (rows: number): readonly string[] =>
    wallsOf(sizedRun(workloadOf(rows), model, prices));
  const known = new Set(walls(from));
  const newAt = (rows: number): string | undefined => walls(rows).find((one) => !known.has(one));
  let above = from * 2;
  while (newAt(above) === undefined) {
    above *= 2;
    if (above > MOST_ROWS) return undefined;
  }
  let below = above / 2;
  while (above / below > DIGITS) {
    const middle = Math.sqrt(above * below);
    if (newAt(middle) === undefined) below = middle;
    else above = middle;
  }
  const problem = newAt(above);
  return problem === undefined ? undefined : { rows: above, problem };
}
