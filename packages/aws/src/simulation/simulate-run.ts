import type { CostItem, StageTime } from 'rowmill/engine';
import type { Activity, Model, SizedRun } from '../cost/activity.ts';
import type { PriceTable } from '../cost/prices.ts';
import { runActivities } from '../cost/run-activities.ts';
import { runCosts } from '../cost/run-costs.ts';
import { type ActivityTime, activityTime, stageTimes } from '../cost/stage-times.ts';
import { simulateMap } from './simulate-map.ts';

export interface SimulatedRun {
  readonly seconds: number;
  readonly usd: number;
  readonly stages: readonly StageTime[];
  readonly items: readonly CostItem[];
}

/** A run, state by state: maps by their events, everything else by its model. */
export function simulateRun(run: SizedRun, prices: PriceTable): SimulatedRun {
  const times = runActivities(run).map((activity) => simulateActivity(activity, run.model));
  const stages = stageTimes(times);
  const items = runCosts(times, run.workload, run.model, prices);
  return {
    seconds: stages.reduce((sum, stage) => sum + stage.seconds, 0),
    usd: items.reduce((sum, item) => sum + item.usd, 0),
    stages,
    items,
  };
}

function simulateActivity(activity: Activity, model: Model): ActivityTime {
  const expected = activityTime(activity, model);
  if (activity.map === undefined) return expected;
  const { seconds, environments } = simulateMap(activity.map, model.quotas);
  const { transitionSeconds, mapSeconds } = model.rates;
  return { ...expected, seconds: transitionSeconds + mapSeconds + seconds, environments };
}
