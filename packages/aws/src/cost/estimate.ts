import type { CostItem, StageTime } from 'rowmill/engine';
import type { SizedRun } from './activity.ts';
import type { PriceTable } from './prices.ts';
import { runActivities } from './run-activities.ts';
import { runCosts } from './run-costs.ts';
import { activityTime, stageTimes } from './stage-times.ts';
import { rowsOf } from './workload.ts';

/** What a run is expected to take. */
export interface RunEstimate {
  readonly seconds: number;
  readonly stages: readonly StageTime[];
  readonly usd: number;
  readonly usdPerMillionRows: number;
  readonly items: readonly CostItem[];
}

const MILLION = 1_000_000;

/** Time of each stage, one after the other, and the price of everything that they use. */
export function estimateRun(run: SizedRun, prices: PriceTable): RunEstimate {
  const times = runActivities(run).map((activity) => activityTime(activity, run.model));
  const stages = stageTimes(times);
  const items = runCosts(times, run.workload, run.model, prices);
  const usd = items.reduce((sum, one) => sum + one.usd, 0);
  const rows = rowsOf(run.workload);
  return {
    seconds: stages.reduce((sum, one) => sum + one.seconds, 0),
    stages,
    usd,
    usdPerMillionRows: rows === 0 ? 0 : (usd / rows) * MILLION,
    items,
  };
}
