import { inspect } from 'node:util';
import type { InvocationFacts } from './invocation-facts.ts';
import { type SafeFailure, safeFailure } from './safe-messages.ts';

/** A failure in full, for those who may see the data. */
export interface KeptFailure {
  readonly version: 1;
  readonly run: string;
  readonly function: string;
  readonly requestId: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** Keeps a failure where access to it is controlled as that to the data is. @returns where it is, for people */
export type KeepFailure = (failure: KeptFailure) => Promise<string>;

/** A failure as it may be told to everybody. */
export interface ReportedFailure extends SafeFailure {
  /** What Lambda is given: it logs the error, and hands name and message to the history of the execution. */
  readonly error: Error;
}

/** Makes of what a handler threw what may be told of it, and keeps the rest. */
export async function reportFailure(
  thrown: unknown,
  facts: InvocationFacts,
  keep: KeepFailure | undefined,
): Promise<ReportedFailure> {
  const failure = safeFailure(thrown);
  const message = failure.message ?? (await withheld(thrown, failure, facts, keep));
  return { ...failure, message, error: errorOf({ ...failure, message }) };
}

async function withheld(
  thrown: unknown,
  { name, where }: SafeFailure,
  facts: InvocationFacts,
  keep: KeepFailure | undefined,
): Promise<string> {
  const kept = await keepFailure(thrown, name, facts, keep);
  const about = where === '' ? '' : `${where}: `;
  return `${about}the message may hold data, and is ${kept}`;
}

async function keepFailure(
  thrown: unknown,
  name: string,
  { run, function: functionName, requestId }: InvocationFacts,
  keep: KeepFailure | undefined,
): Promise<string> {
  if (keep === undefined || run === undefined) return 'not kept';
  const { message, stack } = thrown instanceof Error ? thrown : new Error(inspect(thrown));
  const time = new Date().toISOString();
  const failure: KeptFailure = {
    version: 1,
    run,
    function: functionName,
    requestId,
    time,
    name,
    message,
    stack: stack ?? '',
  };
  try {
    return `in ${await keep(failure)}`;
  } catch (error) {
    // What failed first is what has to be told.
    return `not kept (${safeFailure(error).name})`;
  }
}

/** Without cause and fields: the runtime of Lambda logs every field of an error. */
function errorOf({ name, frames, message }: SafeFailure & { readonly message: string }): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = [`${name}: ${message}`, ...frames].join('\n');
  return error;
}
