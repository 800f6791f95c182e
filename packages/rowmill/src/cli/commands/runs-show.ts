import { resolve } from 'node:path';
import { awsEvent } from '@rowmill/asl';
import { historiesOf } from '../../runner/histories.ts';
import { describeHolder } from '../../runner/hold-run.ts';
import { type RunGraph, readGraph } from '../../runner/run-graph.ts';
import { openRunView, type RunView } from '../../runner/run-view.ts';
import { findRun } from '../../runs/run-record.ts';
import { createDirectoryStore } from '../../stores/directory-store.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { runGraph, type ShownRun } from '../views/run-graph.ts';
import { shownRunEvent } from '../views/shown-run-event.ts';
import type { StoreOption } from './runs-list.ts';

/** A run as it stands; with `--json` also everything that happened in it. */
export async function showRun(
  wanted: string,
  options: StoreOption,
  { output }: Session,
): Promise<number> {
  const store = createDirectoryStore(resolve(options.store));
  const run = await openRunView(store, await findRun(store, wanted));
  const shown = shownRun(run, await readGraph(store, run));
  if (output.json) {
    for await (const { execution, events } of historiesOf(store, run)) {
      for (const event of events)
        output.event({ type: 'history', execution, event: awsEvent(event) });
    }
  }
  output.event({ type: 'result', ok: true, exitCode: ExitCode.ok, ...shownRunEvent(shown) });
  output.print(runGraph(shown, output));
  return ExitCode.ok;
}

function shownRun(run: RunView, graph: RunGraph): ShownRun {
  const { record, status, execution, history, holder } = run;
  const { events } = history;
  const started = events[0]?.timestamp ?? Date.parse(record.created);
  const last = events.at(-1)?.timestamp ?? started;
  const ended = status === 'running' ? Date.now() : last;
  const isDriven = status === 'running' && holder !== undefined;
  return {
    ...graph,
    id: record.id,
    request: record.name,
    command: record.command,
    status,
    execution,
    started,
    seconds: Math.max(0, ended - started) / 1000,
    ...(isDriven ? { driver: describeHolder(holder) } : {}),
  };
}
