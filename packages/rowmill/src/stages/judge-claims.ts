import {
  assessClaims,
  type ClaimAssessment,
  claimColumns,
  type Request,
} from '@rowmill/core/engine';
import type { StoredTable } from '../stores/manifest.ts';
import type { RunPlan } from './plan-run.ts';

/** What claims are judged by, behind masking. */
export interface ClaimFacts {
  readonly request: Pick<Request, 'masking'>;
  readonly plan: Pick<RunPlan, 'tables'>;
  /** Of the stored dataset; empty before it is stored: what has to be measured stays open. */
  readonly stored: readonly Pick<StoredTable, 'name' | 'proof'>[];
  /** Day of the judgement, `2026-11-23`. */
  readonly today: string;
}

/** Judges the claims of a request with what was measured. */
export function judgeClaims({
  request,
  plan,
  stored,
  today,
}: ClaimFacts): readonly ClaimAssessment[] {
  const masks = plan.tables.flatMap((table) => (table.kind === 'masked' ? [table.masks] : []));
  const proofs = stored.flatMap(({ name, proof }) => (proof === undefined ? [] : [[name, proof]]));
  return assessClaims({
    columns: claimColumns(masks),
    masking: request.masking,
    today,
    ...(proofs.length === 0 ? {} : { proofs: Object.fromEntries(proofs) }),
  });
}
