import type { CheckResult } from '../../validation/check-result.ts';
import { verdictOf } from '../../validation/gate.ts';
import { checkTitle, comparisonOf, problemOf, waiverOf } from '../check-words.ts';
import type { RunReport } from '../run-report.ts';
import { describeRule } from './describe-rule.ts';
import { type SarifFinding, sarifLog } from './sarif-log.ts';

/** The checks of a run that did not pass as SARIF. */
export function runSarif({ checks, rowmillVersion, runId, datasetId, name }: RunReport): object {
  const properties = { run: runId, dataset: datasetId };
  return checksSarif(checks, { tool: 'rowmill run', version: rowmillVersion, name, properties });
}

interface ChecksFacts {
  readonly tool: string;
  readonly version: string;
  /** Name of the request, or the file of expectations: checks of another one are others. */
  readonly name: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/**
 * Checks that did not pass as SARIF: one result for each, at the line that asks for it.
 *
 * What stops a delivery is an error, waived checks are suppressed with their reason, warnings and information keep
 * their rank.
 */
export function checksSarif(
  checks: readonly CheckResult[],
  { tool, version, name, properties }: ChecksFacts,
): object {
  const found = checks.filter((check) => verdictOf(check) !== 'passed');
  const rules = [...new Set(found.map((check) => check.name))].sort();
  return sarifLog({
    tool,
    version,
    rules: rules.map(describeRule),
    findings: numbered(found).map(([check, number]) => findingOf(check, { number, request: name })),
    ...(properties === undefined ? {} : { properties }),
  });
}

/** Each check with how many like it come before it: their fingerprints have to differ. */
function numbered(checks: readonly CheckResult[]): [CheckResult, number][] {
  const counts = new Map<string, number>();
  return checks.map((check) => {
    const identity = `${check.table} ${checkTitle(check)}`;
    const count = counts.get(identity) ?? 0;
    counts.set(identity, count + 1);
    return [check, count];
  });
}

function findingOf(
  check: CheckResult,
  { number, request }: { readonly number: number; readonly request: string },
): SarifFinding {
  const { name, table, columns, place, reproduce, failingRows, checkedRows, examples } = check;
  const verdict = verdictOf(check);
  const [first] = examples;
  const message = [
    `${table}: ${checkTitle(check)}: ${problemOf(check)}`,
    comparisonOf(check),
    check.waiver?.expired === true ? waiverOf(check) : '',
    first === undefined ? '' : `first ${JSON.stringify(first.key)}`,
    reproduce === undefined ? '' : `to see it: ${reproduce}`,
  ];
  return {
    rule: name,
    level: levelOf(check),
    message: message.filter((part) => part !== '').join('; '),
    place: place ?? { file: 'rowmill.yaml' },
    fingerprint: {
      name: 'rowmillCheck/v1',
      parts: [request, table, name, ...columns, String(number)],
    },
    ...(verdict === 'waived' ? { accepted: waiverOf(check) } : {}),
    properties: { table, columns, failingRows, checkedRows },
  };
}

function levelOf(check: CheckResult): SarifFinding['level'] {
  if (verdictOf(check) !== 'warned') return 'error';
  return check.severity === 'info' ? 'note' : 'warning';
}
