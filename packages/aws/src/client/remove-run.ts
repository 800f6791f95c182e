import { type ListedRun, RunStatusError, runReference } from 'rowmill/engine';
import { listAwsRuns } from './list-runs.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { wholeHistory } from './read-history.ts';
import { standingOf } from './standing.ts';
import { hasCleanedUp } from './stop-run.ts';

/**
 * Removes what a run that has ended keeps about itself. Its dataset stays, as do environments that were to be kept; its
 * history stays with Step Functions for 90 days.
 *
 * @throws RunStatusError when it has not ended, or not cleaned up
 */
export async function removeAwsRun(deployment: OpenDeployment, run: string): Promise<void> {
  const standing = await standingOf(deployment, run);
  const events = standing.isKnown ? await wholeHistory(deployment, standing.arn) : [];
  const wayOut = `rowmill runs cancel ${run} --engine aws`;
  if (standing.status === 'running')
    throw new RunStatusError(run, `it has not ended - to end it: ${wayOut}`);
  if (standing.isKnown && !(await hasCleanedUp(deployment, standing, events)))
    throw new RunStatusError(run, `it has not cleaned up - to do that: ${wayOut}`);
  await deployment.store.deleteFolder(runReference(run).prefix);
}

/** Ids of the runs that ended before a time, oldest first. @param time milliseconds since 1970 */
export async function runsEndedBefore(
  deployment: OpenDeployment,
  time: number,
): Promise<readonly string[]> {
  const runs = await listAwsRuns(deployment);
  return runs
    .filter((run) => OVER.has(run.status) && endOf(run) < time)
    .map(({ id }) => id)
    .toReversed();
}

const OVER: ReadonlySet<ListedRun['status']> = new Set(['passed', 'failed', 'stopped']);

const endOf = ({ started = '', seconds = 0 }: ListedRun): number =>
  Date.parse(started) + seconds * 1000;
