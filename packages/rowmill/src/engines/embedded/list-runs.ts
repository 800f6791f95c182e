import { RowmillError } from '@rowmill/core';
import { datasetOf } from '../../runner/run-graph.ts';
import { type RunSummary, summariseRun } from '../../runner/run-view.ts';
import { listRuns } from '../../runs/run-record.ts';
import type { DirectoryStore } from '../../stores/object-store.ts';
import type { ListedRun } from '../engine.ts';

/** All runs of a store, the newest first. One that cannot be read has its line like the others: it says why. */
export async function listEmbeddedRuns(store: DirectoryStore): Promise<readonly ListedRun[]> {
  const runs: ListedRun[] = [];
  for (const id of (await listRuns(store)).toReversed()) runs.push(await listed(store, id));
  return runs;
}

async function listed(store: DirectoryStore, id: string): Promise<ListedRun> {
  try {
    const summary = await summariseRun(store, id);
    const { record, status, execution } = summary;
    const dataset = await datasetOf(store, id);
    return {
      id,
      request: record.name,
      status,
      ...timesOf(summary),
      ...(execution > 1 ? { executions: execution } : {}),
      ...(dataset === undefined ? {} : { dataset }),
    };
  } catch (error) {
    if (!(error instanceof RowmillError)) throw error;
    return { id, status: 'unreadable', problem: error.message };
  }
}

/** Of the last execution. When a process was killed, only its journal knows: a list does not read it. */
function timesOf({
  record,
  status,
  execution,
  end,
  holder,
}: RunSummary): Pick<ListedRun, 'started' | 'seconds'> {
  const started = execution === 1 ? record.created : (holder?.since ?? record.created);
  const ended = status === 'running' ? Date.now() : Date.parse(end?.ended ?? '');
  const seconds = (ended - Date.parse(started)) / 1000;
  return { started, ...(Number.isFinite(seconds) ? { seconds: Math.max(0, seconds) } : {}) };
}
