import { resolve } from 'node:path';
import { parseDuration } from '@rowmill/core/engine';
import { countOf } from '../../reports/quantities.ts';
import { removeRun, runsEndedBefore } from '../../runner/remove-run.ts';
import { findRun } from '../../runs/run-record.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import type { StoreOption } from './runs-list.ts';

export interface RemoveOptions extends StoreOption {
  readonly olderThan?: string;
}

/** Removes the directory of a run, or of all that ended long ago. */
export async function removeRuns(
  wanted: string | undefined,
  options: RemoveOptions,
  { output }: Session,
): Promise<number> {
  const { olderThan } = options;
  if ((wanted === undefined) === (olderThan === undefined))
    throw new UsageError('name a run, or say --older-than <age>: one of the two');
  const store = createDirectoryStore(resolve(options.store));
  const ids =
    wanted === undefined
      ? await runsEndedBefore(store, Date.now() - ageIn(olderThan ?? ''))
      : [await findRun(store, wanted)];
  for (const id of ids) {
    await removeRun(store, id);
    output.print(`removed run ${id}`);
  }
  if (wanted === undefined) output.print(`${countOf(ids.length, 'run')} removed`);
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, removed: ids });
  return ExitCode.ok;
}

/** @returns milliseconds */
function ageIn(text: string): number {
  const age = parseDuration(text);
  if (age !== undefined) return age;
  throw new UsageError(`--older-than: "${text}" is no age - write 90m, 12h or 30d`);
}
