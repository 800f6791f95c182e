import { RowmillError } from '@rowmill/core';
import { RequestFileError } from '../request/request-file-error.ts';
import { failureName } from './exit-codes.ts';

/** An error as the last event of `--json` tells it. */
export interface ErrorEvent {
  readonly name: string;
  readonly message: string;
  readonly issues?: readonly IssueEvent[];
}

interface IssueEvent {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** @param stopped the command was stopped from outside, so the error is only its echo */
export function errorEvent(error: unknown, stopped: NodeJS.Signals | undefined): ErrorEvent {
  if (stopped !== undefined) return { name: 'AbortError', message: `stopped by ${stopped}` };
  const message = error instanceof Error ? error.message : String(error);
  const base = { name: failureName(error), message };
  return error instanceof RequestFileError ? { ...base, issues: issueEvents(error) } : base;
}

/** The issues of every file with their places. */
export function issueEvents({ failures }: RequestFileError): IssueEvent[] {
  return failures.flatMap(({ source, issues }) =>
    issues.map((issue) => {
      const { path, code, message, hint } = issue;
      const position = issue.position ?? source.locate(path);
      return {
        file: source.file,
        ...(position === undefined ? {} : { line: position.line, column: position.column }),
        path,
        code,
        message,
        ...(hint === undefined ? {} : { hint }),
      };
    }),
  );
}

/** An error for a person: what went wrong and how to go on; what rowmill did not expect also says so. */
export function describeError(
  error: unknown,
  { verbose, terminal }: { verbose: boolean; terminal: boolean },
): string {
  if (error instanceof RequestFileError) return terminal ? error.explain() : error.message;
  if (!(error instanceof Error)) return String(error);
  const expected = error instanceof RowmillError && !isUnknownFailure(error);
  const text = error.message === '' ? error.name : error.message;
  if (verbose) return `${text}\n${stacks(error)}`;
  if (expected) return text;
  return `${failureName(error)}: ${text}\nThis is a fault of rowmill: please report it with what --verbose prints.`;
}

/** A worker met something that has no name of ours. */
function isUnknownFailure(error: Error): boolean {
  return ['Error', 'TypeError', 'RangeError', 'ReferenceError'].includes(failureName(error));
}

function stacks(error: Error): string {
  const { cause, stack = '' } = error;
  return cause instanceof Error ? `${stack}\nCaused by: ${stacks(cause)}` : stack;
}
