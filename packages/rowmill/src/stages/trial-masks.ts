import { createTableMask, createTableProver, type Request } from '@rowmill/core/engine';
import type { SourceRows } from '../sources/source.ts';
import { proofChecks } from '../validation/proof-checks.ts';
import { loadMaskWords } from './load-mask-words.ts';
import { acceptedColumns } from './mask-checks.ts';
import type { MaskedRunTable, RunPlan } from './plan-run.ts';

/** Rows of each table that are masked and measured before the others are masked without being measured. */
const TRIAL_ROWS = 2000;

/**
 * Masks the first rows of every table and holds them to the checks of a run. What shows in them, such as an address in
 * a column that is kept, shows here, at next to no cost. False where a check fails or a row cannot be masked: who
 * measures everything tells of it.
 */
export async function trialHolds(
  { tables }: RunPlan,
  request: Pick<Request, 'tables'>,
  signal: AbortSignal,
): Promise<boolean> {
  for (const table of tables)
    if (table.kind === 'masked' && !(await tableHolds(table, request, signal))) return false;
  return true;
}

async function tableHolds(
  table: MaskedRunTable,
  request: Pick<Request, 'tables'>,
  signal: AbortSignal,
): Promise<boolean> {
  const key = await table.readMaskKey();
  const words = await loadMaskWords(table.masks);
  const source = await table.openSource();
  try {
    const mask = createTableMask(table.masks, { words, asOf: table.asOf, ...(key && { key }) });
    const prover = createTableProver(table.masks);
    const rows = await firstRows(source.rows(signal));
    prover.add(rows, mask.mask(rows));
    const checks = proofChecks({
      name: table.name,
      rows: rows.length,
      masking: mask.counts(),
      proof: prover.proof(),
      accepted: acceptedColumns(request, table.name),
    });
    return checks.every(({ passed }) => passed);
  } catch {
    signal.throwIfAborted();
    // Whoever goes row by row meets the problem again, and tells where it is.
    return false;
  } finally {
    await source.close();
  }
}

async function firstRows(batches: AsyncIterable<SourceRows>): Promise<SourceRows> {
  for await (const rows of batches) return rows.slice(0, TRIAL_ROWS);
  return [];
}
