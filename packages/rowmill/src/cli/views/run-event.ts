import type { ReportFiles } from '../../reports/report-forms.ts';
import type { RunReport } from '../../reports/run-report.ts';
import { type Verdict, verdictOf } from '../../validation/gate.ts';

/** Totals of a run. */
export interface RunTotals {
  readonly rows: number;
  /** Bytes in the store. */
  readonly bytes: number;
  /** Bytes of the same rows as NDJSON. */
  readonly rawBytes: number;
  readonly maskedColumns: number;
  readonly maskedCells: number;
  readonly checksPassed: number;
  /** What stops a delivery. */
  readonly checksFailed: number;
  /** Did not pass, and are no errors. */
  readonly checksWarned: number;
  /** Did not pass, and somebody waives that for a time. */
  readonly checksWaived: number;
  readonly deliveredRows: number;
}

export function totalsOf({ tables, masking, checks, environments }: RunReport): RunTotals {
  const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
    items.reduce((total, item) => total + of(item), 0);
  const masks = masking.filter(({ strategy }) => strategy !== 'keep');
  const having = (verdict: Verdict) =>
    checks.filter((check) => verdictOf(check) === verdict).length;
  return {
    rows: sum(tables, ({ rows }) => rows),
    bytes: sum(tables, ({ bytes }) => bytes),
    rawBytes: sum(tables, ({ rawBytes }) => rawBytes),
    maskedColumns: masks.length,
    maskedCells: sum(masks, ({ masked }) => masked),
    checksPassed: having('passed'),
    checksFailed: having('failed'),
    checksWarned: having('warned'),
    checksWaived: having('waived'),
    deliveredRows: sum(environments, ({ targets }) => sum(targets, ({ rows }) => rows)),
  };
}

/** A run as the last event of `--json`. */
export function runEvent(report: RunReport, files: ReportFiles) {
  const { name, runId, datasetId, seed, outcome, seconds, stages, tables, environments, test } =
    report;
  return {
    name,
    run: runId,
    dataset: datasetId,
    seed,
    outcome,
    seconds,
    ...totalsOf(report),
    tables: Object.fromEntries(
      tables.map(({ name: table, rows, bytes, origin }) => [table, { rows, bytes, origin }]),
    ),
    stages: stages.map(({ name: stage, status, seconds: took }) => ({
      stage,
      status,
      seconds: took,
    })),
    environments,
    ...(test === undefined ? {} : { test: { command: test.command, exitCode: test.exitCode } }),
    report: files,
  };
}
