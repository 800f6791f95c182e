import { type ExecutionHistory, readHistory } from '@rowmill/asl';
import { openInbox } from '../runs/inbox.ts';
import { readRunRequest } from '../runs/request-record.ts';
import { RunStatusError } from '../runs/run-errors.ts';
import { runReference } from '../runs/run-files.ts';
import { readEnvironments } from '../stages/environments-file.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { openRunDirectory } from '../stores/run-directory.ts';
import { checkSecrets, checkTargetSecrets } from './check-secrets.ts';
import { driveRun, type EndedRun, type RunnerWorld } from './drive-run.ts';
import { explainJournal, holdRun } from './hold-run.ts';
import { readOnly, viewJournal } from './journal-view.ts';
import { executionIdentity, type OpenedRun, openRun } from './open-run.ts';

/**
 * Goes on with a run whose process ended. A run that has ended gives its result again, and nothing is done.
 *
 * @throws RunBusyError when another process drives it; SecretError when a secret that it needs cannot be had.
 */
export async function resumeRun(id: string, world: RunnerWorld): Promise<EndedRun> {
  const { store } = world;
  const run = await openRun(store, id);
  if (!hasEnded(await statusOf(store, run)) && !(await isToStop(store, id)))
    await checkSecrets(await readRunRequest(store, id, world.environment), world.environment);
  const journal = await holdRun(store, id, run.execution);
  return driveRun(run, journal, world);
}

/**
 * Runs a run that did not pass once more, in an execution of its own. What earlier ones have made is found, and not
 * made again; environments and tests begin anew, since the clean-up has removed what they had.
 *
 * @throws RunStatusError when it passed, or has not ended.
 */
export async function redriveRun(id: string, world: RunnerWorld): Promise<EndedRun> {
  const run = await openRun(world.store, id);
  const status = await statusOf(world.store, run);
  if (status === 'SUCCEEDED')
    throw new RunStatusError(id, 'it passed - there is nothing to run again');
  if (!hasEnded(status)) {
    throw new RunStatusError(id, `it has not ended - to go on with it: rowmill runs resume ${id}`);
  }
  await checkSecrets(await readRunRequest(world.store, id, world.environment), world.environment);
  const inbox = openInbox(world.store, id);
  // A wish that came when the execution was over meant that one.
  const { stop } = await inbox.read();
  if (stop !== undefined) await inbox.dismiss(stop.key);
  const execution = run.execution + 1;
  const journal = await holdRun(world.store, id, execution);
  return driveRun({ ...run, execution }, journal, world);
}

/**
 * Asks for the end of a run, with clean-up.
 *
 * @returns whether a process drives it, which will see to it; otherwise {@link resumeRun} does, at once
 * @throws RunStatusError when it has ended.
 */
export async function askToStopRun(
  id: string,
  {
    store,
    environment,
    reason,
  }: Pick<RunnerWorld, 'store' | 'environment'> & { readonly reason: string },
): Promise<boolean> {
  const run = await openRun(store, id);
  const status = await statusOf(store, run);
  if (hasEnded(status)) {
    throw new RunStatusError(id, 'it has ended - there is nothing to stop');
  }
  const view = await viewJournal(store, id, run.execution);
  const isDriven = view.holder?.isAlive === true;
  if (!isDriven) {
    const made = await readEnvironments(openRunDirectory(store, runReference(id).prefix));
    const names = made.map(({ name }) => name);
    await checkTargetSecrets(await readRunRequest(store, id, environment), environment, names);
  }
  await openInbox(store, id).askToStop(reason);
  return isDriven;
}

/** A run that is to stop needs the secrets of its clean-up, which were looked up when it was asked to. */
async function isToStop(store: DirectoryStore, id: string): Promise<boolean> {
  return (await openInbox(store, id).read()).stop !== undefined;
}

const hasEnded = (status: ExecutionHistory['status']): boolean =>
  status !== 'PENDING' && status !== 'RUNNING';

async function statusOf(
  store: DirectoryStore,
  run: OpenedRun,
): Promise<ExecutionHistory['status']> {
  const { id } = run.record;
  const view = await viewJournal(store, id, run.execution);
  try {
    const { status } = await readHistory(executionIdentity(run, readOnly(view)));
    return status;
  } catch (error) {
    throw explainJournal(id, error);
  }
}
