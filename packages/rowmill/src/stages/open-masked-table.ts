import type { MaskKey } from '@rowmill/core/engine';
import { PlanChangedError, SchemaDriftError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import type { Source } from '../sources/source.ts';
import type { MaskedRunTable, RunPlan } from './plan-run.ts';
import { driftOf } from './schema-drift.ts';
import { factsOf } from './source-facts.ts';

/**
 * Opens the source of a table and reads the masking key. Close the source.
 *
 * @throws {@link SchemaDriftError} when its columns, keys or checks are not those that the plan was made from;
 * {@link PlanChangedError} when the key or a file is not; SourceError, SecretError and MaskKeyError when they cannot be had.
 */
export async function openMaskedTable(
  table: MaskedRunTable,
  { sources }: Pick<RunPlan, 'sources'>,
  { runId }: Pick<RunContext, 'runId'>,
): Promise<{ readonly source: Source; readonly key: MaskKey | undefined }> {
  const key = await table.readMaskKey();
  const source = await table.openSource();
  try {
    const now = await factsOf(table.name, source);
    const drift = driftOf(table.facts, now);
    if (drift !== undefined) throw new SchemaDriftError(runId, drift);
    const problems = [
      ...(key?.id === sources.maskKeyId ? [] : ['the masking key is another one by now']),
      ...(now.digest === table.facts.digest
        ? []
        : [`${now.describe} has changed since it was planned`]),
    ];
    if (problems.length > 0) throw new PlanChangedError(runId, problems.join(', '));
    return { source, key };
  } catch (error) {
    await source.close();
    throw error;
  }
}
