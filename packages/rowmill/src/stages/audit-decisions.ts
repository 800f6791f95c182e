import { createHash } from 'node:crypto';
import type { ClaimAssessment, Request } from '@rowmill/core/engine';
import { canonicalJson } from '../audit/audit-record.ts';
import type { RunContext } from '../ports.ts';
import type { PlanFile, PlannedRun } from './planned-run.ts';

/** Name of a thing of a run, as the log has it. */
export const runResource = (runId: string, ...parts: readonly string[]): string =>
  ['run', runId, ...parts].join('/');

/** Digest of something that is JSON: two digests differ where the things do. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** What was decided for every column of every source, and who answers for it. */
export function decisionsOf({ tables }: Pick<Request, 'tables'>): object {
  const decided = Object.entries(tables).flatMap(([name, table]) =>
    table.kind === 'source' ? [[name, table.columns] as const] : [],
  );
  // What has no value is left out, in a request that was read and in one that was stored.
  return JSON.parse(JSON.stringify(Object.fromEntries(decided)));
}

/** Writes down what the run is going to do, and on which decisions it rests. */
export async function auditPlan(
  { request, plan }: Pick<PlannedRun, 'request' | 'plan'>,
  stored: Pick<PlanFile, 'isStored'> | undefined,
  { audit, runId }: Pick<RunContext, 'audit' | 'runId'>,
): Promise<void> {
  await audit.record({
    action: 'plan.accept',
    resource: runResource(runId),
    params: {
      dataset: plan.datasetId,
      isStored: stored?.isStored,
      tables: plan.tables.map(({ name }) => name),
      claims: request.masking.claims,
      decisions: `sha256:${digestOf(decisionsOf(request))}`,
    },
  });
}

/** Writes down what became of the claims of a run. */
export async function auditClaims(
  claims: readonly ClaimAssessment[],
  { audit, runId }: Pick<RunContext, 'audit' | 'runId'>,
): Promise<void> {
  for (const { claim, earned, refused, columns, statements } of claims) {
    const all = [...columns, ...statements];
    await audit.record({
      action: 'claims.assess',
      resource: runResource(runId, 'claim', claim),
      decision: refused ? 'refused' : 'allowed',
      params: {
        earned,
        refusals: all.filter(({ verdict }) => verdict === 'refused').length,
        open: all.filter(({ verdict }) => verdict === 'open').length,
      },
    });
  }
}
