import type { MaskKey } from '@rowmill/core/engine';
import { PlanChangedError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import type { Source } from '../sources/source.ts';
import type { MaskedRunTable, RunPlan } from './plan-run.ts';
import { driftOf } from './schema-drift.ts';
import { factsOf } from './source-facts.ts';

/**
 * Opens the source of a table and reads the masking key. Close the source.
 *
 * @throws {@link PlanChangedError} when one of them is not what the plan was made from; SourceError, SecretError and
 * MaskKeyError when it cannot be had.
 */
export async function openMaskedTable(
  table: MaskedRunTable,
  { sources }: Pick<RunPlan, 'sources'>,
  { runId }: Pick<RunContext, 'runId'>,
): Promise<{ readonly source: Source; readonly key: MaskKey | undefined }> {
  const key = await table.readMaskKey();
  const source = await table.openSource();
  try {
    const problems = [
      ...(key?.id === sources.maskKeyId ? [] : ['the masking key is another one by now']),
      ...driftOf(table.facts, await factsOf(table.name, source)),
    ];
    if (problems.length > 0) throw new PlanChangedError(runId, problems.join(', '));
    return { source, key };
  } catch (error) {
    await source.close();
    throw error;
  }
}
