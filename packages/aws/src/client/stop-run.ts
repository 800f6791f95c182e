import type { HistoryEvent } from '@rowmill/asl';
import { createStageRecorder, openInbox, RunStatusError } from 'rowmill/engine';
import type { OpenDeployment } from './open-deployment.ts';
import { wholeHistory } from './read-history.ts';
import { readWorkflow } from './run-workflow.ts';
import { GONE, type Standing, standingOf } from './standing.ts';
import { failTokens, waitingTokens } from './waiting-tokens.ts';

/**
 * Leaves the wish that a run be stopped where its tasks look for it: each of them then ends with RunStoppedError, which
 * the document catches, so that the run goes on to its clean-up. Stopping the execution itself would end it without.
 * Tasks that wait for a token are ended. May be repeated.
 *
 * @param options.events history of the execution so far
 */
export async function stopRun(
  deployment: OpenDeployment,
  run: string,
  { reason, events }: { readonly reason: string; readonly events: readonly HistoryEvent[] },
): Promise<void> {
  const inbox = openInbox(deployment.store, run);
  if ((await inbox.read()).stop === undefined) await inbox.askToStop(reason);
  await failTokens(deployment, waitingTokens(events), reason);
}

/**
 * Asks for the end of a run, with clean-up.
 *
 * @returns false where its execution has ended without clean-up, or was never begun: another one has to do it
 * @throws RunStatusError when it has ended in order
 */
export async function askToStop(
  deployment: OpenDeployment,
  run: string,
  reason: string,
): Promise<boolean> {
  const standing = await standingOf(deployment, run);
  const events = standing.isKnown ? await wholeHistory(deployment, standing.arn) : [];
  if (standing.status !== 'running' && (await hasCleanedUp(deployment, standing, events)))
    throw new RunStatusError(run, 'it has ended - there is nothing to stop');
  await stopRun(deployment, run, { reason, events });
  return standing.status === 'running';
}

/**
 * Whether nothing of what a run has created can be left: its execution went through the clean-up, as every way of the
 * document does, unless somebody has stopped the execution itself or it has met a limit of Step Functions.
 */
export async function hasCleanedUp(
  { store }: Pick<OpenDeployment, 'store'>,
  { record, isKnown, status, failure }: Pick<Standing, 'record' | 'isKnown' | 'status' | 'failure'>,
  events: readonly HistoryEvent[],
): Promise<boolean> {
  if (status === 'passed') return true;
  // The report, which comes after the clean-up, is all that tells of an execution that was deleted.
  if (!isKnown) return status !== 'interrupted' && failure?.error !== GONE;
  const recorder = createStageRecorder(await readWorkflow(store, record.id));
  for (const event of events) recorder.take(event);
  const cleanUp = recorder.stages().find(({ name }) => name === 'clean up');
  return cleanUp?.status === 'passed' || cleanUp?.status === 'skipped';
}
