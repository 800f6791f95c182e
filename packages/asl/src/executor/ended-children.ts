import type { ChildOutcome, Journal, JournalRecord } from '../journal/journal.ts';
import type { Json } from '../json.ts';
import { childPlace, ownerPath } from './paths.ts';
import { isRedrive } from './read-executions.ts';

/** A child of a map run that has ended, as the journal tells of it. */
export interface EndedChild {
  readonly index: number;
  readonly input: Json;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly stoppedAt: number;
  readonly redriveCount: number;
  readonly redrivenAt?: number;
  /** Redrives of the map run before the child ended. */
  readonly generation: number;
  readonly outcome: ChildOutcome;
}

type Draft = { -readonly [Field in keyof EndedChild]?: EndedChild[Field] } & { size: number };

/** Characters of JSON that are kept at once. */
const MAX_LENGTH = 16 * 1024 * 1024;

/**
 * The children of a map run in their order. The journal has them in the order in which they ended; it is read as often
 * as their inputs and outputs exceed what may be kept at once.
 */
export async function* endedChildren(
  journal: Journal,
  mapRun: string,
  { maxLength = MAX_LENGTH }: { readonly maxLength?: number } = {},
): AsyncGenerator<EndedChild, void> {
  for (let first = 0; first < Number.POSITIVE_INFINITY; ) {
    const { drafts, end } = await readWindow(journal, { mapRun, first, maxLength });
    for (const index of [...drafts.keys()].sort((a, b) => a - b)) {
      const { size: _, ...child } = drafts.get(index) ?? { size: 0 };
      if (isWhole(child)) yield child;
    }
    first = end;
  }
}

function isWhole(child: Partial<EndedChild>): child is EndedChild {
  return child.outcome !== undefined && child.input !== undefined;
}

async function readWindow(
  journal: Journal,
  {
    mapRun,
    first,
    maxLength,
  }: { readonly mapRun: string; readonly first: number; readonly maxLength: number },
): Promise<{ readonly drafts: Map<number, Draft>; readonly end: number }> {
  const drafts = new Map<number, Draft>();
  let end = Number.POSITIVE_INFINITY;
  let length = 0;
  for await (const { index, record, generation } of childRecords(journal, mapRun)) {
    if (index < first || index >= end) continue;
    const draft = drafts.get(index) ?? { index, size: 0 };
    drafts.set(index, draft);
    length += addTo(draft, record, generation);
    if (length > maxLength && drafts.size > 1) ({ end, length } = dropUpperHalf(drafts));
  }
  return { drafts, end };
}

interface ChildRecord {
  readonly index: number;
  readonly record: JournalRecord;
  readonly generation: number;
}

/** What a journal tells of the children of a map run, of all attempts. */
async function* childRecords(journal: Journal, mapRun: string): AsyncGenerator<ChildRecord, void> {
  const owner = ownerPath(mapRun);
  let generation = -1;
  for await (const record of journal.records()) {
    const index = indexIn(record, mapRun);
    if (index !== undefined) {
      generation = Math.max(0, generation);
      yield { index, record, generation };
    } else if (generation >= 0 && isRedrive(record, owner)) generation++;
  }
}

function indexIn(record: JournalRecord, mapRun: string): number | undefined {
  if (record.kind === 'child-ended') return record.mapRun === mapRun ? record.index : undefined;
  if (!record.execution.startsWith(`${mapRun}/`)) return undefined;
  const place = childPlace(record.execution);
  return place?.mapRun === mapRun ? place.index : undefined;
}

/** @returns how much longer the draft is now */
function addTo(draft: Draft, record: JournalRecord, generation: number): number {
  const before = draft.size;
  if (record.kind === 'child-ended') {
    const { at: stoppedAt, outcome } = record;
    draft.size += JSON.stringify(outcome).length;
    Object.assign(draft, { stoppedAt, outcome, generation });
  } else if (record.event.type === 'ExecutionStarted') {
    const { input } = record.event;
    draft.size += JSON.stringify(input).length;
    Object.assign(draft, { input, startedAt: record.at, redriveCount: 0 });
    delete draft.redrivenAt;
  } else if (record.event.type === 'ExecutionRedriven') {
    draft.redriveCount = (draft.redriveCount ?? 0) + 1;
    draft.redrivenAt = record.at;
  }
  return draft.size - before;
}

/** @returns where the rest begins, and the length of what stays */
function dropUpperHalf(drafts: Map<number, Draft>): { end: number; length: number } {
  const indexes = [...drafts.keys()].sort((a, b) => a - b);
  const dropped = indexes.splice(Math.ceil(indexes.length / 2));
  for (const index of dropped) drafts.delete(index);
  const length = indexes.reduce((sum, index) => sum + (drafts.get(index)?.size ?? 0), 0);
  return { end: dropped[0] ?? Number.POSITIVE_INFINITY, length };
}
