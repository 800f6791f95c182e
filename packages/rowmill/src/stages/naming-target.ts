import { TargetError } from '../errors.ts';
import type { Target } from '../targets/target.ts';
import { WorkerError } from '../workers/worker-error.ts';

/** Errors of workers as those of the target that they worked for. */
export async function namingTarget<Value>(
  target: Target,
  work: () => Promise<Value>,
): Promise<Value> {
  return work().catch((error: unknown) => {
    throw error instanceof WorkerError ? asTargetError(target, error) : error;
  });
}

/** A worker's TargetError is one of ours again; what else happened in a worker stays what it is. */
function asTargetError(target: Target, error: WorkerError): Error {
  if (error.failure !== 'TargetError') return error;
  const name = target.describe();
  const prefix = `${name}: `;
  const { message, code } = error;
  const problem = message.startsWith(prefix) ? message.slice(prefix.length) : message;
  return new TargetError(name, problem, { cause: error, code });
}
