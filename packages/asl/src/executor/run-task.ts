import { StateFailure, TaskFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { LIMITS } from '../limits.ts';
import type { TaskContext } from '../ports.ts';
import type { FoundHandler } from './find-handler.ts';

export type TaskOutcome =
  | { readonly output: Json }
  | { readonly error: string; readonly cause: string };

/** Asks a handler. Whatever it answers or throws comes back as JSON that the journal can keep. */
export async function runTask(
  { handler, input, isFunction, wrap }: FoundHandler,
  context: TaskContext,
): Promise<TaskOutcome> {
  let answer: Json;
  try {
    // A copy: what the handler does with its input is its own affair.
    answer = await handler(structuredClone(input), context);
  } catch (thrown) {
    return failureOf(thrown, isFunction);
  }
  try {
    return { output: wrap(asJson(answer)) };
  } catch (error) {
    const cause = `Unable to stringify response body: ${(error as Error).message}`;
    return shortened('Runtime.MarshalError', cause);
  }
}

/**
 * What a resumed execution would find in the journal: an absent answer is null, as it is in Lambda.
 *
 * @throws TypeError for what cannot be JSON
 */
export function asJson(answer: Json | undefined): Json {
  return JSON.parse(JSON.stringify(answer) ?? 'null') as Json;
}

function failureOf(
  thrown: unknown,
  isFunction: boolean,
): { readonly error: string; readonly cause: string } {
  if (thrown instanceof TaskFailure || thrown instanceof StateFailure) {
    return shortened(thrown.error, thrown.message);
  }
  const { name, message } =
    thrown instanceof Error ? thrown : { name: 'Error', message: String(thrown) };
  const cause = isFunction ? JSON.stringify({ errorType: name, errorMessage: message }) : message;
  return shortened(name, cause);
}

const shortened = (
  error: string,
  cause: string,
): { readonly error: string; readonly cause: string } => ({
  error: error.slice(0, LIMITS.errorLength),
  cause: cause.slice(0, LIMITS.causeLength),
});
