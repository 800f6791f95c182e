import type { HistoryEvent } from '../history/history-event.ts';
import type { JournalRecord } from '../journal/journal.ts';
import type { ExecutionIdentity } from './execution.ts';
import type { PastEvent } from './instance.ts';
import { childPath, childPlace, ownerPath } from './paths.ts';
import { readPast } from './read-executions.ts';
import { factsBelow, type Replayed, replay } from './read-history.ts';
import { rootFacts } from './root-facts.ts';

/** The history of one of the executions of a journal. */
export interface HistoryOfExecution {
  /** Path: empty for the first one, `/<map run>/<index>` for a child. */
  readonly execution: string;
  readonly events: readonly HistoryEvent[];
}

/**
 * The histories of an execution and of all children of its map runs, in order of their ends. The journal is read once
 * for each level of children, and only children that have not succeeded are kept in memory.
 */
export async function* readHistories(
  options: ExecutionIdentity,
): AsyncGenerator<HistoryOfExecution> {
  const pasts = await readPast(options.journal, new Set(['']));
  const root = await replay(rootFacts(options), pasts.get('') ?? []);
  yield { execution: '', events: root.history };
  let owners: ReadonlyMap<string, Replayed> = new Map([['', root]]);
  while ([...owners.values()].some(({ mapRuns }) => mapRuns.size > 0)) {
    const next = new Map<string, Replayed>();
    for await (const [execution, replayed] of childrenOf(owners, options)) {
      yield { execution, events: replayed.history };
      if (replayed.mapRuns.size > 0) next.set(execution, replayed);
    }
    owners = next;
  }
}

async function* childrenOf(
  owners: ReadonlyMap<string, Replayed>,
  { journal }: ExecutionIdentity,
): AsyncGenerator<readonly [string, Replayed]> {
  const open = new Map<string, PastEvent[]>();
  const replayed = (path: string): Promise<Replayed> => {
    const owner = owners.get(ownerOf(path) ?? '');
    if (owner === undefined) throw new Error(`the journal has no owner of "${path}"`);
    return replay(factsBelow(owner, path), open.get(path) ?? []);
  };
  for await (const record of journal.records()) {
    const path = pathOf(record);
    const owner = ownerOf(path);
    if (owner === undefined || !owners.has(owner)) continue;
    if (record.kind === 'event') {
      take(open, path, record);
    } else if (record.outcome.status === 'SUCCEEDED') {
      yield [path, await replayed(path)];
      open.delete(path);
    }
  }
  // The others may have been redriven after their end.
  for (const path of open.keys()) yield [path, await replayed(path)];
}

function take(
  open: Map<string, PastEvent[]>,
  path: string,
  { at, event }: Extract<JournalRecord, { kind: 'event' }>,
): void {
  const past = event.type === 'ExecutionStarted' ? [] : (open.get(path) ?? []);
  past.push({ at, event });
  open.set(path, past);
}

const pathOf = (record: JournalRecord): string =>
  record.kind === 'event' ? record.execution : childPath(record.mapRun, record.index);

/** Path of the execution in whose map run a child is; nothing for the first execution. */
function ownerOf(path: string): string | undefined {
  const place = childPlace(path);
  return place && ownerPath(place.mapRun);
}
