import { ExecutionStatusError } from '../errors.ts';
import type { Json } from '../json.ts';
import { checkStart } from './check-start.ts';
import type { ExecutionOptions, RunningExecution } from './execution.ts';
import { hasEnded } from './instance.ts';
import { openExecution } from './open-execution.ts';
import { asJson } from './run-task.ts';

/**
 * Starts an execution; resolves when its start is durable.
 *
 * @throws {@link ExecutionRequestError} for a name or an input that AWS would not take
 * @throws {@link UnknownTaskError} when nobody does a task that the document names
 * @throws {@link ExecutionStatusError} when the journal holds an execution already
 */
export async function startExecution(
  input: Json,
  options: ExecutionOptions,
): Promise<RunningExecution> {
  const given = asJson(input);
  checkStart(options.name, given);
  const { root, begin } = await openExecution(options);
  if (root.state().status !== 'PENDING') {
    throw new ExecutionStatusError(
      `execution "${options.name}" was started already - resume it, or start another one with a journal of its own`,
    );
  }
  return begin(() => root.handle({ type: 'ExecutionStarted', input: given }));
}

/**
 * Goes on with an execution whose process ended: all that the journal tells is taken as done, what has no answer is
 * done again. An execution that has ended gives its result at once.
 *
 * @throws {@link UnknownTaskError} when nobody does a task that the document names
 * @throws {@link ExecutionStatusError} when the journal is empty
 */
export async function resumeExecution(options: ExecutionOptions): Promise<RunningExecution> {
  const { root, begin } = await openExecution(options);
  if (root.state().status === 'PENDING') {
    throw new ExecutionStatusError(
      `execution "${options.name}" was never started: its journal is empty - start it`,
    );
  }
  return begin(() => root.resume());
}

/**
 * Runs an execution that failed, timed out or was stopped on from where it failed, keeping what succeeded.
 *
 * @throws {@link UnknownTaskError} when nobody does a task that the document names
 * @throws {@link ExecutionStatusError} when it has not ended, or succeeded
 */
export async function redriveExecution(options: ExecutionOptions): Promise<RunningExecution> {
  const { root, begin } = await openExecution(options);
  const { status } = root.state();
  if (status === 'SUCCEEDED') {
    throw new ExecutionStatusError(
      `execution "${options.name}" succeeded: there is nothing to run again`,
    );
  }
  if (!hasEnded(root.state())) {
    throw new ExecutionStatusError(
      `execution "${options.name}" has not ended (${status}) - ${status === 'PENDING' ? 'start' : 'resume'} it`,
    );
  }
  return begin(() => root.handle({ type: 'ExecutionRedriven' }));
}
