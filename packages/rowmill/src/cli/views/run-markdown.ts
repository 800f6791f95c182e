import { formatBytes, formatCount, formatSeconds } from '../../reports/quantities.ts';
import type { RunReport } from '../../reports/run-report.ts';
import { totalsOf } from './run-event.ts';

/** GitHub cuts a summary at 1 MiB. */
const MAX_CHARACTERS = 200_000;

/** A run as Markdown, for the summary page of a job. */
export function runMarkdown(report: RunReport): string {
  const { rows, bytes, rawBytes, checksPassed, checksFailed, maskedColumns } = totalsOf(report);
  const failed = report.checks.filter(({ passed }) => !passed);
  const lines = [
    `### rowmill ${report.name}: ${report.outcome}`,
    '',
    `${formatCount(rows)} rows in ${formatSeconds(report.seconds)}, ${formatBytes(bytes)} stored (${formatBytes(rawBytes)} as JSON), ` +
      `${maskedColumns} columns masked, ${checksPassed} checks passed, ${checksFailed} failed`,
    '',
    ...(report.problem === undefined ? [] : ['```', report.problem, '```', '']),
    ...failed.map(({ table, name, problem }) => `- \`${table}\` ${name}: ${problem ?? 'failed'}`),
    '| stage | outcome | time | |',
    '| --- | --- | --- | --- |',
    ...report.stages.map(
      ({ name, status, seconds, detail }) =>
        `| ${name} | ${status} | ${formatSeconds(seconds)} | ${cell(detail)} |`,
    ),
    '',
  ];
  return `${lines.join('\n').slice(0, MAX_CHARACTERS)}\n`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
