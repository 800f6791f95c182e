/** Base of all errors that a caller may tell apart by their name. */
export abstract class AslError extends Error {
  abstract override readonly name: string;
}

/** Something in a document that cannot be run. */
export interface DocumentIssue {
  /** JSON Pointer (RFC 6901) into the document: `/States/Build/Retry/0`; `/`: all of it; empty: in no one place. */
  readonly location: string;
  /** AWS's codes where it has one: `SCHEMA_VALIDATION_FAILED`, `MISSING_TRANSITION_TARGET`; else `UNSUPPORTED`. */
  readonly code: string;
  /** Names the state and the field, and tells how to mend it. */
  readonly message: string;
}

/** A document cannot be run as it is written. Holds all issues at once. */
export class DocumentError extends AslError {
  override readonly name = 'DocumentError';
  readonly issues: readonly DocumentIssue[];

  constructor(issues: readonly DocumentIssue[]) {
    super(
      issues
        .map(({ location, message }) => (location === '' ? message : `${location}: ${message}`))
        .join('\n'),
    );
    this.issues = issues;
  }
}

/** A document names tasks that nobody does here. */
export class UnknownTaskError extends AslError {
  override readonly name = 'UnknownTaskError';
  readonly resources: readonly string[];

  constructor(unknown: readonly { state: string; resource: string }[], known: readonly string[]) {
    const lines = unknown.map(
      ({ state, resource }) => `state "${state}": nothing here runs ${resource}`,
    );
    const hint = `known are: ${known.join(', ') || 'none'} - add the missing ones to the tasks`;
    super(`${lines.join('\n')}\n${hint}`);
    this.resources = unknown.map(({ resource }) => resource);
  }
}

/**
 * A state fails in a way that AWS has a name for. Inside the interpreter; callers see `error` and `cause` in the
 * result of the execution.
 */
export class StateFailure extends AslError {
  override readonly name = 'StateFailure';
  /** `States.QueryEvaluationError` … */
  readonly error: string;
  /** Field whose evaluation failed: `Output/total`, `Choices[0]/Condition`. */
  readonly field?: string;

  constructor(
    error: string,
    cause: string,
    options: ErrorOptions & { readonly field?: string } = {},
  ) {
    super(cause, options);
    this.error = error;
    if (options.field !== undefined) this.field = options.field;
  }
}

/** A text is no JSONata expression. */
export class ExpressionSyntaxError extends AslError {
  override readonly name = 'ExpressionSyntaxError';
  readonly expression: string;
  /** JSONata's own, e.g. `S0207`. */
  readonly code?: string;
  /** What is wrong, in JSONata's words. */
  readonly problem: string;
  /** Characters of the expression that were read before it went wrong. */
  readonly position?: number;

  constructor(
    expression: string,
    details: {
      readonly problem: string;
      readonly code?: string;
      readonly position?: number;
      readonly cause?: unknown;
    },
  ) {
    const where = details.position === undefined ? '' : ` (behind character ${details.position})`;
    super(`'${expression}': ${details.problem}${where}`, { cause: details.cause });
    this.expression = expression;
    this.problem = details.problem;
    if (details.code !== undefined) this.code = details.code;
    if (details.position !== undefined) this.position = details.position;
  }
}

/** A journal cannot be read or written. */
export class JournalError extends AslError {
  override readonly name = 'JournalError';
  readonly path: string;
  /** What was written is not there any more as it was: trying again will not help. */
  readonly isDamaged: boolean;

  constructor(
    path: string,
    problem: string,
    { isDamaged = false, ...options }: ErrorOptions & { readonly isDamaged?: boolean } = {},
  ) {
    super(`${path}: ${problem}`, options);
    this.path = path;
    this.isDamaged = isDamaged;
  }
}

/** Somebody else drives the execution of this journal. */
export class JournalBusyError extends AslError {
  override readonly name = 'JournalBusyError';
  readonly path: string;
  readonly holder: unknown;

  constructor(path: string, holder: unknown, who: string) {
    super(`${path}: ${who} is at work on it - wait for it, or stop it first`);
    this.path = path;
    this.holder = holder;
  }
}

/** The token belongs to no task that waits: it was used, its task timed out, or it never was. */
export class TaskTokenError extends AslError {
  override readonly name = 'TaskTokenError';
  readonly code: 'TaskTimedOut' | 'InvalidToken';

  constructor(code: 'TaskTimedOut' | 'InvalidToken', problem: string) {
    super(problem);
    this.code = code;
  }
}

/** A handler throws it to fail its task with exactly this error and cause, also where a state invokes a function. */
export class TaskFailure extends AslError {
  override readonly name = 'TaskFailure';
  /** What `ErrorEquals` is compared with. */
  readonly error: string;

  constructor(error: string, cause: string, options?: ErrorOptions) {
    super(cause, options);
    this.error = error;
  }
}

/** An execution cannot be started as it was asked for. */
export class ExecutionRequestError extends AslError {
  override readonly name = 'ExecutionRequestError';
  readonly code: 'InvalidName' | 'InvalidExecutionInput';

  constructor(code: 'InvalidName' | 'InvalidExecutionInput', problem: string) {
    super(problem);
    this.code = code;
  }
}

/** The execution is not in a state in which this can be done. */
export class ExecutionStatusError extends AslError {
  override readonly name = 'ExecutionStatusError';
}

/** A state cannot be tested in the way that was asked for. */
export class TestStateError extends AslError {
  override readonly name = 'TestStateError';
}
