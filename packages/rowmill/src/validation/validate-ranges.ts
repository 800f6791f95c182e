import { stat, truncate } from 'node:fs/promises';
import { SourceError } from '../errors.ts';
import type { CheckedRanges, ValidateFileJob } from '../workers/jobs.ts';
import type { WorkerPool } from '../workers/pool.ts';
import { createPlaces } from '../workers/range-places.ts';
import { WorkerError } from '../workers/worker-error.ts';
import { mergeTallies } from './failure-tally.ts';
import type { PlannedRanges } from './plan-ranges.ts';
import type { CheckedRows } from './validate-rows.ts';

type RangesJob = Pick<ValidateFileJob, 'schema' | 'key' | 'names' | 'limit' | 'failures'>;

export interface ValidateRangesOptions {
  readonly pool: WorkerPool;
  readonly signal: AbortSignal | undefined;
}

/**
 * Checks the ranges of a file by all workers: the same result for any number of them. Undefined, with the file of
 * failures as it was, where the file is not regular enough for it.
 *
 * @throws SourceError when the file changes meanwhile.
 */
export async function validateRanges(
  { checked, changed }: PlannedRanges,
  job: RangesJob,
  { pool, signal }: ValidateRangesOptions,
): Promise<CheckedRows | undefined> {
  const { header, path } = checked;
  const places = createPlaces({ rows: 0, lines: header.lines, byte: header.bytes });
  const results = await pool
    .run<ValidateFileJob>(
      { kind: 'validate-file', file: checked, places: places.buffer, ...job },
      { signal },
    )
    .catch((error: unknown) => {
      if (isIrregular(error)) return undefined;
      throw error;
    });
  const after = await stat(path);
  if (after.size !== checked.size || after.mtimeMs !== changed) throw hasChanged(job.names.file);
  if (results === undefined) {
    if (job.failures !== undefined) await truncate(job.failures.path, job.failures.from);
    return undefined;
  }
  return sumOf(results, job.limit);
}

const isIrregular = (error: unknown): boolean =>
  error instanceof WorkerError && error.failure === 'IrregularRowsError';

const hasChanged = (file: string): SourceError =>
  new SourceError(file, 'has changed while it was read - validate it when nobody writes to it');

function sumOf(results: readonly CheckedRanges[], limit: number): CheckedRows {
  return {
    rows: results.reduce((sum, { rows }) => sum + rows, 0),
    tally: mergeTallies(
      results.map(({ tally }) => tally),
      { limit, isOneFile: true },
    ),
  };
}
