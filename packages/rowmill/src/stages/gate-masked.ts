import { ClaimError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import type { Manifest } from '../stores/manifest.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { gate, QualityGateError } from '../validation/gate.ts';
import { runResource } from './audit-decisions.ts';
import { claimChecks, unearnedClaims } from './claim-gate.ts';
import { maskChecks } from './mask-checks.ts';
import type { PlannedRun } from './planned-run.ts';

/** What was found of masked tables, and whether they may be delivered. */
export interface MaskedVerdict {
  readonly checks: readonly CheckResult[];
  /** Why nobody gets them; absent where everything holds. */
  readonly refusal?: QualityGateError | ClaimError;
}

/** Judges masked tables by what was measured while they were masked. The log has what was decided. */
export async function judgeMasked(
  { request, plan }: Pick<PlannedRun, 'request' | 'plan'>,
  manifest: Manifest,
  { audit, runId }: Pick<RunContext, 'audit' | 'runId'>,
): Promise<MaskedVerdict> {
  const proven = manifest.tables.flatMap((table) => maskChecks(table, request));
  const claimed = claimChecks(request, plan, manifest);
  const checks = [...proven, ...claimed];
  const { failed } = gate(checks);
  await audit.record({
    action: 'gate.decide',
    resource: runResource(runId, 'dataset'),
    decision: failed.length === 0 ? 'allowed' : 'refused',
    params: { checks: checks.length, failed: failed.length },
  });
  if (failed.length === 0) return { checks };
  const isClaimAlone = gate(proven).failed.length === 0;
  const refusal = isClaimAlone
    ? new ClaimError(unearnedClaims(request, plan, manifest), 'its masked rows do not earn')
    : new QualityGateError(failed, checks.length);
  return { checks, refusal };
}
