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

/** The checks that passed and those that did not. */
export function gate(results: readonly CheckResult[]): {
  readonly passed: readonly CheckResult[];
  readonly failed: readonly CheckResult[];
} {
  return {
    passed: results.filter(({ passed }) => passed),
    failed: results.filter(({ passed }) => !passed),
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

function describe({ table, name, columns, problem, examples }: CheckResult): string {
  const about = columns.length === 0 ? '' : ` (${columns.join(', ')})`;
  const [first] = examples;
  const example = first === undefined ? '' : ` - first ${JSON.stringify(first.key)}`;
  return `${table}: ${name}${about}: ${problem ?? 'failed'}${example}`;
}
