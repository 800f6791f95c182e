import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ColumnMaskCounts, mergeMaskCounts } from '@rowmill/core/masks';
import { RANGE_BYTES } from './file-ranges.ts';
import type { MaskedRanges, MaskFileJob, SchemaFailureExample, SchemaFailures } from './jobs.ts';
import type { WorkerPool } from './pool.ts';
import type { RunOptions } from './run-on-workers.ts';
import { isSystemFailure, WorkerError } from './worker-error.ts';

/** What a file has become. */
export interface MaskedTable {
  readonly rows: number;
  readonly bytes: number;
  readonly masking: readonly ColumnMaskCounts[];
  readonly failures: SchemaFailures;
}

const MAX_EXAMPLES = 20;

type MaskedJob = Omit<MaskFileJob, 'kind' | 'control'>;
type MaskedOptions = RunOptions & { readonly pool: WorkerPool };

/**
 * Masks a file into another, by all workers. The same bytes, counts and failures for any number of them.
 *
 * @throws WorkerError with the first failure; nothing is left of the file then.
 */
export async function writeMasked(job: MaskedJob, options: MaskedOptions): Promise<MaskedTable> {
  try {
    await mkdir(dirname(job.path), { recursive: true });
    return await maskOnce(job, options);
  } catch (error) {
    if (!mayHaveCutCells(job, error)) throw error;
    if (job.schema !== undefined) await rm(job.schema.failuresFile, { force: true });
    return maskOnce({ ...job, source: { ...job.source, isOneRange: true } }, options);
  }
}

/** Where a range of CSV begins within a cell, its rows are not what they seem to be, and fail in any way. */
function mayHaveCutCells({ source: { size, format } }: MaskedJob, error: unknown): boolean {
  if (!(error instanceof WorkerError) || isSystemFailure(error)) return false;
  return format.name === 'csv' && size > RANGE_BYTES;
}

async function maskOnce(
  job: MaskedJob,
  { pool, signal, onProgress }: MaskedOptions,
): Promise<MaskedTable> {
  const { path } = job;
  let bytes = 0;
  try {
    await (await open(path, 'w')).close();
    const results = await pool.run<MaskFileJob>(
      { kind: 'mask-file', ...job },
      {
        signal,
        onProgress(progress) {
          bytes = progress.bytes;
          onProgress?.(progress);
        },
      },
    );
    return { bytes, ...sumOf(results) };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function sumOf(results: readonly MaskedRanges[]): Omit<MaskedTable, 'bytes'> {
  return {
    rows: results.reduce((sum, { rows }) => sum + rows, 0),
    masking: mergeMaskCounts(results.map(({ counts }) => counts)),
    failures: mergeFailures(results.map(({ failures }) => failures)),
  };
}

/** Each worker has the first examples of its own ranges: the first of all are among them. */
function mergeFailures(all: readonly SchemaFailures[]): SchemaFailures {
  const byRule: Record<string, number> = {};
  const examples: SchemaFailureExample[] = [];
  let rows = 0;
  for (const failures of all) {
    rows += failures.rows;
    examples.push(...failures.examples);
    for (const [rule, count] of Object.entries(failures.byRule))
      byRule[rule] = (byRule[rule] ?? 0) + count;
  }
  const inOrder = examples.toSorted((one, other) => one.row - other.row);
  return { rows, byRule, examples: inOrder.slice(0, MAX_EXAMPLES) };
}
