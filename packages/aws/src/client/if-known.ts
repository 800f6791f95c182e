import { codeOf } from './explain-aws-error.ts';

/** What Step Functions says of an execution or a map run that it does not know: not yet, or not any more. */
const UNKNOWN = /^(ExecutionDoesNotExist|ResourceNotFound)$/;

/** Does the work; undefined where what it asks for is deleted, which may be at any time, between any two requests. */
export async function ifKnown<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (UNKNOWN.test(codeOf(error))) return undefined;
    throw error;
  }
}
