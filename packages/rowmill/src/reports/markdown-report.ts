import type { CheckResult } from '../validation/check-result.ts';
import { type Verdict, verdictOf } from '../validation/gate.ts';
import { checkTitle, placeText, problemOf, waiverOf } from './check-words.ts';
import { codeBlock, joinWithin, plainText, tableHead, tableRow } from './markdown.ts';
import { countOf, formatBytes, formatCount, formatSeconds } from './quantities.ts';
import type { RunReport } from './run-report.ts';

/** GitHub drops a summary of more than 1 MiB. */
export const MAX_SUMMARY_BYTES = 900_000;

/** Lines of what went wrong: a run of many tables has many. */
const PROBLEM_LINES = 30;

const MARKS = { failed: '❌', waived: '⏸️', warned: '⚠️', passed: '✅' } as const satisfies Record<
  Verdict,
  string
>;

const ORDER: readonly Verdict[] = ['failed', 'waived', 'warned', 'passed'];

/**
 * A run as Markdown, for the summary page of a job: verdict, figures, checks, failing rows by their keys, and the
 * command that does the same again.
 */
export function renderMarkdown(report: RunReport, maxBytes = MAX_SUMMARY_BYTES): string {
  return joinWithin(
    [
      ...headOf(report),
      ...checksOf(report.checks),
      ...report.checks.flatMap(rowsOf),
      ...stagesOf(report),
      '',
      `To run it again:\n\n${codeBlock(report.command)}`,
    ],
    maxBytes,
  );
}

/** Checks without a run, as Markdown: what `rowmill mask` has measured. */
export function checksMarkdown(
  title: string,
  checks: readonly CheckResult[],
  maxBytes = MAX_SUMMARY_BYTES,
): string {
  const isPassed = checks.every((check) => verdictOf(check) !== 'failed');
  const mark = isPassed ? MARKS.passed : MARKS.failed;
  const head = `### ${mark} ${plainText(title)}: ${isPassed ? 'passed' : 'failed'}`;
  return joinWithin([head, '', ...checksOf(checks), ...checks.flatMap(rowsOf)], maxBytes);
}

function headOf(report: RunReport): string[] {
  const { name, outcome, problem, runId, datasetId } = report;
  const mark = outcome === 'passed' ? MARKS.passed : MARKS.failed;
  const dataset = datasetId === '' ? '' : `, dataset ${plainText(datasetId)}`;
  return [
    `### ${mark} rowmill ${plainText(name)}: ${outcome}`,
    '',
    `Run ${plainText(runId)}${dataset}: ${figuresOf(report)}.`,
    '',
    ...(problem === undefined ? [] : [codeBlock(firstLines(problem)), '']),
  ];
}

function figuresOf({ tables, masking, checks, seconds }: RunReport): string {
  const sum = (of: (table: RunReport['tables'][number]) => number) =>
    tables.reduce((total, table) => total + of(table), 0);
  const masked = masking.filter(({ strategy }) => strategy !== 'keep').length;
  const verdicts = ORDER.toReversed().flatMap((verdict) => {
    const count = checks.filter((check) => verdictOf(check) === verdict).length;
    return count === 0 ? [] : [`${formatCount(count)} ${verdict}`];
  });
  const counted = verdicts.length === 0 ? '' : ` (${verdicts.join(', ')})`;
  return [
    `${countOf(
      sum(({ rows }) => rows),
      'row',
    )} in ${formatSeconds(seconds)}`,
    `${formatBytes(sum(({ bytes }) => bytes))} stored (${formatBytes(sum(({ rawBytes }) => rawBytes))} as JSON)`,
    ...(masked === 0 ? [] : [`${countOf(masked, 'column')} masked`]),
    `${countOf(checks.length, 'check')}${counted}`,
  ].join(', ');
}

function firstLines(problem: string): string {
  const lines = problem.split('\n');
  if (lines.length <= PROBLEM_LINES) return problem;
  return [...lines.slice(0, PROBLEM_LINES), `… and ${lines.length - PROBLEM_LINES} more`].join(
    '\n',
  );
}

function checksOf(checks: readonly CheckResult[]): string[] {
  if (checks.length === 0) return [];
  const rows = ORDER.flatMap((verdict) => {
    const own = checks.filter((check) => verdictOf(check) === verdict);
    return verdict === 'passed' ? passedRows(own) : own.map((check) => checkRow(check, verdict));
  });
  return [
    ...tableHead(['', 'table', 'check', 'found', 'observed', 'expected', 'asked for in']),
    ...rows,
    '',
  ];
}

function checkRow(check: CheckResult, verdict: Verdict): string {
  const { severity = 'error', observed = '', expected = '' } = check;
  const rank = verdict === 'warned' ? `${severity}: ` : '';
  const waiver = waiverOf(check);
  const found = `${rank}${problemOf(check)}${waiver === '' ? '' : ` (${waiver})`}`;
  const cells = [check.table, checkTitle(check), found, observed, expected, placeText(check)];
  return tableRow([MARKS[verdict], ...cells]);
}

/** Checks of one kind that passed take one row: they are many, and all say the same. */
function passedRows(checks: readonly CheckResult[]): string[] {
  const kinds = new Map<string, CheckResult[]>();
  for (const check of checks) kinds.set(check.name, [...(kinds.get(check.name) ?? []), check]);
  return [...kinds].map(([name, own]) => {
    const tables = [...new Set(own.map(({ table }) => table))];
    const found = own.length === 1 ? 'passed' : `${countOf(own.length, 'check')} passed`;
    return tableRow([MARKS.passed, tables.join(', '), name, found, '', '', '']);
  });
}

/** The first failing rows of a check by their keys. */
function rowsOf(check: CheckResult): string[] {
  const { examples, table, failingRows, failuresFile, reproduce } = check;
  if (check.passed || examples.length === 0) return [];
  const more = failingRows - examples.length;
  const file = failuresFile === undefined ? '' : `, all in ${plainText(failuresFile)}`;
  return [
    `#### ${plainText(`${table}: ${checkTitle(check)}`)}`,
    '',
    ...tableHead(['key', 'row', 'rule', 'column', 'values']),
    ...examples.map(({ key, row, rule, column, values }) =>
      tableRow([textOf(key), row === undefined ? '' : String(row), rule, column, textOf(values)]),
    ),
    '',
    ...(more <= 0 ? [] : [`… and ${formatCount(more)} more${file}`, '']),
    ...(reproduce === undefined ? [] : [`To see the first:\n\n${codeBlock(reproduce)}`, '']),
  ];
}

function textOf(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join(', ');
}

function stagesOf({ stages }: RunReport): string[] {
  if (stages.length === 0) return [];
  return [
    ...tableHead(['stage', 'outcome', 'time', '']),
    ...stages.map(({ name, status, seconds, detail }) =>
      tableRow([name, status, status === 'skipped' ? '' : formatSeconds(seconds), detail]),
    ),
  ];
}
