import type { Journal, JournalRecord } from '../journal/journal.ts';
import { type MapRunRecord, mapRunRecord } from './map-run-record.ts';
import { childPlace, ownerPath } from './paths.ts';
import { isRedrive } from './read-executions.ts';

/** Counts of the map runs of one execution, also of those that have ended; by path of the map run. */
export async function readRecords(
  journal: Journal,
  execution: string,
): Promise<ReadonlyMap<string, MapRunRecord>> {
  const records = new Map<string, MapRunRecord>();
  for await (const record of journal.records()) {
    if (isRedrive(record, execution)) {
      for (const known of records.values()) known.redrive();
    }
    const mapRun = mapRunIn(record);
    if (mapRun === undefined || ownerPath(mapRun) !== execution) continue;
    const counted = records.get(mapRun) ?? mapRunRecord();
    records.set(mapRun, counted);
    count(counted, record);
  }
  return records;
}

function count(counted: MapRunRecord, record: JournalRecord): void {
  if (record.kind === 'child-ended') {
    counted.end(record.index, record.outcome, undefined);
    return;
  }
  const { type } = record.event;
  const place = childPlace(record.execution);
  if (place === undefined || (type !== 'ExecutionStarted' && type !== 'ExecutionRedriven')) return;
  counted.begin(place.index);
}

function mapRunIn(record: JournalRecord): string | undefined {
  return record.kind === 'child-ended' ? record.mapRun : childPlace(record.execution)?.mapRun;
}
