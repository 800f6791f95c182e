import type { MeasuredTable } from 'rowmill/engine';
import type { Activity, SizedRun } from './activity.ts';
import { partsPerShardOf, planningSeconds } from './dataset-activities.ts';
import { MEMORY_MB } from './memory.ts';
import { onLambda, shardsOf, transferSeconds } from './table-work.ts';
import { partsOf } from './workload.ts';

/** Bytes of keys that a child of the map over their ranges searches. */
const KEY_RANGE_BYTES = 2 ** 30;
/** Keys that ValidateDataset brings below `/tmp` at once (`key-sources.ts` of rowmill). */
const WINDOW_BYTES = 8 * 2 ** 30;
/** Ranges of keys that it asks for at once (`stored-keys.ts` of rowmill). */
const KEY_READS_AT_ONCE = 48;
/** Keys of a segment of a key file (`write-keys.ts` of @rowmill/core). */
const SEGMENT_KEYS = 2 ** 16;
/** Of a key of 64 bits in its file, with the number of its row; one of 128 bits has 20. */
const NARROW_BYTES = 12;
/** Row numbers are not brought where nothing is found. */
const ROW_BYTES = 4;
/** Rates of the search are for keys of 64 bits. */
const SEARCHED_BYTES = 8;

/** The checks of a whole dataset: by keys, and by DuckDB over the parts. */
export function validateActivities(run: SizedRun): readonly Activity[] {
  const { keySearch } = run.model.traits;
  const bytes = sumOf(run, searchedBytesOf);
  if (keySearch === 'one function' || bytes <= KEY_RANGE_BYTES)
    return [validateActivity(run, bytes)];
  return [checkKeysActivity(run, bytes), validateActivity(run, 0)];
}

/**
 * Parts are not fetched: row counts and nulls are in the manifest, and keys prove the rest. What a failing check, or one
 * that keys do not prove, has to look at comes on top.
 *
 * @param keyBytes of the keys that the function searches itself
 */
function validateActivity(run: SizedRun, keyBytes: number): Activity {
  const { workload, model } = run;
  const { rates, quotas } = model;
  const parts = sumOf(run, ({ rows }) => partsOf(rows));
  const manifest = parts * rates.manifestBytes;
  const keyReads = keyBytes === 0 ? 0 : rangesOfKeys(run);
  return {
    stage: 'validate',
    name: 'rowmill-validate-dataset',
    callSeconds:
      planningSeconds(workload, model) +
      onLambda(manifest / rates.jsonBytes, rates) +
      transferSeconds(manifest, OWN_READS, rates, quotas) +
      transferSeconds(keyBytes, keyReads, { ...rates, requestsAtOnce: KEY_READS_AT_ONCE }, quotas) +
      searchSeconds(keyBytes, run),
    memoryMb: MEMORY_MB.validate,
    requests: { writes: 2, reads: keyReads + OWN_READS },
    storageBytes: Math.min(keyBytes, WINDOW_BYTES),
    work: 'fetching and searching keys',
  };
}

/** Requests for keys: the head of each segment, and its columns once for each window; see `stored-keys.ts` of rowmill. */
function rangesOfKeys(run: SizedRun): number {
  return sumOf(run, (table) => {
    const files = shardsOf(table, partsPerShardOf(table.rows, run));
    const segments = files + Math.floor(table.rows / SEGMENT_KEYS);
    return table.keyBytes.reduce((sum, bytes) => {
      const windows = Math.max(1, Math.ceil((table.rows * bytes) / WINDOW_BYTES));
      return sum + segments * (1 + windows * (bytes > NARROW_BYTES ? 2 : 1));
    }, 0);
  });
}

/** Each child reads its range of keys out of the files of all shards. */
function checkKeysActivity(run: SizedRun, keyBytes: number): Activity {
  const { rates, quotas } = run.model;
  const ranges = Math.ceil(keyBytes / KEY_RANGE_BYTES);
  const sets = Math.max(
    1,
    sumOf(run, (table) => table.keyBytes.length),
  );
  const pieces = Math.ceil(keyFilesOf(run) / sets);
  const itemSeconds =
    searchSeconds(keyBytes, run) / ranges + transferSeconds(KEY_RANGE_BYTES, pieces, rates, quotas);
  return {
    stage: 'validate',
    name: 'rowmill-check-keys',
    callSeconds: itemSeconds,
    map: {
      items: ranges,
      itemSeconds,
      coldSeconds: rates.coldSeconds,
      concurrency: run.sizing.buildConcurrency,
      writes: ranges,
    },
    memoryMb: MEMORY_MB.compute,
    requests: { writes: ranges, reads: ranges * pieces },
    storageBytes: KEY_RANGE_BYTES,
    work: 'searching keys by ranges',
  };
}

const OWN_READS = 6;

const searchSeconds = (bytes: number, { model: { rates } }: SizedRun): number =>
  onLambda((bytes / SEARCHED_BYTES) * rates.keySeconds, rates);

/** Files of keys: one for each shard and set. */
function keyFilesOf(run: SizedRun): number {
  return sumOf(
    run,
    (table) => shardsOf(table, partsPerShardOf(table.rows, run)) * table.keyBytes.length,
  );
}

const searchedBytesOf = ({ rows, keyBytes }: MeasuredTable): number =>
  keyBytes.reduce((sum, bytes) => sum + rows * (bytes - ROW_BYTES), 0);

const sumOf = ({ workload }: SizedRun, of: (table: MeasuredTable) => number): number =>
  workload.tables.reduce((sum, table) => sum + of(table), 0);
