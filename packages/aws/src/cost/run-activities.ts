import type { Activity, SizedRun } from './activity.ts';
import { buildActivity, planActivity, storeActivity } from './dataset-activities.ts';
import { endActivities, environmentActivities, testActivities } from './environment-activities.ts';
import { validateActivities } from './validate-activities.ts';

/** Everything that a run does, in its order: what its time, its price and its simulation are made of. */
export function runActivities(run: SizedRun): readonly Activity[] {
  return [
    planActivity(run),
    buildActivity(run),
    storeActivity(run),
    ...validateActivities(run),
    ...environmentActivities(run),
    ...testActivities(run),
    ...endActivities(run),
  ];
}
