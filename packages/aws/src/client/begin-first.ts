import { type ExecutionInput, runReference } from 'rowmill/engine';
import { AwsServiceError } from './client-errors.ts';
import { arnOf, describeExecution, noteBegun, startExecution } from './executions.ts';
import type { OpenDeployment } from './open-deployment.ts';

/**
 * Begins the first execution of a run whose files are written. Where AWS refuses, nothing of the run is left; where its
 * answer got lost, the run stays until somebody has looked, as it may be under way.
 *
 * @throws what AWS refuses, explained
 */
export async function beginFirst(
  deployment: OpenDeployment,
  run: string,
  input: ExecutionInput,
): Promise<void> {
  const first = { run, number: 1 };
  try {
    await startExecution(deployment, first, input);
  } catch (error) {
    const hasBegun = isAnswer(error) ? false : await isThere(deployment, run);
    if (hasBegun === 'unknown') throw undecided(error as AwsServiceError, run);
    if (!hasBegun) {
      await discardRun(deployment, run);
      throw error;
    }
  }
  // The run is under way: a note that cannot be written must not make it look as if it were not.
  await noteBegun(deployment, first).catch(() => undefined);
}

/** Removes a run that nothing refers to yet, as far as AWS lets us: without its record, the rest is no run. */
export async function discardRun({ store }: OpenDeployment, run: string): Promise<void> {
  await store.deleteFolder(runReference(run).prefix).catch(() => undefined);
}

/** Whether AWS has answered, with a no; without an answer, or after a fault of AWS, nobody knows what it has done. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof AwsServiceError)) return true;
  const { $metadata } = (error.cause ?? {}) as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500;
}

async function isThere(deployment: OpenDeployment, run: string): Promise<boolean | 'unknown'> {
  try {
    const arn = arnOf(deployment, { run, number: 1 });
    return (await describeExecution(deployment, arn)) !== undefined;
  } catch {
    return 'unknown';
  }
}

function undecided({ message, code, cause }: AwsServiceError, run: string): AwsServiceError {
  const problem = `${message}; whether run ${run} has begun is not known - look: rowmill runs show ${run} --engine aws; begin it where it has not: rowmill runs resume ${run} --engine aws`;
  return new AwsServiceError(problem, { code, cause });
}
