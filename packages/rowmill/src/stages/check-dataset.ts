import type { StageContext } from '../ports.ts';
import { schemaUri } from '../reports/schema-uri.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { describeFailed, describePassed, gate } from '../validation/gate.ts';
import { judgeInvalidRows } from './judge-invalid-rows.ts';
import { PLAN_FILE, type PlanFile, type PlannedRun } from './planned-run.ts';
import { profileStoredDataset } from './profile-stored.ts';
import { storedManifest } from './store-dataset.ts';
import { storedKeys } from './stored-keys.ts';
import { validateDataset } from './validate-dataset.ts';

export interface CheckedDataset {
  readonly checks: number;
  readonly failed: number;
  /** When checks failed, the message of QualityGateError. */
  readonly summary: string;
}

/** `checks.json` of a run. */
export interface ChecksFile {
  readonly $schema?: string;
  readonly version: 1;
  readonly checks: readonly CheckResult[];
}

export const CHECKS_FILE = 'checks.json';

/** The cause of a failed execution holds no more (AWS Step Functions, "Fail" state). */
const SUMMARY_CHARACTERS = 30_000;

/** Checks the stored dataset of a run, and keeps what came of it. Safe to repeat: what was found first counts. */
export async function checkStoredDataset(
  planned: PlannedRun,
  context: StageContext,
): Promise<CheckedDataset> {
  const { request, plan } = planned;
  const { files } = context;
  const known = await files.find<ChecksFile>(CHECKS_FILE);
  if (known === undefined) {
    const { isStored } = await files.read<PlanFile>(PLAN_FILE);
    const manifest = await storedManifest(plan, context);
    const fresh = isStored ? undefined : await storedKeys(planned, context);
    const checks = [
      ...(await validateDataset(request, plan, manifest, context, fresh)),
      ...(await judgeInvalidRows(planned, manifest, context)),
    ];
    await profileStoredDataset(planned, manifest, context);
    const file: ChecksFile = { $schema: schemaUri('checks-1'), version: 1, checks };
    await files.create(CHECKS_FILE, file);
  }
  const { checks } = await files.read<ChecksFile>(CHECKS_FILE);
  await files.deleteFolder('keys');
  const { failed } = gate(checks);
  return {
    checks: checks.length,
    failed: failed.length,
    summary:
      failed.length === 0 ? describePassed(checks) : cut(describeFailed(failed, checks.length)),
  };
}

function cut(text: string): string {
  if (text.length <= SUMMARY_CHARACTERS) return text;
  const lines = text.slice(0, SUMMARY_CHARACTERS).split('\n').slice(0, -1);
  return [...lines, '… and more; the report has them all'].join('\n');
}
