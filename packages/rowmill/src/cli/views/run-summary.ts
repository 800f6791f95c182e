import { basename, dirname } from 'node:path';
import { countOf, formatBytes, formatRate, formatSeconds } from '../../reports/quantities.ts';
import { REPORT_FORMS, type ReportFiles } from '../../reports/report-forms.ts';
import type { RunReport } from '../../reports/run-report.ts';
import type { Colors, Output } from '../output.ts';
import { stageMark } from '../progress/describe.ts';
import { shownPath } from '../shown-path.ts';
import { textTable } from '../text-table.ts';
import { checkLines } from './check-lines.ts';
import { type RunTotals, totalsOf } from './run-event.ts';

/** What a run came to, for a person: what held and what did not, then totals, time, what is gone, and the files written. */
export function runSummary(report: RunReport, files: ReportFiles, output: Output): string {
  const { colors } = output;
  const totals = totalsOf(report);
  const blocks = [
    title(report, colors),
    checksBlock(report, colors),
    totalsBlock(report, totals, colors),
    stagesBlock(report, colors),
    ...report.environments.map((environment) =>
      environmentBlock(environment, isKept(report), colors),
    ),
    filesBlock(report, files, colors),
  ];
  return `\n${blocks.filter((block) => block !== '').join('\n\n')}`;
}

function title(
  { name, outcome, seconds, datasetId }: RunReport,
  { bold, green, red, dim }: Colors,
): string {
  const mark = outcome === 'passed' ? green('✓') : red('✗');
  const dataset = datasetId === '' ? '' : dim(`  dataset ${datasetId}`);
  return `${mark} ${bold(`${name} ${outcome}`)} in ${formatSeconds(seconds)}${dataset}`;
}

function checksBlock({ checks, test }: RunReport, colors: Colors): string {
  const { green, red, dim } = colors;
  const tests =
    test === undefined
      ? []
      : [
          `  ${test.exitCode === 0 ? green('✓') : red('✗')} test: ${test.command}  ${dim(formatSeconds(test.seconds))}`,
        ];
  return [...checkLines(checks, colors), ...tests].join('\n');
}

function totalsBlock(report: RunReport, totals: RunTotals, { bold, dim }: Colors): string {
  if (report.tables.length === 0) return '';
  const lines = totalLines(report, totals).map(([label, value, detail]) => [
    dim(label),
    bold(value),
    dim(detail),
  ]);
  return textTable(lines, { indent: 2 });
}

type TotalLine = readonly [label: string, value: string, detail: string];

function totalLines(
  { tables, masking, seconds, environments }: RunReport,
  totals: RunTotals,
): TotalLine[] {
  const { rows, bytes, rawBytes, maskedColumns, maskedCells, deliveredRows } = totals;
  const maskedTables = new Set(masking.map(({ table }) => table));
  const targetCount = environments.flatMap(({ targets }) => targets).length;
  const saved = bytes < rawBytes ? ` (${Math.round(100 * (1 - bytes / rawBytes))} % less)` : '';
  const overall = formatRate(rows / Math.max(seconds, 1e-3));
  return [
    [
      'rows',
      countOf(rows, 'row'),
      `in ${countOf(tables.length, 'table')}, ${overall} rows/s over the whole run`,
    ],
    [
      'made at',
      `${formatRate(buildRate(tables))} rows/s`,
      'generated or masked, checked and stored',
    ],
    ...(maskedColumns === 0
      ? []
      : [
          [
            'masked',
            countOf(maskedColumns, 'column'),
            `${countOf(maskedCells, 'cell')} of ${[...maskedTables].join(', ')}`,
          ] as const,
        ]),
    checksLine(totals),
    ['stored', formatBytes(bytes), `instead of ${formatBytes(rawBytes)} as JSON${saved}`],
    ...(targetCount === 0
      ? []
      : [
          [
            'delivered',
            countOf(deliveredRows, 'row'),
            `to ${countOf(targetCount, 'target')}`,
          ] as const,
        ]),
  ];
}

function checksLine({
  checksPassed,
  checksFailed,
  checksWarned,
  checksWaived,
}: RunTotals): TotalLine {
  const all = checksPassed + checksFailed + checksWarned + checksWaived;
  const others = [
    ...(checksFailed === 0 ? [] : [`${checksFailed} failed`]),
    ...(checksWaived === 0 ? [] : [`${checksWaived} waived`]),
    ...(checksWarned === 0 ? [] : [countOf(checksWarned, 'warning')]),
  ];
  return ['checks', `${checksPassed} of ${all} passed`, others.join(', ')];
}

/** Rows of all tables over the time that making them took. */
function buildRate(tables: RunReport['tables']): number {
  const made = tables.filter(({ rowsPerSecond }) => rowsPerSecond > 0);
  const rows = made.reduce((sum, table) => sum + table.rows, 0);
  const seconds = made.reduce((sum, table) => sum + table.rows / table.rowsPerSecond, 0);
  return seconds === 0 ? 0 : rows / seconds;
}

const BAR_WIDTH = 30;

function stagesBlock({ stages, seconds }: RunReport, colors: Colors): string {
  const { dim, cyan } = colors;
  const rows = stages.map(({ name, status, seconds: took, detail }) => {
    const filled = seconds === 0 ? 0 : Math.round((took / seconds) * BAR_WIDTH);
    const bar = status === 'skipped' ? '' : cyan('▇'.repeat(Math.max(filled, 1)));
    return [
      `${stageMark(status, colors)} ${name}`,
      status === 'skipped' ? '' : formatSeconds(took),
      bar === '' ? dim(detail) : bar,
    ];
  });
  return textTable(rows, { indent: 2, right: [1] });
}

/** Nobody has removed anything, because nobody was to. */
function isKept({ stages }: RunReport): boolean {
  return stages.some(({ name, status }) => name === 'clean up' && status === 'skipped');
}

const VERIFIED = {
  content: ', read back and equal',
  checksum: ', checksums equal',
  size: ', files complete',
  not: '',
} as const;

function environmentBlock(
  { name, targets, removed }: RunReport['environments'][number],
  kept: boolean,
  { bold, dim, green, red }: Colors,
): string {
  const lines = targets.map(
    ({ describe, tables, rows, verified }) =>
      `  ${verified === undefined ? red('✗') : green('✓')} ${describe}  ${dim(`${countOf(rows, 'row')} in ${countOf(tables.length, 'table')}${VERIFIED[verified ?? 'not']}`)}`,
  );
  const gone =
    removed.length === 0
      ? [
          dim(
            kept
              ? '  kept until the next run of this environment, or rowmill doctor --fix'
              : '  nothing was removed',
          ),
        ]
      : removed.map((line) => dim(`  - removed ${line}`));
  return [bold(`environment ${name}`), ...lines, ...gone].join('\n');
}

/** Files for a person are named one by one, the others by where they are. */
function filesBlock({ checks }: RunReport, files: ReportFiles, { dim }: Colors): string {
  const folder = shownPath(dirname(files.html));
  const others = REPORT_FORMS.filter((form) => form !== 'html').map((form) =>
    basename(files[form]),
  );
  const lists = checks.flatMap(({ failuresFile }) =>
    failuresFile === undefined ? [] : [`${dim('failing rows')}  ${shownPath(failuresFile)}`],
  );
  return [
    `${dim('report')}  ${shownPath(files.html)}`,
    dim(`        beside it in ${folder}: ${others.join(', ')}`),
    ...lists,
  ].join('\n');
}
