import type { MeasuredTable } from 'rowmill/engine';
import type { Activity, SizedRun } from './activity.ts';
import { partsPerShardOf, planningSeconds } from './dataset-activities.ts';
import { MEMORY_MB, ONE_CPU_MB } from './memory.ts';
import { onLambda, shardsOf, transferSeconds } from './table-work.ts';
import { keyBytesOf, partsOf, storedBytesOf } from './workload.ts';

/** Bytes of keys that a child of the map over their ranges searches. */
const KEY_RANGE_BYTES = 2 ** 30;
/** Rates of the search are for keys of 64 bits. */
const SEARCHED_BYTES = 8;

/** The checks of a whole dataset: by keys, and by DuckDB over the parts. */
export function validateActivities(run: SizedRun): readonly Activity[] {
  const { keySearch } = run.model.traits;
  const bytes = sumOf(run, keyBytesOf);
  if (keySearch === 'one function' || bytes <= KEY_RANGE_BYTES)
    return [validateActivity(run, bytes)];
  return [checkKeysActivity(run, bytes), validateActivity(run, 0)];
}

/** @param keyBytes of the keys that the function searches itself */
function validateActivity(run: SizedRun, keyBytes: number): Activity {
  const { workload, model } = run;
  const { rates, quotas, traits } = model;
  const parts = sumOf(run, ({ rows }) => partsOf(rows));
  const manifest = parts * rates.manifestBytes;
  const fetched = traits.fetchesAllParts
    ? {
        bytes: storedBytesOf(workload),
        requests: parts,
        cells: sumOf(run, ({ rows, presentColumns }) => rows * presentColumns),
      }
    : { bytes: 0, requests: 0, cells: 0 };
  const reads = fetched.requests + (keyBytes > 0 ? keyFilesOf(run) : 0) + OWN_READS;
  return {
    stage: 'validate',
    name: 'rowmill-validate-dataset',
    callSeconds:
      planningSeconds(workload, model) +
      onLambda(manifest / rates.jsonBytes, rates) +
      transferSeconds(fetched.bytes + keyBytes + manifest, reads, rates, quotas) +
      searchSeconds(keyBytes, run) +
      onLambda(fetched.cells * rates.nullSeconds, rates) / VALIDATE_CPUS,
    memoryMb: MEMORY_MB.validate,
    requests: { writes: 2, reads },
    storageBytes: fetched.bytes + keyBytes,
    work: fetched.bytes > keyBytes ? 'fetching parts' : 'fetching and searching keys',
  };
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
/** vCPUs that DuckDB has. */
const VALIDATE_CPUS = MEMORY_MB.validate / ONE_CPU_MB;

const searchSeconds = (bytes: number, { model: { rates } }: SizedRun): number =>
  onLambda((bytes / SEARCHED_BYTES) * rates.keySeconds, rates);

/** Files of keys: one for each shard and set. */
function keyFilesOf(run: SizedRun): number {
  return sumOf(
    run,
    (table) => shardsOf(table, partsPerShardOf(table.rows, run)) * table.keyBytes.length,
  );
}

const sumOf = ({ workload }: SizedRun, of: (table: MeasuredTable) => number): number =>
  workload.tables.reduce((sum, table) => sum + of(table), 0);
