import { membersOf } from './invocation-facts.ts';

/**
 * Errors whose messages are free of data: they consist of names, places, numbers and words of the program. The messages
 * of all others are withheld, those of errors that nobody has thought of as well: a database quotes the row that it
 * refuses, a parser quotes what it cannot read.
 */
const FREE_OF_DATA: ReadonlySet<string> = new Set([
  'CellTooLargeError',
  'EngineError',
  'EnvironmentBusyError',
  'EnvironmentLostError',
  'MaskKeyError',
  'MissingDependencyError',
  'NotOursError',
  'PlanChangedError',
  'RequestError',
  'RunStoppedError',
  'SchemaError',
  'SecretError',
  'ShardConflictError',
  'StoreError',
  'TaskInputError',
  'TestInterruptedError',
  'WorkflowError',
]);

/** Refusals of AWS: they name the caller, the action and the resource. */
const OF_AWS: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'NoSuchBucket',
  'ProvisionedThroughputExceededException',
  'ResourceNotFoundException',
  'SlowDown',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** Fields of errors that say where, never what: `postgres db.internal:5432/shop`, a file, a row number, a SQLSTATE. */
const PLACES = [
  'target',
  'source',
  'origin',
  'environment',
  'place',
  'line',
  'row',
  'code',
] as const;

/** What may be told of an error: its name, where it happened, and its message where that is free of data. */
export interface SafeFailure {
  /** What `ErrorEquals` of a workflow is compared with. */
  readonly name: string;
  /** Absent when it may hold data. */
  readonly message?: string;
  /** In words: `target postgres db.internal:5432/shop, code 23505`; empty when the error does not say. */
  readonly where: string;
  /** Where in the program: files, lines and functions. */
  readonly frames: readonly string[];
}

/** Names of the errors whose messages are free of data. */
export const safeErrorNames = (): readonly string[] => [...FREE_OF_DATA];

export function safeFailure(error: unknown): SafeFailure {
  const name = nameOf(error);
  const message = messageOf(error, name);
  return {
    name,
    ...(message === undefined ? {} : { message }),
    where: whereOf(error),
    frames: framesOf(error),
  };
}

/** Of the error that a task fails with, where another one stands in for it. */
function nameOf(error: unknown): string {
  const { error: told } = membersOf(error);
  if (error instanceof Error) return typeof told === 'string' ? told : error.name;
  return 'Error';
}

function messageOf(error: unknown, name: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (FREE_OF_DATA.has(name) || OF_AWS.has(name)) return error.message;
  const { problems } = membersOf(error);
  // The message of a clean-up that is incomplete is put together of those of its problems.
  return Array.isArray(problems) ? problems.map(toldOf).join('\n') : undefined;
}

function toldOf(problem: unknown): string {
  const { name, message, where } = safeFailure(problem);
  return message ?? [name, where].filter((part) => part !== '').join(': ');
}

function whereOf(error: unknown): string {
  const fields = membersOf(error);
  const { cause } = fields;
  const said = PLACES.flatMap((place) => {
    const value = fields[place];
    return typeof value === 'string' || typeof value === 'number' ? [`${place} ${value}`] : [];
  });
  if (said.length > 0 || !(cause instanceof Error)) return said.join(', ');
  return whereOf(cause);
}

/** The stack without its beginning, which repeats the message. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const lines = (error.stack ?? '').split('\n');
  return lines.filter((line) => /^ {4}at (?:.* \()?(?:async )?[\w/.:@-]+:\d+:\d+\)?$/.test(line));
}
