import { describeHolder } from '../../runner/hold-run.ts';
import { readGraph } from '../../runner/run-graph.ts';
import { openRunView } from '../../runner/run-view.ts';
import type { DirectoryStore } from '../../stores/object-store.ts';
import type { ShownRun } from '../engine.ts';

/** A run as its journal and its files tell it. */
export async function showEmbeddedRun(store: DirectoryStore, id: string): Promise<ShownRun> {
  const view = await openRunView(store, id);
  const { record, status, execution, history, holder } = view;
  const { events } = history;
  const started = events[0]?.timestamp ?? Date.parse(record.created);
  const last = events.at(-1)?.timestamp ?? started;
  const ended = status === 'running' ? Date.now() : last;
  const isDriven = status === 'running' && holder !== undefined;
  return {
    ...(await readGraph(store, view)),
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
