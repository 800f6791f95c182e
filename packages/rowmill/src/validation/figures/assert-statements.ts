import { DataError, RequestError, type RequestIssue } from '@rowmill/core';
import type { ResolvedExpectation } from '@rowmill/core/engine';
import type { CheckContext } from '../check-context.ts';
import { assertStatement } from './check-statement.ts';

/**
 * Holds all statements of a request against the tables before anything is checked: one that cannot be carried out is a
 * mistake of the request, and says nothing about its data.
 *
 * @param pathOf path of an expectation in the file that it was written in
 * @throws {@link RequestError} with one issue for each of them.
 */
export async function assertStatements(
  expectations: readonly ResolvedExpectation[],
  context: CheckContext,
  pathOf: (index: number) => readonly (string | number)[],
): Promise<void> {
  const issues: RequestIssue[] = [];
  for (const [index, expectation] of expectations.entries()) {
    const { query } = expectation;
    if (query.failing !== 'sql') continue;
    const asked = { expectation, query, index, checkedRows: 0 };
    await assertStatement(asked, context).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      const path = [...pathOf(index), 'sql'];
      issues.push({ path, code: 'expectation-option', message: error.message });
    });
  }
  if (issues.length > 0) throw new RequestError(issues);
}

/** Told of the table of the expectation, and not of stored parts that cannot be read. */
const isRefusal = (error: unknown): error is DataError =>
  error instanceof DataError && error.message.includes('satisfiesSql: ');
