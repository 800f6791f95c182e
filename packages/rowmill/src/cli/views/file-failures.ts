import { countOf, formatCount } from '../../reports/quantities.ts';
import type { FailureTally } from '../../validation/failure-tally.ts';
import type { FileFailure } from '../../validation/file-failure.ts';
import type { FileValidation } from '../../validation/validate-file.ts';
import type { FilesValidation } from '../../validation/validate-files.ts';
import type { Output } from '../output.ts';
import { textTable } from '../text-table.ts';

export interface ShownFailures {
  /** Most groups, and most failures. */
  readonly limit: number;
  /** The file that has all of them. */
  readonly failures?: string;
}

/** One line about a file. */
export function showFile({ file, rows, ...found }: FileValidation, output: Output): void {
  const { green, red } = output.colors;
  if (found.failureCount === 0)
    output.print(`${green('✓')} ${file}: ${countOf(rows, 'row')}, all as the schema says`);
  else output.print(`${red('✗')} ${file}: ${failedOf(rows, found)}`);
}

/** What is wrong with files: by rule and column, most frequent first; then the first rows; then what it comes to. */
export function showFailures(
  { rows, ...found }: FilesValidation,
  { limit, failures: failuresFile }: ShownFailures,
  output: Output,
): void {
  const { dim, red, bold } = output.colors;
  const { groups, failures, failureCount, failuresByRule } = found;
  output.print(groupTable(found, limit, output));
  if (groups.length > limit)
    output.print(dim(`… and ${countOf(groups.length - limit, 'more group')}`));
  output.print('');
  if (failures.length > 0)
    output.print(
      textTable(
        failures.map((failure) => [
          placeOf(failure),
          red(failure.rule),
          failure.column,
          failure.message,
        ]),
      ),
    );
  const hidden = failureCount - failures.length;
  if (hidden > 0) output.print(dim(`… and ${countOf(hidden, 'more failure')}`));
  const again = groups[0]?.first[0]?.reproduce;
  if (again !== undefined) output.print(dim(`One row again: ${again}`));
  if (failuresFile !== undefined) output.print(dim(`All failures: ${failuresFile}`));
  output.print('');
  const rules = Object.entries(failuresByRule).map(
    ([rule, count]) => `${rule} ${formatCount(count)}`,
  );
  output.print(`${red('✗')} ${bold(failedOf(rows, found))}: ${rules.join(', ')}`);
}

function groupTable({ groups }: FailureTally, limit: number, { colors }: Output): string {
  const lines = groups.slice(0, limit).map(({ rule, column, count, first }) => {
    const [example] = first;
    return [
      formatCount(count),
      colors.red(rule),
      column,
      commonMessage(first),
      colors.dim(example === undefined ? '' : `first ${placeOf(example)}`),
    ];
  });
  return textTable(lines, { right: [0] });
}

/** Rows that cannot be read have each its own reason. */
function commonMessage([example, ...others]: readonly FileFailure[]): string {
  if (example === undefined) return '';
  const isCommon = others.every(({ message }) => message === example.message);
  return isCommon ? example.message : `${example.message}; and others`;
}

const failedOf = (rows: number, { failingRows }: Pick<FailureTally, 'failingRows'>): string =>
  `${formatCount(failingRows)} of ${countOf(rows, 'row')} failed`;

/** `users.csv:12`; a file without lines tells the row. */
function placeOf({ file, line, row }: FileFailure): string {
  if (line !== undefined) return `${file}:${line}`;
  return row === undefined ? file : `${file} row ${row}`;
}
