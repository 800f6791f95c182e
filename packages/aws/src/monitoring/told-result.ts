import { membersOf } from './invocation-facts.ts';

/**
 * The result of a function as the history of an execution may hold it. The words of failed checks quote keys of rows
 * that fail; they are in the report, and the gate needs their number alone.
 */
export function toldResult<Result>(functionName: string, result: Result): Result {
  const { checks, failed } = membersOf(result);
  if (functionName !== 'rowmill-validate-dataset' || failed === 0) return result;
  const summary = `${failed} of ${checks} checks failed - the report of the run has them, with rows that fail`;
  return { ...result, summary };
}
