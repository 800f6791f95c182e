import { resolve } from 'node:path';
import type { EndedRun, RunnerWorld } from '../../runner/drive-run.ts';
import { describeHolder } from '../../runner/hold-run.ts';
import { askToStopRun, redriveRun, resumeRun } from '../../runner/resume-run.ts';
import { summariseRun } from '../../runner/run-view.ts';
import { RunBusyError } from '../../runs/run-errors.ts';
import { findRun, readRunRecord } from '../../runs/run-record.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { ExitCode, failureName } from '../exit-codes.ts';
import { openProgress } from '../progress/progress.ts';
import type { Session } from '../session.ts';
import { withPool } from '../with-pool.ts';
import { concludeRun } from './run.ts';
import type { StoreOption } from './runs-list.ts';

export interface DriveOptions extends StoreOption {
  readonly workers?: number;
}

/** Goes on with a run whose process has ended. One that has ended itself tells again what it came to. */
export async function resume(
  wanted: string,
  options: DriveOptions,
  session: Session,
): Promise<number> {
  const store = createDirectoryStore(resolve(options.store));
  const id = await findRun(store, wanted);
  const { end, status } = await summariseRun(store, id);
  if (end !== undefined) session.output.note(`run ${id} has ended (${status}): nothing is done`);
  return concludeRun(await drive({ id, store, by: resumeRun }, options, session), store, session);
}

/** Runs a run that did not pass once more. */
export async function redrive(
  wanted: string,
  options: DriveOptions,
  session: Session,
): Promise<number> {
  const store = createDirectoryStore(resolve(options.store));
  const id = await findRun(store, wanted);
  const { status, holder } = await summariseRun(store, id);
  if (status === 'running') throw new RunBusyError(id, describeHolder(holder));
  return concludeRun(await drive({ id, store, by: redriveRun }, options, session), store, session);
}

/** Ends a run: whoever drives it is asked to; where nobody does, its clean-up is done here. */
export async function cancel(
  wanted: string,
  options: DriveOptions,
  session: Session,
): Promise<number> {
  const { output, variables: environment } = session;
  const store = createDirectoryStore(resolve(options.store));
  const id = await findRun(store, wanted);
  const reason = 'stopped by rowmill runs cancel';
  if (!(await askToStopRun(id, { store, environment, reason }))) {
    output.note(`nobody drives run ${id}: cleaning up`);
    const ended = await drive({ id, store, by: resumeRun }, options, session);
    return unlessStopped(concludeRun(ended, store, session), { id, session });
  }
  const { green, dim } = output.colors;
  output.print(`${green('✓')} run ${id} is asked to stop: it removes what it created, and ends`);
  output.print(dim(`  to see it end: rowmill runs logs ${id} --follow`));
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, run: id, driven: true });
  return ExitCode.ok;
}

/** That it was stopped is what was wanted. */
async function unlessStopped(
  concluded: Promise<number>,
  { id, session }: { readonly id: string; readonly session: Session },
): Promise<number> {
  try {
    return await concluded;
  } catch (error) {
    if (failureName(error) !== 'RunStoppedError') throw error;
    session.output.event({
      type: 'result',
      ok: true,
      exitCode: ExitCode.ok,
      run: id,
      driven: false,
    });
    return ExitCode.ok;
  }
}

interface Drive {
  readonly id: string;
  readonly store: ObjectStore;
  readonly by: (id: string, world: RunnerWorld) => Promise<EndedRun>;
}

async function drive(
  { id, store, by }: Drive,
  { workers }: DriveOptions,
  { output, signal, variables: environment }: Session,
): Promise<EndedRun> {
  const record = await readRunRecord(store, id);
  const progress = await openProgress(output);
  try {
    return await withPool(workers ?? record.workers, (pool) =>
      by(id, { store, pool, environment, emit: progress.emit, signal }),
    );
  } finally {
    progress.stop();
  }
}
