import type { ChildOutcome, Journal, JournalRecord } from '../journal/journal.ts';
import type { Json } from '../json.ts';
import type { PastEvent } from './instance.ts';
import type { LeftOver } from './left-over.ts';
import { leftOver } from './left-over.ts';
import { type MapRunRecords, mapRunRecords } from './map-run-records.ts';
import { childPath, childPlace, mapRunPath } from './paths.ts';

/** What a journal tells of all executions that have not ended. */
export interface PastExecutions {
  /** Of the first execution; empty where the journal is empty. */
  readonly events: readonly PastEvent[];
  readonly records: MapRunRecords;
  readonly leftOver: LeftOver;
  /** Of the last record, in milliseconds since 1970; 0 where there is none. */
  readonly latest: number;
}

/** Reads a journal: children that have ended leave a few bits each, and their events are forgotten. */
export async function readExecutions(journal: Journal): Promise<PastExecutions> {
  const reading = newReading();
  let latest = 0;
  for await (const record of journal.records()) {
    latest = Math.max(latest, record.at);
    if (record.kind === 'event') takeEvent(reading, record);
    else takeEnd(reading, record);
  }
  const { open, incomplete, records } = reading;
  if (incomplete.size > 0) {
    for (const [path, events] of await readPast(journal, incomplete)) open.set(path, events);
  }
  const events = open.get('') ?? [];
  open.delete('');
  return { events, records, leftOver: leftOver(open), latest };
}

/** All events of some executions, since each of them began. */
export async function readPast(
  journal: Journal,
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PastEvent[]>> {
  const pasts = new Map<string, PastEvent[]>();
  for await (const record of journal.records()) {
    if (record.kind !== 'event' || !paths.has(record.execution)) continue;
    const { execution, at, event } = record;
    const past = event.type === 'ExecutionStarted' ? [] : (pasts.get(execution) ?? []);
    past.push({ at, event });
    pasts.set(execution, past);
  }
  return pasts;
}

export const isRedrive = (record: JournalRecord, execution: string): boolean =>
  record.kind === 'event' &&
  record.execution === execution &&
  record.event.type === 'ExecutionRedriven';

interface Reading {
  readonly open: Map<string, PastEvent[]>;
  /** Redriven children: their events before that were forgotten when they had ended. */
  readonly incomplete: Set<string>;
  readonly records: MapRunRecords;
}

const newReading = (): Reading => ({
  open: new Map(),
  incomplete: new Set(),
  records: mapRunRecords(),
});

function takeEvent(
  { open, incomplete, records }: Reading,
  { execution, at, event }: Extract<JournalRecord, { kind: 'event' }>,
): void {
  const place = childPlace(execution);
  switch (event.type) {
    case 'ExecutionStarted':
      open.set(execution, []);
      if (place !== undefined) records.of(place.mapRun).begin(place.index);
      break;
    case 'ExecutionRedriven':
      records.redriveBelow(execution);
      if (place === undefined) break;
      records.of(place.mapRun).begin(place.index);
      if (!open.has(execution)) incomplete.add(execution);
      break;
    case 'MapRunSucceeded':
      records.drop(mapRunPath(execution, event.mapRun));
      break;
  }
  const past = open.get(execution) ?? [];
  past.push({ at, event });
  open.set(execution, past);
}

function takeEnd(
  { open, incomplete, records }: Reading,
  {
    mapRun,
    index,
    outcome,
  }: { readonly mapRun: string; readonly index: number; readonly outcome: ChildOutcome },
): void {
  const path = childPath(mapRun, index);
  records.of(mapRun).end(index, outcome, inputOf(open.get(path)));
  open.delete(path);
  incomplete.delete(path);
  if (outcome.status === 'SUCCEEDED') records.dropBelow(path);
}

function inputOf(past: readonly PastEvent[] | undefined): Json | undefined {
  const event = past?.[0]?.event;
  return event?.type === 'ExecutionStarted' ? event.input : undefined;
}
