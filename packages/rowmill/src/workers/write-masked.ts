import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ColumnMaskCounts, mergeMaskCounts } from '@rowmill/core/masks';
import type { MaskedRanges, MaskFileJob, SchemaFailureExample, SchemaFailures } from './jobs.ts';
import type { WorkerPool } from './pool.ts';
import type { RunOptions } from './run-on-workers.ts';

/** What a file has become. */
export interface MaskedTable {
  readonly rows: number;
  readonly bytes: number;
  readonly masking: readonly ColumnMaskCounts[];
  readonly failures: SchemaFailures;
}

const MAX_EXAMPLES = 20;

/**
 * Masks a file into another, by all workers. The same bytes, counts and failures for any number of them.
 *
 * @throws WorkerError with the first failure; nothing is left of the file then.
 */
export async function writeMasked(
  job: Omit<MaskFileJob, 'kind' | 'control'>,
  { pool, signal, onProgress }: RunOptions & { readonly pool: WorkerPool },
): Promise<MaskedTable> {
  const { path } = job;
  let bytes = 0;
  try {
    await mkdir(dirname(path), { recursive: true });
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
