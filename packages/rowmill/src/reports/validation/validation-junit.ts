import type { TestCase } from '../junit-cases.ts';
import { renderJunitSuites } from '../junit-xml.ts';
import { countOf, formatCount } from '../quantities.ts';
import type { ValidatedFile, ValidationReport } from './validation-report.ts';

/** Files as JUnit XML: one suite for each, with a case for each rule that rows break, or a single one that passed. */
export function validationJunit(report: ValidationReport): string {
  const { files, started, seconds, schema } = report;
  const each = files.length === 0 ? 0 : seconds / files.length;
  return renderJunitSuites(
    files.map((file) => ({
      name: file.file,
      cases: casesOf(file, { report, seconds: each }),
      properties: { schema },
    })),
    { name: 'rowmill validate', started },
  );
}

function casesOf(
  { file, rows, failingRows, failureCount, failuresByRule }: ValidatedFile,
  { report, seconds }: { readonly report: ValidationReport; readonly seconds: number },
): TestCase[] {
  if (failureCount === 0) return [{ name: `all ${countOf(rows, 'row')}`, seconds }];
  const rules = Object.entries(failuresByRule);
  return rules.map(([rule, count]) => ({
    name: rule,
    seconds: seconds / rules.length,
    verdict: {
      kind: 'failure',
      type: rule,
      message: `${countOf(count, 'failure')}; ${formatCount(failingRows)} of ${countOf(rows, 'row')} fail in all`,
      text: examplesOf(report, file, rule).join('\n'),
    },
  }));
}

function examplesOf({ groups, failuresFile }: ValidationReport, file: string, rule: string) {
  const first = groups.filter((group) => group.rule === rule).flatMap((group) => group.first);
  const own = first.filter((failure) => failure.file === file);
  return [
    ...own.map(({ line, row, column, message, reproduce = '' }) =>
      [`${file}:${line ?? `row ${row}`}`, column, message, reproduce]
        .filter((part) => part !== '')
        .join('  '),
    ),
    ...(failuresFile === undefined ? [] : [`all of them: ${failuresFile}`]),
  ];
}
