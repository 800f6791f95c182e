import type { FileFailure } from '../../validation/file-failure.ts';
import { countOf } from '../quantities.ts';
import { type SarifFinding, sarifLog } from '../sarif/sarif-log.ts';
import { describeKeyword } from './describe-keyword.ts';
import type { ValidationReport } from './validation-report.ts';

/** Failures of files as SARIF: one result for each, at the line of the file that its row starts on. */
export function validationSarif(report: ValidationReport): object {
  const { failures, failureCount, failuresFile, rowmillVersion, schema } = report;
  const rules = [...new Set(failures.map(({ rule }) => rule))].sort();
  const hidden = failureCount - failures.length;
  const where = failuresFile === undefined ? 'rowmill validate --failures lists all' : failuresFile;
  return sarifLog({
    tool: 'rowmill validate',
    version: rowmillVersion,
    rules: rules.map(describeKeyword),
    findings: failures.map(findingOf),
    ...(hidden === 0
      ? {}
      : { leftOut: `${countOf(hidden, 'more failure')} are not among the results: ${where}` }),
    properties: { schema },
  });
}

function findingOf(failure: FileFailure): SarifFinding {
  const { file, line, row, key, rule, column, schemaPath, message, reproduce } = failure;
  const about = column === '' ? '' : `${column}: `;
  const again = reproduce === undefined ? '' : `; to see it: ${reproduce}`;
  const which = key === undefined ? String(row ?? line ?? '') : JSON.stringify(key);
  return {
    rule,
    level: 'error',
    message: `${about}${message}${again}`,
    place: line === undefined ? { file } : { file, line },
    fingerprint: {
      name: key === undefined ? 'rowmillRow/v1' : 'rowmillKey/v1',
      parts: [file, rule, column, schemaPath ?? '', which],
    },
    ...(row === undefined ? {} : { properties: { row } }),
  };
}
