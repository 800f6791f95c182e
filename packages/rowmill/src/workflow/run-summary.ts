import type { Request } from '@rowmill/core/engine';
import type { RunContext } from '../ports.ts';
import {
  REPORT_VERSION,
  type RunReport,
  type StageReport,
  type TargetReport,
} from '../reports/run-report.ts';
import type { StoredTable } from '../stores/manifest.ts';
import type { TableDigest } from '../targets/target.ts';
import type { PipelineFacts, RunState } from './run-state.ts';

/** Puts together what a run did, however far it came. */
export function buildReport(
  request: Request,
  state: RunState,
  stages: readonly StageReport[],
  error: unknown,
  { runId, signal }: RunContext,
  { command, rowmillVersion, started }: PipelineFacts,
): RunReport {
  const tables = state.dataset?.manifest.tables ?? [];
  const last = stages.at(-1);
  const outcome = error === undefined ? 'passed' : signal.aborted ? 'stopped' : 'failed';
  return {
    version: REPORT_VERSION,
    name: request.name,
    runId,
    datasetId: state.plan?.datasetId ?? '',
    seed: request.seed,
    rowmillVersion,
    command,
    started: started.toISOString(),
    seconds: last === undefined ? 0 : last.startSeconds + last.seconds,
    outcome,
    ...(error === undefined
      ? {}
      : { problem: error instanceof Error ? error.message : String(error) }),
    stages,
    tables: tables.map(tableReport),
    masking: tables.flatMap(maskingReport),
    checks: state.checks,
    environments: environmentReports(state),
    ...(state.test === undefined ? {} : { test: state.test }),
  };
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

function maskingReport({ name, masking, maskKeyId }: StoredTable): RunReport['masking'] {
  return masking.map(({ column, strategy, masked, nulls, reveals }) => ({
    table: name,
    column,
    strategy,
    masked: strategy === 'keep' ? 0 : masked,
    nulls,
    ...(reveals === 'equality' && maskKeyId !== undefined ? { keyId: maskKeyId } : {}),
  }));
}

function environmentReports({
  environments,
  sent,
  verified,
  removed,
}: RunState): RunReport['environments'] {
  return environments.map(({ name, targets }) => ({
    name,
    targets: targets.map(({ target, tables }) => ({
      describe: target.describe(),
      tables: tables.map((table) => table.name),
      rows: (sent.get(target) ?? []).reduce((sum, { rows }) => sum + rows, 0),
      ...(verified.has(target) ? { verified: target.verifies } : {}),
      ...formatsOf(sent.get(target) ?? []),
    })),
    removed: removed.get(name) ?? [],
  }));
}

function formatsOf(sent: readonly TableDigest[]): Pick<TargetReport, 'formats'> {
  const formats = sent.flatMap(({ table, format }) =>
    format === undefined ? [] : [[table.name, format] as const],
  );
  return formats.length === 0 ? {} : { formats: Object.fromEntries(formats) };
}
