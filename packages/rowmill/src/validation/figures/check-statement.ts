import { DataError } from '@rowmill/core';
import type { ResolvedExpectation } from '@rowmill/core/engine';
import type { CheckContext } from '../check-expectation.ts';
import type { Finding } from '../judge-check.ts';

/** A SELECT of a request, and the expectation that it is of. */
export interface AskedStatement {
  readonly expectation: ResolvedExpectation;
  readonly statement: string;
  /** Place of the expectation among all. */
  readonly index: number;
}

/** Every row that the statement gives fails. */
export async function checkStatement(
  { expectation }: AskedStatement,
  _context: CheckContext,
): Promise<Finding> {
  throw new DataError(expectation.table, undefined, 'SQL of requests is not carried out yet');
}
