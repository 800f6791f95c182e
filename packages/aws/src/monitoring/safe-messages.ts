import { RowmillError } from '@rowmill/core';
import { CleanUpError } from 'rowmill/engine';
import { membersOf } from './invocation-facts.ts';

/**
 * Errors whose messages are free of data: they consist of names, places, numbers and words of the program. The messages
 * of all others are withheld, those of errors that nobody has thought of as well: a database quotes the row that it
 * refuses, a parser quotes what it cannot read.
 */
const FREE_OF_DATA: ReadonlySet<string> = new Set([
  'AuditError',
  'CellTooLargeError',
  'ClaimError',
  'EngineError',
  'EnvironmentBusyError',
  'EnvironmentLostError',
  'FunctionTimeoutError',
  'FunctionVariablesError',
  'LedgerError',
  'MaskError',
  'MaskKeyError',
  'MissingDependencyError',
  'MixedKeysError',
  'NotOursError',
  'PlanChangedError',
  'RequestError',
  'RunStoppedError',
  'SchemaDriftError',
  'SchemaError',
  'SecretError',
  'ShardConflictError',
  'StoreError',
  'TaskInputError',
  'TestBuildError',
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

/** Fields of our errors that say where, never what: `postgres db.internal:5432/shop`, a file, a row number. */
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

/** A SQLSTATE or an errno, of errors of others. */
const CODE = /^[A-Z0-9_]{2,40}$/;

/** Names of errors, of Step Functions as well: `States.Timeout`. */
const NAME = /^[\w.]{1,80}$/;

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
  const name = error instanceof Error ? (told ?? error.name) : undefined;
  return typeof name === 'string' && NAME.test(name) ? name : 'Error';
}

function messageOf(error: unknown, name: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return FREE_OF_DATA.has(name) || OF_AWS.has(name) ? error.message : undefined;
}

/** Causes that are looked at; an error may well be its own. */
const MOST_CAUSES = 5;

function whereOf(error: unknown, depth = 0): string {
  const fields = membersOf(error);
  const { code, problems } = fields;
  // Not among the members: it is not enumerable.
  const cause = error instanceof Error ? error.cause : undefined;
  // A clean-up that is incomplete has a message that is put together of those of its problems.
  if (error instanceof CleanUpError && Array.isArray(problems))
    return problems.map(toldOf).join('; ');
  const said = error instanceof RowmillError ? placesOf(fields) : [];
  const isCode = typeof code === 'string' && CODE.test(code);
  if (said.length === 0 && isCode) return `code ${code}`;
  if (said.length > 0 || cause === undefined || depth === MOST_CAUSES) return said.join(', ');
  return whereOf(cause, depth + 1);
}

function toldOf(problem: unknown): string {
  const { name, message, where } = safeFailure(problem);
  return message ?? (where === '' ? name : `${name} (${where})`);
}

function placesOf(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return PLACES.flatMap((place) => {
    const value = fields[place];
    return typeof value === 'string' || typeof value === 'number' ? [`${place} ${value}`] : [];
  });
}

/** The stack behind the message; nothing where it is not the one of the message. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const { stack = '', message } = error;
  const start = stack.indexOf(message);
  if (start < 0) return [];
  const lines = stack.slice(start + message.length).split('\n');
  return lines.filter((line) => line.startsWith('    at '));
}
