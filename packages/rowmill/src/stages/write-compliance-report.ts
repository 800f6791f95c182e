import { recordHash } from '../audit/audit-record.ts';
import { composeCompliance } from '../compliance/compose-report.ts';
import type { ComplianceInput } from '../compliance/input.ts';
import {
  COMPLIANCE_NAMES,
  type ComplianceFile,
  complianceFiles,
  writeCompliance,
} from '../compliance/write-compliance.ts';
import type { RunContext, StageContext } from '../ports.ts';
import { readRunRecord } from '../runs/run-record.ts';
import { readManifest } from '../stores/manifest.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { auditClaims, runResource } from './audit-decisions.ts';
import { CHECKS_FILE, type ChecksFile } from './check-dataset.ts';
import { environmentInputs, maskedFacts, runIdentity } from './compliance-input.ts';
import { judgeClaims } from './judge-claims.ts';
import type { PlannedRun } from './planned-run.ts';

type Outcome = ComplianceInput['run']['outcome'];

/**
 * Writes the compliance report of a run with source tables into its folder, and into the one that was asked for. The
 * trail is signed first, so that the report holds a checkpoint over all that the run has done. Safe to repeat.
 *
 * @returns key of its JSON; undefined where no table of the run has a source
 * @throws AuditError when the trail cannot be signed; StoreError when it cannot be written.
 */
export async function writeComplianceReport(
  planned: PlannedRun,
  outcome: Outcome,
  context: StageContext,
): Promise<string | undefined> {
  const { request, plan } = planned;
  const { store, files, runId } = context;
  if (!plan.tables.some(({ kind }) => kind === 'masked')) return undefined;
  const record = await readRunRecord(store, runId);
  const stored = (await readManifest(store, plan.datasetId))?.tables ?? [];
  const checks = (await files.find<ChecksFile>(CHECKS_FILE))?.checks ?? [];
  const made = await makeReport(
    {
      run: runIdentity(record, planned, outcome),
      request,
      tables: maskedFacts(planned, stored),
      maskKeyId: plan.sources.maskKeyId,
      claims: judgeClaims({ request, plan, stored, today: record.created.slice(0, 10) }),
      checks: checks.map(checkVerdict),
      environments: await environmentInputs(planned, context),
    },
    context,
  );
  for (const { name, text } of made) await store.put(files.key(name), text);
  if (record.reportFolder !== undefined) await writeCompliance(record.reportFolder, made);
  await auditReport(made, context);
  return files.key(COMPLIANCE_NAMES.json);
}

/** What a report tells of a check: no example, which could have a value. */
export const checkVerdict = ({
  name,
  table,
  columns,
  passed,
  failingRows,
}: CheckResult): ComplianceInput['checks'][number] => ({
  name,
  table,
  columns,
  passed,
  failingRows,
});

/** Makes all forms of a report, with the trail as it stands. */
export async function makeReport(
  facts: Omit<ComplianceInput, 'audit'>,
  context: Pick<RunContext, 'audit' | 'runId'>,
): Promise<readonly ComplianceFile[]> {
  const { audit } = context;
  await auditClaims(facts.claims, context);
  const checkpoint = await audit.checkpoint();
  const mark = checkpoint ?? (await audit.mark());
  const signed = checkpoint === undefined ? {} : { checkpoint: checkpoint.note };
  const report = composeCompliance({
    ...facts,
    audit: { size: mark.size, root: mark.root, ...signed },
  });
  return complianceFiles(report, audit);
}

/** Writes down which report was written: nobody can pass off another one that was signed. */
export async function auditReport(
  made: readonly ComplianceFile[],
  { audit, runId }: Pick<RunContext, 'audit' | 'runId'>,
): Promise<void> {
  const json = made.find(({ name }) => name === COMPLIANCE_NAMES.json);
  await audit.record({
    action: 'report.write',
    resource: runResource(runId, 'compliance'),
    params: { files: made.map(({ name }) => name), json: `sha256:${recordHash(json?.text ?? '')}` },
  });
}
