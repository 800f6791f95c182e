import { awsEvent } from '@rowmill/asl';
import { type EngineOptions, openEngine } from '../engine-options.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { runGraph } from '../views/run-graph.ts';
import { shownRunEvent } from '../views/shown-run-event.ts';

/** A run as it stands; with `--json` also everything that happened in it. */
export async function showRun(
  wanted: string,
  options: EngineOptions,
  session: Session,
): Promise<number> {
  const { output } = session;
  const engine = await openEngine(options, session);
  const id = await engine.find(wanted);
  const shown = await engine.show(id);
  if (output.json) {
    for await (const { execution, events } of engine.histories(id)) {
      for (const event of events)
        output.event({ type: 'history', execution, event: awsEvent(event) });
    }
  }
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, ...shownRunEvent(shown) });
  output.print(runGraph(shown, output));
  return ExitCode.ok;
}
