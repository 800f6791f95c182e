import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { type Json, TaskFailure } from '@rowmill/asl';
import type { LambdaEntryPoint } from '../../lambda/lambda-handler.ts';

/** A function of the deployment, as it is called here. */
export interface TestFunction {
  readonly arn: string;
  readonly handler: LambdaEntryPoint;
}

export interface CallOptions {
  /** Milliseconds that the call has. */
  readonly timeoutMs?: number;
}

/** ARN of the function that is being called, for what happens within the call. */
export const called = new AsyncLocalStorage<string>();

/**
 * Calls a handler as Lambda does: JSON goes in and comes out, and an error comes as the name and the message that its
 * runtime makes of it.
 *
 * @throws TaskFailure as Step Functions has it
 */
export async function callFunction(
  { arn, handler }: TestFunction,
  payload: unknown,
  { timeoutMs = 900_000 }: CallOptions = {},
): Promise<Json> {
  const ends = Date.now() + timeoutMs;
  const context = {
    awsRequestId: randomUUID(),
    invokedFunctionArn: arn,
    getRemainingTimeInMillis: () => Math.max(0, ends - Date.now()),
  };
  try {
    const event = JSON.parse(JSON.stringify(payload)) as Json;
    const answer = await called.run(arn, () => handler(event, context));
    return JSON.parse(JSON.stringify(answer)) as Json;
  } catch (error) {
    throw asLambdaTells(error as Error);
  }
}

function asLambdaTells(cause: Error): TaskFailure {
  const { name, message, stack = '' } = cause;
  const told = { errorType: name, errorMessage: message, trace: stack.split('\n') };
  return new TaskFailure(name, JSON.stringify(told), { cause });
}
