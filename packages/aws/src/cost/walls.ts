import type { Activity, Model, SizedRun } from './activity.ts';
import { runActivities } from './run-activities.ts';
import { partsOf } from './workload.ts';

const MB = 2 ** 20;
/** Longest string of V8 on 64 bits, in characters (V8, `String::kMaxLength`: 2^29 - 24). */
const LONGEST_STRING = 2 ** 29 - 24;

/** What a run of that size meets. None: it gets through. */
export function wallsOf(run: SizedRun): readonly string[] {
  return [
    ...runActivities(run).flatMap((activity) => wallsOfActivity(activity, run.model)),
    ...manifestWall(run),
  ];
}

function wallsOfActivity(activity: Activity, { quotas }: Model): readonly string[] {
  const { name, callSeconds, storageBytes, map } = activity;
  const needed = map?.longestSeconds ?? callSeconds;
  const found: string[] = [];
  if (activity.billedSeconds === undefined && needed > quotas.lambdaSeconds)
    found.push(
      `${name} would take longer than a function may, ${quotas.lambdaSeconds / 60} minutes`,
    );
  if (storageBytes > quotas.lambdaStorageMb * MB)
    found.push(
      `${name} would need more below /tmp than there can be, ${quotas.lambdaStorageMb} MB`,
    );
  if ((map?.items ?? 0) > quotas.mapItems)
    found.push(`${name} would be a map of more than ${quotas.mapItems} items`);
  return found;
}

function manifestWall({ workload, model }: SizedRun): readonly string[] {
  const parts = workload.tables.reduce((sum, { rows }) => sum + partsOf(rows), 0);
  if (parts * model.rates.manifestBytes <= LONGEST_STRING) return [];
  return ['the manifest would be longer than a string of JavaScript, 512 MiB'];
}
