import type { RunEngine } from '../../engines/engine.ts';
import { type EngineOptions, engineOption, openEngine } from '../engine-options.ts';
import { ExitCode, failureName } from '../exit-codes.ts';
import { watched } from '../progress/watched.ts';
import type { Session } from '../session.ts';
import { concludeRun } from './run.ts';

/** Goes on with a run whose process has ended. One that has ended itself tells again what it came to. */
export async function resume(
  wanted: string,
  options: EngineOptions,
  session: Session,
): Promise<number> {
  const engine = await openEngine(options, session);
  const id = await engine.find(wanted);
  const status = await engine.status(id);
  if (status !== 'running' && status !== 'interrupted')
    session.output.note(`run ${id} has ended (${status}): nothing is done`);
  const ended = await watched(session, (watch) => engine.resume(id, watch));
  return concludeRun(ended, engine, { session });
}

/** Runs a run that did not pass once more. */
export async function redrive(
  wanted: string,
  options: EngineOptions,
  session: Session,
): Promise<number> {
  const engine = await openEngine(options, session);
  const id = await engine.find(wanted);
  const ended = await watched(session, (watch) => engine.redrive(id, watch));
  return concludeRun(ended, engine, { session });
}

/** Ends a run: whoever drives it is asked to; where nobody does, its clean-up is done here. */
export async function cancel(
  wanted: string,
  options: EngineOptions,
  session: Session,
): Promise<number> {
  const { output } = session;
  const engine = await openEngine(options, session);
  const id = await engine.find(wanted);
  if (!(await engine.askToStop(id, 'stopped by rowmill runs cancel'))) {
    output.note(`nobody drives run ${id}: cleaning up`);
    return cleanUp(id, engine, session);
  }
  const { green, dim } = output.colors;
  output.print(`${green('✓')} run ${id} is asked to stop: it removes what it created, and ends`);
  output.print(dim(`  to see it end: rowmill runs logs ${id} --follow${engineOption(options)}`));
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, run: id, driven: true });
  return ExitCode.ok;
}

/** That it was stopped is what was wanted. */
async function cleanUp(id: string, engine: RunEngine, session: Session): Promise<number> {
  const ended = await watched(session, (watch) => engine.resume(id, watch));
  try {
    return await concludeRun(ended, engine, { session });
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
