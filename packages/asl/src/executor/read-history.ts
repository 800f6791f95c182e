import { ExecutionStatusError } from '../errors.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Journal } from '../journal/journal.ts';
import type { Command } from '../reducer/commands.ts';
import type { ExecutionFacts } from '../reducer/facts.ts';
import type { MapRunRequest } from '../reducer/map-run-request.ts';
import { type ExecutionState, emptyState } from '../reducer/state.ts';
import { step } from '../reducer/step.ts';
import { childFacts, mapOf } from './child-facts.ts';
import type { ExecutionHistory, ExecutionIdentity, MapRunProgress } from './execution.ts';
import { hasEnded, type PastEvent } from './instance.ts';
import { mapRunRecord } from './map-run-record.ts';
import { resultIn } from './open-execution.ts';
import { childPlace, mapRunPath, ownerPath } from './paths.ts';
import { readPast } from './read-executions.ts';
import { readRecords } from './read-records.ts';
import { rootFacts } from './root-facts.ts';

/**
 * What a journal tells of an execution, or of a child of it, derived again by replay: nothing is run.
 * `execution` is the path of a child, `/<map run>/<index>`.
 *
 * @throws {@link ExecutionStatusError} when there is no such execution
 */
export async function readHistory(
  options: ExecutionIdentity & { readonly execution?: string },
): Promise<ExecutionHistory> {
  const { journal, execution: path = '' } = options;
  const lineage = lineageOf(path);
  const pasts = await readPast(journal, new Set(lineage));
  let replayed = await replay(rootFacts(options), pasts.get('') ?? []);
  for (const inner of lineage.slice(1)) {
    replayed = await replay(factsBelow(replayed, inner), pasts.get(inner) ?? []);
  }
  if (path !== '' && replayed.state.status === 'PENDING') throw unknown(path);
  const { state, history } = replayed;
  return {
    status: state.status,
    ...(hasEnded(state) && { result: resultIn(state) }),
    events: history,
    mapRuns: await progressOf(journal, path, replayed),
  };
}

/** Paths from the first execution to the one that is wanted. */
function lineageOf(path: string): readonly string[] {
  const place = childPlace(path);
  if (place === undefined) return [''];
  return [...lineageOf(ownerPath(place.mapRun)), path];
}

/** An execution, brought to where its journal ends. */
export interface Replayed {
  readonly facts: ExecutionFacts;
  readonly state: ExecutionState;
  readonly history: readonly HistoryEvent[];
  readonly mapRuns: ReadonlyMap<string, ReplayedMapRun>;
}

interface ReplayedMapRun {
  readonly request: MapRunRequest;
  readonly status: MapRunProgress['status'];
}

export async function replay(facts: ExecutionFacts, past: readonly PastEvent[]): Promise<Replayed> {
  let state = emptyState;
  const history: HistoryEvent[] = [];
  const mapRuns = new Map<string, ReplayedMapRun>();
  for (const { event, at } of past) {
    const next = await step(facts, state, event, at);
    state = next.state;
    history.push(...next.history);
    if (event.type === 'MapRunSucceeded') setStatus(mapRuns, event.mapRun, 'SUCCEEDED');
    if (event.type === 'MapRunFailed') setStatus(mapRuns, event.mapRun, 'FAILED');
    for (const command of next.commands) follow(mapRuns, command);
  }
  return { facts, state, history, mapRuns };
}

function follow(mapRuns: Map<string, ReplayedMapRun>, command: Command): void {
  if (command.type === 'start-map-run' || command.type === 'redrive-map-run') {
    const { request } = command;
    mapRuns.set(request.mapRun, { request, status: 'RUNNING' });
  } else if (command.type === 'stop-map-run') {
    // One that has failed is let go of, too, when the state is left.
    if (mapRuns.get(command.mapRun)?.status === 'RUNNING')
      setStatus(mapRuns, command.mapRun, 'ABORTED');
  }
}

function setStatus(
  mapRuns: Map<string, ReplayedMapRun>,
  mapRun: string,
  status: MapRunProgress['status'],
): void {
  const known = mapRuns.get(mapRun);
  if (known !== undefined) mapRuns.set(mapRun, { ...known, status });
}

export function factsBelow({ facts, mapRuns }: Replayed, path: string): ExecutionFacts {
  const place = childPlace(path);
  const mapRun = place?.mapRun.slice(place.mapRun.lastIndexOf('/') + 1) ?? '';
  const request = mapRuns.get(mapRun)?.request;
  if (place === undefined || request === undefined) throw unknown(path);
  return childFacts(facts, request, mapOf(facts, request))(place.index);
}

const unknown = (path: string): ExecutionStatusError =>
  new ExecutionStatusError(
    `the journal knows no execution "${path}" - children are named /<map run>/<index>`,
  );

async function progressOf(
  journal: Journal,
  execution: string,
  { mapRuns, state }: Replayed,
): Promise<readonly MapRunProgress[]> {
  if (mapRuns.size === 0) return [];
  const records = await readRecords(journal, execution);
  return [...mapRuns.values()].map(({ request, status }) => {
    const mapRun = mapRunPath(execution, request.mapRun);
    const { failedItems: _, ...counts } = (records.get(mapRun) ?? mapRunRecord()).counts();
    const begun = counts.succeeded + counts.failed + counts.aborted + counts.running;
    const isWithoutBatches = request.batcher === undefined && request.items !== undefined;
    const known = isWithoutBatches ? request.items?.length : undefined;
    const total = status === 'SUCCEEDED' ? begun : known;
    return {
      mapRun,
      state: request.state,
      status: status === 'RUNNING' && hasEnded(state) ? 'ABORTED' : status,
      ...counts,
      pending: total === undefined ? 0 : total - begun,
      ...(total !== undefined && { total }),
    };
  });
}
