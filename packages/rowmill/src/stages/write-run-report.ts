import { basename, dirname } from 'node:path';
import type { Request } from '@rowmill/core/engine';
import { StoreError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import type { DatasetProfile } from '../profile/dataset-profile.ts';
import {
  type CostItem,
  compareCosts,
  ESTIMATE_FILE,
  type EstimateFile,
} from '../reports/cost-report.ts';
import { placeChecks } from '../reports/place-checks.ts';
import { PROFILE_NAME, REPORT_NAMES } from '../reports/report-forms.ts';
import {
  type EdgeCasesReport,
  REPORT_VERSION,
  type RunReport,
  type StageReport,
  type TestReport,
} from '../reports/run-report.ts';
import { writeReports } from '../reports/write-reports.ts';
import { readRequestPlaces } from '../runs/request-record.ts';
import { type RunRecord, readRunRecord } from '../runs/run-record.ts';
import type { Failure } from '../runs/shard-failure.ts';
import { readManifest, type StoredTable } from '../stores/manifest.ts';
import type { RunDirectory } from '../stores/run-directory.ts';
import type { CheckResult } from '../validation/check-result.ts';
import { CHECKS_FILE, type ChecksFile } from './check-dataset.ts';
import { readEnvironments } from './environments-file.ts';
import { EDGE_SCORES_FILE, type EdgeScoresFile } from './judge-invalid-rows.ts';
import { PLAN_FILE, type PlanFile } from './planned-run.ts';
import { readRemoved } from './remove-environments.ts';
import { reproduceRow } from './reproduce-row.ts';
import { findSetUp } from './set-up.ts';
import { TEST_FILE } from './test-answer.ts';
import { FAILURES_FOLDER } from './validate-dataset.ts';

/** What a report is of, beside what the run has left in its files. */
export interface ReportFacts {
  readonly request: Request;
  readonly stages: readonly StageReport[];
  readonly failure: Failure | undefined;
  /** What the run has used, as far as it is known; empty where nobody pays for it. */
  readonly counted: readonly CostItem[];
}

/** Where a report is, and what the run came to. */
export interface WrittenReport extends Pick<RunReport, 'outcome' | 'seconds'> {
  /** US dollars that were estimated for the run; absent where nobody pays for it. */
  readonly estimatedUsd?: number;
  readonly key: string;
  readonly summary: string;
}

/**
 * Writes the report of a run, however far it came, into its folder and into the one that was asked for. Safe to repeat.
 *
 * @throws {@link StoreError} when it cannot be written.
 */
export async function writeRunReport(
  facts: ReportFacts,
  context: StageContext,
): Promise<WrittenReport> {
  const { files, store, runId } = context;
  const record = await readRunRecord(store, runId);
  const report = await composeReport(record, facts, context);
  const own = files.localPath(REPORT_NAMES.json);
  const profile = await files.find<DatasetProfile>(PROFILE_NAME);
  const written = await writeReports(dirname(own), report, { profile });
  for (const path of Object.values(written)) await files.publish(basename(path));
  const { reportFolder } = record;
  if (reportFolder !== undefined) await copyReport(reportFolder, report, profile);
  const place = reportFolder ?? store.place(files.key(REPORT_NAMES.json));
  const { outcome, seconds, costs } = report;
  return {
    key: files.key(REPORT_NAMES.json),
    summary: `written to ${place}`,
    outcome,
    seconds,
    ...(costs === undefined ? {} : { estimatedUsd: costs.estimatedUsd }),
  };
}

async function copyReport(
  folder: string,
  report: RunReport,
  profile: DatasetProfile | undefined,
): Promise<void> {
  try {
    await writeReports(folder, report, { profile });
  } catch (error) {
    throw StoreError.of(folder, 'writing the report', error);
  }
}

async function composeReport(
  record: RunRecord,
  { request, stages, failure, counted }: ReportFacts,
  context: StageContext,
): Promise<RunReport> {
  const { files, store } = context;
  const plan = await files.find<PlanFile>(PLAN_FILE);
  const manifest = plan && (await readManifest(store, plan.datasetId));
  const tables = manifest?.tables ?? [];
  const places = await readRequestPlaces(store, context.runId);
  const known = (await files.find<ChecksFile>(CHECKS_FILE))?.checks ?? [];
  const checks = places === undefined ? known : placeChecks(known, request, places);
  const scores = (await files.find<EdgeScoresFile>(EDGE_SCORES_FILE)) ?? {};
  const test = await files.find<TestReport>(TEST_FILE);
  const estimate = await files.find<EstimateFile>(ESTIMATE_FILE);
  const last = stages.at(-1);
  return {
    version: REPORT_VERSION,
    name: record.name,
    runId: record.id,
    datasetId: plan?.datasetId ?? '',
    seed: request.seed,
    rowmillVersion: record.rowmillVersion,
    command: record.command,
    started: record.created,
    seconds: last === undefined ? 0 : last.startSeconds + last.seconds,
    outcome: outcomeOf(failure),
    ...(failure === undefined ? {} : { problem: failure.Cause }),
    stages,
    tables: tables.map(tableReport),
    ...(plan?.edgeCases === undefined
      ? {}
      : { edgeCases: plan.edgeCases.map((one) => withScore(one, scores[one.table])) }),
    masking: tables.flatMap(maskingReport),
    checks: checks.map((check) => withCommand(withFileOfRun(check, files), tables, record.command)),
    environments: await environmentReports(context),
    ...(test === undefined ? {} : { test }),
    ...(estimate === undefined ? {} : { costs: compareCosts(estimate, counted) }),
  };
}

const withScore = (cases: EdgeCasesReport, score: EdgeCasesReport['score']): EdgeCasesReport =>
  score === undefined ? cases : { ...cases, score };

/** Another machine may have made the list of failing rows, in a folder of its own; the report has it beside it. */
function withFileOfRun(check: CheckResult, files: RunDirectory): CheckResult {
  const { failuresFile } = check;
  if (failuresFile === undefined) return check;
  const name = `${FAILURES_FOLDER}/${basename(failuresFile)}`;
  return { ...check, failuresFile: files.localPath(name) };
}

/** Only rows that are generated can be made again without the others. */
function withCommand(check: CheckResult, tables: readonly StoredTable[], run: string): CheckResult {
  const table = tables.find(({ name }) => name === check.table);
  const reproduce = table?.origin === 'generated' ? reproduceRow(check, run) : undefined;
  return reproduce === undefined ? check : { ...check, reproduce };
}

function outcomeOf(failure: Failure | undefined): RunReport['outcome'] {
  if (failure === undefined) return 'passed';
  return failure.Error === 'RunStoppedError' ? 'stopped' : 'failed';
}

function tableReport({
  name,
  rows,
  bytes,
  jsonBytes,
  seconds,
  origin,
}: StoredTable): RunReport['tables'][number] {
  return {
    name,
    rows,
    bytes,
    rawBytes: jsonBytes,
    rowsPerSecond: seconds === 0 ? 0 : rows / seconds,
    origin,
  };
}

function maskingReport({
  name,
  masking,
  maskKeyId,
  maskKeyVersion,
}: StoredTable): RunReport['masking'] {
  const key = {
    ...(maskKeyId === undefined ? {} : { keyId: maskKeyId }),
    ...(maskKeyVersion === undefined ? {} : { keyVersion: maskKeyVersion }),
  };
  return masking.map(({ column, strategy, masked, nulls, reveals }) => ({
    table: name,
    column,
    strategy,
    masked: strategy === 'keep' ? 0 : masked,
    nulls,
    ...(reveals === 'equality' ? key : {}),
  }));
}

async function environmentReports({ files }: StageContext): Promise<RunReport['environments']> {
  const records = await readEnvironments(files);
  const setUp = await findSetUp(files);
  const removed = await readRemoved(files);
  return records.map(({ name, targets }) => ({
    name,
    targets: targets.map(({ delivery, describe, tables }) => {
      const done = setUp?.targets.find((target) => target.delivery === delivery);
      return {
        describe,
        tables,
        rows: done?.rows ?? 0,
        ...(done === undefined ? {} : { verified: done.verified }),
        ...(done === undefined || Object.keys(done.formats).length === 0
          ? {}
          : { formats: done.formats }),
      };
    }),
    removed: removed[name] ?? [],
  }));
}
