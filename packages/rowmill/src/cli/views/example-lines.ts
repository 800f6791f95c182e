import { checkTitle } from '../../reports/check-words.ts';
import { formatCount } from '../../reports/quantities.ts';
import type { CheckExample, CheckResult } from '../../validation/check-result.ts';
import type { Colors } from '../output.ts';
import { shownPath } from '../shown-path.ts';

/** The first failing rows of each check on files, counted from 1, and where the others are. */
export function exampleLines(
  checks: readonly CheckResult[],
  limit: number,
  { bold, dim }: Colors,
): readonly string[] {
  return checks
    .filter(({ passed, examples }) => !passed && examples.length > 0)
    .flatMap((check) => {
      const { table, examples, failingRows, failuresFile } = check;
      const shown = examples.slice(0, limit);
      const more = failingRows - shown.length;
      return [
        '',
        bold(`${table}: ${checkTitle(check)}`),
        ...shown.map((example) => `  ${exampleLine(example)}`),
        ...(more > 0 ? [dim(`  … and ${formatCount(more)} more`)] : []),
        ...(failuresFile === undefined ? [] : [dim(`  all of them: ${shownPath(failuresFile)}`)]),
      ];
    });
}

function exampleLine({ key, row, values }: CheckExample): string {
  const cells = Object.entries({ ...key, ...values }).map(
    ([column, value]) => `${column} ${value === null ? '∅' : String(value)}`,
  );
  const place = row === undefined ? [] : [`row ${formatCount(row + 1)}`];
  return [...place, cells.join(', ')].join('  ');
}
