import type { FileFailure } from '../../validation/file-failure.ts';
import { codeBlock, joinWithin, plainText, tableHead, tableRow } from '../markdown.ts';
import { MAX_SUMMARY_BYTES } from '../markdown-report.ts';
import { countOf, formatCount, formatSeconds } from '../quantities.ts';
import type { ValidationReport } from './validation-report.ts';

/** Failures that a summary shows one by one: whoever wants more opens the lists. */
const SHOWN = 50;

/** Files as Markdown, for the summary page of a job: figures, rules by frequency, the first failing rows. */
export function validationMarkdown(report: ValidationReport, maxBytes = MAX_SUMMARY_BYTES): string {
  const { outcome, schema, rows, seconds, failingRows, files } = report;
  const mark = outcome === 'passed' ? '✅' : '❌';
  const failed = failingRows === 0 ? '' : `, ${formatCount(failingRows)} of them fail`;
  return joinWithin(
    [
      `### ${mark} rowmill validate: ${outcome}`,
      '',
      `${countOf(rows, 'row')} of ${countOf(files.length, 'file')} against ${plainText(schema)} in ${formatSeconds(seconds)}${failed}.`,
      '',
      ...tableHead(['', 'file', 'rows', 'failing rows', 'failures']),
      ...files.map(({ file, rows: own, failingRows: failing, failureCount }) =>
        tableRow([
          failureCount === 0 ? '✅' : '❌',
          file,
          ...[own, failing, failureCount].map(formatCount),
        ]),
      ),
      '',
      ...groupsOf(report),
      ...failuresOf(report),
    ],
    maxBytes,
  );
}

function groupsOf({ groups }: ValidationReport): string[] {
  if (groups.length === 0) return [];
  return [
    ...tableHead(['rule', 'column', 'failures', 'first']),
    ...groups.map(({ rule, column, count, first: [first] }) =>
      tableRow([rule, column, formatCount(count), first === undefined ? '' : placeOf(first)]),
    ),
    '',
  ];
}

function failuresOf({ failures, failureCount, failuresFile }: ValidationReport): string[] {
  const shown = failures.slice(0, SHOWN);
  const [first] = shown;
  if (first === undefined) return [];
  const hidden = failureCount - shown.length;
  const all = failuresFile === undefined ? '' : `, all in ${plainText(failuresFile)}`;
  return [
    ...tableHead(['place', 'rule', 'column', 'what is wrong']),
    ...shown.map((failure) =>
      tableRow([placeOf(failure), failure.rule, failure.column, failure.message]),
    ),
    '',
    ...(hidden === 0 ? [] : [`… and ${countOf(hidden, 'more failure')}${all}`, '']),
    ...(first.reproduce === undefined
      ? []
      : [`To see the first:\n\n${codeBlock(first.reproduce)}`, '']),
  ];
}

/** `users.csv:12`; a file without lines tells the row. */
function placeOf({ file, line, row }: FileFailure): string {
  if (line !== undefined) return `${file}:${line}`;
  return row === undefined ? file : `${file} row ${row}`;
}
