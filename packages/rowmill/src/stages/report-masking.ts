import type { ComplianceInput } from '../compliance/input.ts';
import { writeCompliance } from '../compliance/write-compliance.ts';
import type { RunContext } from '../ports.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { StoredTable } from '../stores/manifest.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { maskedFacts, runIdentity } from './compliance-input.ts';
import { judgeClaims } from './judge-claims.ts';
import type { PlannedRun } from './planned-run.ts';
import { auditReport, checkVerdict, makeReport } from './write-compliance-report.ts';

/** What a masking by command was, outside of a run. */
export interface MaskedByCommand {
  readonly planned: Pick<PlannedRun, 'request' | 'plan'>;
  readonly record: Pick<RunRecord, 'name' | 'id' | 'created' | 'rowmillVersion'>;
  readonly stored: readonly StoredTable[];
  readonly checks: readonly CheckResult[];
  /** `failed` where nothing was written. */
  readonly outcome: 'passed' | 'failed';
  /** Folder that the masked files were written to. */
  readonly out: string;
}

/**
 * Writes the compliance report of a masking by command into a folder.
 *
 * @throws AuditError when the trail cannot be signed; StoreError when it cannot be written.
 */
export async function reportMasking(
  { planned, record, stored, checks, outcome, out }: MaskedByCommand,
  folder: string,
  context: Pick<RunContext, 'audit' | 'runId'>,
): Promise<void> {
  const { request, plan } = planned;
  const today = record.created.slice(0, 10);
  const copies: ComplianceInput['environments'] = [
    {
      name: 'files',
      targets: [
        {
          describe: `directory ${out}`,
          tables: stored.map(({ name }) => name),
          rows: stored.reduce((sum, { rows }) => sum + rows, 0),
        },
      ],
      removed: [],
    },
  ];
  const made = await makeReport(
    {
      run: runIdentity(record, planned, outcome),
      request,
      tables: maskedFacts(planned, stored),
      maskKeyId: plan.sources.maskKeyId,
      claims: judgeClaims({ request, plan, stored, today }),
      checks: checks.map(checkVerdict),
      environments: outcome === 'passed' ? copies : [],
    },
    context,
  );
  await writeCompliance(folder, made);
  await auditReport(made, context);
}
