import type { ResolvedExpectation, Tolerance, WaiverRequest } from '@rowmill/core/engine';
import type { CheckResult, Waiver } from './check-result.ts';
import { describeExpected, describeObserved, describeProblem } from './describe-problem.ts';
import type { Finding } from './finding.ts';

interface Judged extends Finding {
  readonly seconds: number;
  /** The day on which waivers have to hold. */
  readonly today: string;
}

/** What a finding means, with what the request tolerates and waives. */
export function judge(expectation: ResolvedExpectation, judged: Judged): CheckResult {
  const { expect, table, columns, severity, tolerate, waive, title } = expectation;
  const { checkedRows, failingRows, examples, failuresFile, isWithin = true, seconds } = judged;
  const passed = isWithin && failingRows <= mostTolerated(tolerate, checkedRows);
  return {
    name: expect,
    ...(title === undefined ? {} : { title }),
    table,
    columns,
    passed,
    ...(severity === undefined ? {} : { severity }),
    ...(waive === undefined ? {} : { waiver: waiverOn(judged.today, waive) }),
    observed: describeObserved(expectation, judged),
    expected: describeExpected(expectation, judged),
    ...(judged.measured?.distribution === undefined
      ? {}
      : { distribution: judged.measured.distribution }),
    checkedRows,
    failingRows,
    ...(passed ? {} : { problem: problemOf(expectation, judged) }),
    examples,
    ...(failuresFile === undefined ? {} : { failuresFile }),
    seconds,
  };
}

function problemOf(expectation: ResolvedExpectation, judged: Judged): string {
  const problem = describeProblem(expectation, judged);
  const { waive } = expectation;
  return waive !== undefined && waiverOn(judged.today, waive).expired
    ? `${problem}; the waiver ended on ${waive.until}`
    : problem;
}

function mostTolerated(tolerate: Tolerance | undefined, checkedRows: number): number {
  if (tolerate === undefined) return 0;
  if ('rows' in tolerate) return tolerate.rows;
  // 0.29 of 100 rows are 29, and not the 28.999999999999996 that their product is.
  return Math.floor(tolerate.share * checkedRows * (1 + 2 * Number.EPSILON));
}

/** A waiver holds to the end of its last day, in UTC. */
function waiverOn(today: string, { reason, until, approver }: WaiverRequest): Waiver {
  return {
    reason,
    ...(approver === undefined ? {} : { approver }),
    until,
    expired: until < today,
  };
}
