import { type EngineOptions, openEngine } from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { runList } from '../views/run-list.ts';

/** All runs. One that cannot be read has its line like the others: it says why. */
export async function listRuns(options: EngineOptions, session: Session): Promise<number> {
  const { output } = session;
  const engine = await openEngine(options, session);
  const runs = await engine.list();
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, runs });
  output.print(runList(runs, output));
  return ExitCode.ok;
}
