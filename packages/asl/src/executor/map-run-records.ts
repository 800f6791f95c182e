import { type MapRunRecord, mapRunRecord } from './map-run-record.ts';
import { ownerPath } from './paths.ts';

/** Records of all map runs that have not succeeded, by path: `/<map run>`, `/<map run>/<index>/<map run>`. */
export interface MapRunRecords {
  /** Begins one where there is none. */
  of(mapRun: string): MapRunRecord;
  /** The map run has succeeded. */
  drop(mapRun: string): void;
  /** The execution has succeeded, and its map runs with it. */
  dropBelow(execution: string): void;
  /** The execution goes on from where it failed. */
  redriveBelow(execution: string): void;
}

export function mapRunRecords(): MapRunRecords {
  const byExecution = new Map<string, Map<string, MapRunRecord>>();

  const below = (execution: string): Map<string, MapRunRecord> => {
    const known = byExecution.get(execution);
    if (known !== undefined) return known;
    const records = new Map<string, MapRunRecord>();
    byExecution.set(execution, records);
    return records;
  };

  return {
    of(mapRun) {
      const records = below(ownerPath(mapRun));
      const known = records.get(mapRun);
      if (known !== undefined) return known;
      const record = mapRunRecord();
      records.set(mapRun, record);
      return record;
    },
    drop(mapRun) {
      const records = byExecution.get(ownerPath(mapRun));
      records?.delete(mapRun);
      if (records?.size === 0) byExecution.delete(ownerPath(mapRun));
    },
    dropBelow: (execution) => byExecution.delete(execution),
    redriveBelow(execution) {
      for (const record of byExecution.get(execution)?.values() ?? []) record.redrive();
    },
  };
}
