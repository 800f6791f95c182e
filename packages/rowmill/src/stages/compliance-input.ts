import type { ComplianceInput, EnvironmentInput, MaskedTableFacts } from '../compliance/input.ts';
import type { StageContext } from '../ports.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { StoredTable } from '../stores/manifest.ts';
import { decisionsOf, digestOf } from './audit-decisions.ts';
import { readEnvironments } from './environments-file.ts';
import type { MaskedRunTable } from './plan-masked-table.ts';
import type { PlannedRun } from './planned-run.ts';
import { readRemoved } from './remove-environments.ts';
import { findSetUp } from './set-up.ts';

/** What a report says of who ran what. */
export function runIdentity(
  {
    name,
    id,
    created,
    rowmillVersion,
  }: Pick<RunRecord, 'name' | 'id' | 'created' | 'rowmillVersion'>,
  { request, plan }: Pick<PlannedRun, 'request' | 'plan'>,
  outcome: ComplianceInput['run']['outcome'],
): ComplianceInput['run'] {
  const { datasetId, sources, tables } = plan;
  const decisions = decisionsOf(request);
  const shapes = tables.map(({ name: table, shape }) => ({ table, columns: shape.columns }));
  const planned: unknown = JSON.parse(JSON.stringify({ datasetId, sources, shapes, decisions }));
  return {
    id,
    name,
    outcome,
    started: created,
    asOf: request.masking.asOf ?? new Date(request.referenceDate).toISOString(),
    rowmillVersion,
    dataset: datasetId,
    planDigest: `sha256:${digestOf(planned)}`,
    decisionsDigest: `sha256:${digestOf(decisions)}`,
  };
}

/** Masked tables of a plan with what was stored of them; tables that were not stored have no rows. */
export function maskedFacts(
  { plan }: Pick<PlannedRun, 'plan'>,
  stored: readonly StoredTable[],
): readonly MaskedTableFacts[] {
  return plan.tables
    .filter((table): table is MaskedRunTable => table.kind === 'masked')
    .map(({ name, masks, facts }): MaskedTableFacts => {
      const own = stored.find((table) => table.name === name);
      return {
        masks,
        describe: facts.describe,
        snapshot: facts.digest === undefined ? undefined : `sha256:${facts.digest}`,
        rows: own?.rows ?? 0,
        counts: own?.masking ?? [],
        proof: own?.proof,
      };
    });
}

/** Environments that have received the dataset, how long they are there, and what is gone of them. */
export async function environmentInputs(
  { request }: Pick<PlannedRun, 'request'>,
  { files, ledgers }: StageContext,
): Promise<readonly EnvironmentInput[]> {
  const setUp = await findSetUp(files);
  const removed = await readRemoved(files);
  const found: EnvironmentInput[] = [];
  for (const { name, lease, targets } of await readEnvironments(files)) {
    const ledger = await ledgers.read(name);
    const leaseMs = request.environments[name]?.leaseMs;
    found.push({
      name,
      ...(leaseMs === undefined ? {} : { leaseMs }),
      ...(ledger?.lease === lease ? { leaseEnds: ledger.expires } : {}),
      targets: targets.map(({ delivery, describe, tables }) => {
        const done = setUp?.targets.find((target) => target.delivery === delivery);
        const verified = done === undefined ? {} : { verified: done.verified };
        return { describe, tables, rows: done?.rows ?? 0, ...verified };
      }),
      removed: removed[name] ?? [],
    });
  }
  return found;
}
