import { openInbox, RunStatusError, readRunRequest, runFiles } from 'rowmill/engine';
import { beginExecution, recordExecution } from './executions.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { wholeHistory } from './read-history.ts';
import { type Standing, standingOf } from './standing.ts';
import { inputOf } from './start-run.ts';
import { hasCleanedUp } from './stop-run.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Makes sure that a run goes on where it can: Step Functions drives it without us. A run that was put on record and never
 * begun is begun; one that is to stop and whose execution has ended without clean-up gets another execution, which does
 * that alone.
 */
export async function resumeRun(
  deployment: OpenDeployment,
  run: string,
  environment: Environment,
): Promise<void> {
  const standing = await standingOf(deployment, run);
  if (standing.status === 'running') return;
  if (standing.status === 'interrupted') return begin(deployment, standing, { environment });
  const { stop } = await openInbox(deployment.store, run).read();
  const events = standing.isKnown ? await wholeHistory(deployment, standing.arn) : [];
  if (stop === undefined || (await hasCleanedUp(deployment, standing, events))) return;
  await beginNext(deployment, standing, environment);
}

/**
 * Begins another execution of a run that did not pass. The pipeline catches every error and ends in a state of its own,
 * so that what Step Functions calls a redrive would do that last state again, and nothing else.
 *
 * @throws RunStatusError when it passed, or has not ended
 */
export async function redriveRun(
  deployment: OpenDeployment,
  run: string,
  environment: Environment,
): Promise<void> {
  const standing = await standingOf(deployment, run);
  if (standing.status === 'passed')
    throw new RunStatusError(run, 'it passed - there is nothing to run again');
  if (standing.status === 'running' || standing.status === 'interrupted') {
    const problem = `it has not ended - to go on with it: rowmill runs resume ${run} --engine aws`;
    throw new RunStatusError(run, problem);
  }
  const inbox = openInbox(deployment.store, run);
  // A wish that came when the execution was over meant that one.
  const { stop } = await inbox.read();
  if (stop !== undefined) await inbox.dismiss(stop.key);
  await beginNext(deployment, standing, environment);
}

/** An execution that begins knows nothing of what an earlier one of the run came to. */
async function beginNext(
  deployment: OpenDeployment,
  standing: Standing,
  environment: Environment,
): Promise<void> {
  const { store } = deployment;
  const run = standing.record.id;
  const execution = standing.execution + 1;
  if (!(await recordExecution(deployment, { run, number: execution })))
    throw new RunStatusError(run, 'somebody else has just begun it once more');
  await Promise.all(runFiles(run).findings.map((key) => store.delete(key)));
  await begin(deployment, { ...standing, execution }, { environment });
}

async function begin(
  deployment: OpenDeployment,
  { record, execution }: Pick<Standing, 'record' | 'execution'>,
  { environment }: { readonly environment: Environment },
): Promise<void> {
  const run = record.id;
  const request = await readRunRequest(deployment.store, run, environment);
  const input = inputOf(deployment, run, { request });
  await beginExecution(deployment, { run, number: execution }, input);
}
