import { parseDuration } from '@rowmill/core/engine';
import { countOf } from '../../reports/quantities.ts';
import { UsageError } from '../../usage-error.ts';
import { type EngineOptions, openEngine } from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';

export interface RemoveOptions extends EngineOptions {
  readonly olderThan?: string;
}

/** Removes the directory of a run, or of all that ended long ago. */
export async function removeRuns(
  wanted: string | undefined,
  { olderThan, ...options }: RemoveOptions,
  session: Session,
): Promise<number> {
  const { output } = session;
  if ((wanted === undefined) === (olderThan === undefined))
    throw new UsageError('name a run, or say --older-than <age>: one of the two');
  const engine = await openEngine(options, session);
  const ids =
    wanted === undefined
      ? await engine.endedBefore(Date.now() - ageIn(olderThan ?? ''))
      : [await engine.find(wanted)];
  for (const id of ids) {
    await engine.remove(id);
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
