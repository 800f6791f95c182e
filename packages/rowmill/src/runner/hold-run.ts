import {
  type FileJournal,
  type IsAlive,
  JournalBusyError,
  JournalError,
  type Json,
  openFileJournal,
} from '@rowmill/asl';
import { ownerName } from '../environments/owner-name.ts';
import { isGone, ownIdentity, type ProcessIdentity } from '../environments/process-identity.ts';
import { RunBusyError, RunJournalError } from '../runs/run-errors.ts';
import { runFiles } from '../runs/run-files.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { isFull } from './space-reserve.ts';

/** Who drives a run: the process, and the person behind it. */
export interface RunHolder extends ProcessIdentity {
  readonly who: string;
  /** RFC 3339, UTC. */
  readonly since: string;
}

/**
 * Opens the journal of an execution, which nobody else can open until it is closed or this process ends: the lease of
 * the run. Its token grows with each process that drives the run; what an earlier one still writes is not read.
 *
 * @throws {@link RunBusyError} when another process drives the run.
 */
export async function holdRun(
  store: DirectoryStore,
  run: string,
  execution: number,
): Promise<FileJournal> {
  const directory = store.path(runFiles(run).journal(execution));
  const since = new Date().toISOString();
  const holder: RunHolder = {
    ...ownIdentity(),
    who: ownerName(),
    since,
  };
  try {
    return await openFileJournal({ directory, holder: { ...holder }, isAlive });
  } catch (error) {
    throw explainJournal(run, error);
  }
}

/** What somebody else is doing to the run, in words. */
export function describeHolder(holder: unknown): string {
  if (!isHolder(holder)) return 'another process';
  return `${holder.who} (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
}

/** Errors of journals, in words about the run; others as they are. */
export function explainJournal(run: string, error: unknown): unknown {
  if (error instanceof JournalBusyError) {
    return new RunBusyError(run, describeHolder(error.holder), { cause: error });
  }
  if (error instanceof JournalError && isFull(error)) {
    const problem = `the disk is full - free some space, then: rowmill runs resume ${run}`;
    return new RunJournalError(problem, { run, cause: error });
  }
  if (error instanceof JournalError && error.isDamaged) {
    const problem = `${error.message}: rowmill runs remove ${run}, then rowmill run`;
    return new RunJournalError(problem, { run, cause: error });
  }
  if (error instanceof JournalError)
    return new RunJournalError(error.message, { run, cause: error });
  return error;
}

/** Whether the holder of a journal is there. Of processes on other machines nobody can tell. */
export const isAlive: IsAlive = (holder: Json) => {
  if (!isHolder(holder)) return undefined;
  const own = ownIdentity();
  if (holder.host !== own.host || holder.space !== own.space) return undefined;
  return !isGone(holder);
};

export function isHolder(value: unknown): value is RunHolder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, host, space, started, who, since } = value as Partial<RunHolder>;
  return (
    typeof pid === 'number' &&
    [host, space, started, who, since].every((text) => typeof text === 'string')
  );
}
