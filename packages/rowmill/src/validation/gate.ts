import { RowmillError } from '@rowmill/core';
import type { CheckResult } from './check-result.ts';

/**
 * A dataset failed its checks, so nothing is delivered. Never retried: data or request must change.
 *
 * @public Workflow documents raise it by its name.
 */
export class QualityGateError extends RowmillError {
  override readonly name = 'QualityGateError';
  readonly failed: readonly CheckResult[];

  constructor(failed: readonly CheckResult[], checkCount: number) {
    super(describeFailed(failed, checkCount));
    this.failed = failed;
  }
}

/** What {@link QualityGateError} says: one line for each check that failed. */
export function describeFailed(failed: readonly CheckResult[], checkCount: number): string {
  return [`${failed.length} of ${checkCount} checks failed`, ...failed.map(describe)].join('\n');
}

/** What a gate says that lets the dataset through: `12 checks passed, 1 is waived, 2 are warnings`. */
export function describePassed(checks: readonly CheckResult[]): string {
  const count = (verdict: Verdict) => checks.filter((one) => verdictOf(one) === verdict).length;
  const [passed, waived, warned] = [count('passed'), count('waived'), count('warned')];
  return [
    `${passed} ${passed === 1 ? 'check' : 'checks'} passed`,
    ...(waived === 0 ? [] : [`${waived} ${waived === 1 ? 'is' : 'are'} waived`]),
    ...(warned === 0 ? [] : [`${warned} ${warned === 1 ? 'is a warning' : 'are warnings'}`]),
  ].join(', ');
}

/** What a check means for the delivery: `failed` stops it, the others are told. */
export type Verdict = 'passed' | 'warned' | 'waived' | 'failed';

export function verdictOf({ passed, severity = 'error', waiver }: CheckResult): Verdict {
  if (passed) return 'passed';
  if (severity !== 'error') return 'warned';
  return waiver !== undefined && !waiver.expired ? 'waived' : 'failed';
}

/** The checks that let the dataset through and those that do not. */
export function gate(results: readonly CheckResult[]): {
  readonly passed: readonly CheckResult[];
  readonly failed: readonly CheckResult[];
} {
  return {
    passed: results.filter((check) => verdictOf(check) !== 'failed'),
    failed: results.filter((check) => verdictOf(check) === 'failed'),
  };
}

/**
 * Lets a dataset through that passed every check.
 *
 * @throws QualityGateError with one line for each check that failed.
 */
export function assertQuality(results: readonly CheckResult[]): void {
  const { failed } = gate(results);
  if (failed.length > 0) throw new QualityGateError(failed, results.length);
}

function describe({ table, title, name, columns, problem, examples }: CheckResult): string {
  const of = columns.length === 0 ? '' : ` (${columns.join(', ')})`;
  const [first] = examples;
  const example = first === undefined ? '' : ` - first ${JSON.stringify(first.key)}`;
  return `${table}: ${title ?? `${name}${of}`}: ${problem ?? 'failed'}${example}`;
}
