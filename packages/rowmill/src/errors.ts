import { RowmillError } from '@rowmill/core';

/** A target could not be created, loaded, checked or removed. */
export class TargetError extends RowmillError {
  override readonly name = 'TargetError';
  /** What the target calls itself, e.g. `postgres 127.0.0.1:5432/shop`. Never a password. */
  readonly target: string;
  /** SQLSTATE or errno, where there is one: `28P01`, `ECONNREFUSED`. */
  readonly code: string | undefined;

  constructor(
    target: string,
    problem: string,
    options: ErrorOptions & { code?: string | undefined } = {},
  ) {
    super(`${target}: ${problem}`, options);
    this.target = target;
    this.code = options.code;
  }
}

/** A source could not be opened or read to its end. */
export class SourceError extends RowmillError {
  override readonly name = 'SourceError';
  /** What the source calls itself, e.g. `postgres 127.0.0.1:5432/shop customer`. Never a password. */
  readonly source: string;
  /** SQLSTATE or errno, where there is one: `42P01`, `ENOENT`. */
  readonly code: string | undefined;

  constructor(
    source: string,
    problem: string,
    options: ErrorOptions & { code?: string | undefined } = {},
  ) {
    super(`${source}: ${problem}`, options);
    this.source = source;
    this.code = options.code;
  }
}

/** No PostgreSQL server of our own could be started. Nothing is left behind. */
export class PostgresStartError extends RowmillError {
  override readonly name = 'PostgresStartError';
  /** Last lines of what `initdb` and the server said. */
  readonly log: string;

  constructor(problem: string, { log = '', ...options }: ErrorOptions & { log?: string } = {}) {
    super(`postgres server: ${problem}${log === '' ? '' : `\n${log}`}`, options);
    this.log = log;
  }
}

/** Something stands where an object of ours should, and does not carry our marker. It is never dropped. */
export class NotOursError extends RowmillError {
  override readonly name = 'NotOursError';
  readonly target: string;
  /** In words, e.g. `database "shop"`. */
  readonly object: string;

  constructor(target: string, object: string, why: string) {
    super(`${target}: ${object} is not removed: ${why} - drop it by hand if it may go`);
    this.target = target;
    this.object = object;
  }
}

/** An environment is in use: its lease belongs to somebody else. */
export class EnvironmentBusyError extends RowmillError {
  override readonly name = 'EnvironmentBusyError';
  readonly environment: string;

  constructor(environment: string, problem: string) {
    super(`environment ${environment}: ${problem}`);
    this.environment = environment;
  }
}

/** Rows that were masked under different keys, or versions of one, would stand side by side: they do not join. */
export class MixedKeysError extends RowmillError {
  override readonly name = 'MixedKeysError';
  readonly environment: string;

  constructor(environment: string, problem: string) {
    super(`environment ${environment}: ${problem}`);
    this.environment = environment;
  }
}

/** The ledger of an environment cannot be read or written, so nothing is created and nothing removed. */
export class LedgerError extends RowmillError {
  override readonly name = 'LedgerError';
  /** Where it is: a file, an item of a table. */
  readonly place: string;
  /** What the store of the ledgers said, where it has names for it: `AccessDeniedException`. */
  readonly code: string | undefined;

  constructor(
    problem: string,
    { place, code, ...options }: ErrorOptions & { place: string; code?: string | undefined },
  ) {
    super(`${place}: ${problem}`, options);
    this.place = place;
    this.code = code;
  }
}

/** Some of what an environment created is still there. */
export class CleanUpError extends RowmillError {
  override readonly name = 'CleanUpError';
  /** What was removed all the same, as readable lines. */
  readonly removed: readonly string[];
  readonly problems: readonly Error[];

  constructor(problems: readonly Error[], removed: readonly string[]) {
    super(problems.map((problem) => problem.message).join('\n'), { cause: problems[0] });
    this.problems = problems;
    this.removed = removed;
  }
}

/** An optional package is needed and not installed. */
export class MissingDependencyError extends RowmillError {
  override readonly name = 'MissingDependencyError';
  /** Name of the npm package. */
  readonly dependency: string;

  constructor(purpose: string, dependency: string, options?: ErrorOptions) {
    super(`${purpose}: needs the package ${dependency} - run: npm i ${dependency}`, options);
    this.dependency = dependency;
  }
}

/** A part of a dataset was made before, and has other bytes. Never retried: one of the two is wrong. */
export class ShardConflictError extends RowmillError {
  override readonly name = 'ShardConflictError';
  /** File of the part, or of the facts of the shard. */
  readonly place: string;

  constructor(place: string, options?: ErrorOptions) {
    super(
      `${place}: is there already and differs from what was made now - remove the folder of the dataset, if nobody changed it on purpose, and run again`,
      options,
    );
    this.place = place;
  }
}

/** What a run was planned from has changed since, so that it cannot go on. */
export class PlanChangedError extends RowmillError {
  override readonly name = 'PlanChangedError';

  constructor(runId: string, problem: string) {
    super(`run ${runId}: ${problem} - run again`);
  }
}

/** The plan alone shows that a claim cannot be earned. Nothing was read. */
export class ClaimError extends RowmillError {
  override readonly name = 'ClaimError';
  /** Claim, column or statement, and reason, one line each. */
  readonly refusals: readonly string[];

  /** @param what does not earn it: the plan, or what came of it */
  constructor(refusals: readonly string[], what = 'its plan does not earn') {
    super(`the request claims what ${what}:\n${refusals.map((line) => `  ${line}`).join('\n')}`);
    this.refusals = refusals;
  }
}

/** The columns, keys or checks of a source are not those that a plan was made from: somebody has to decide again. */
export class SchemaDriftError extends RowmillError {
  override readonly name = 'SchemaDriftError';

  constructor(runId: string, problem: string) {
    super(
      `run ${runId}: ${problem} - nothing was delivered; decide on what changed in the request, then run again`,
    );
  }
}

/** The run is to stop: nothing new is begun, and what was made is removed. */
export class RunStoppedError extends RowmillError {
  override readonly name = 'RunStoppedError';

  constructor(why = 'the run was stopped', options?: ErrorOptions) {
    super(why, options);
  }
}

/** A task was called with something that it does not take. */
export class TaskInputError extends RowmillError {
  override readonly name = 'TaskInputError';

  constructor(task: string, problems: readonly string[]) {
    super(problems.map((problem) => `${task}: ${problem}`).join('\n'));
  }
}

/** The environment of a run is gone: its lease ended, or a later run removed it. It can be provisioned again. */
export class EnvironmentLostError extends RowmillError {
  override readonly name = 'EnvironmentLostError';
  readonly environment: string;

  constructor(environment: string, problem: string, options?: ErrorOptions) {
    super(`environment ${environment}: ${problem}`, options);
    this.environment = environment;
  }
}

/** The test command failed. The data are as they should be; what they were made for is not. */
export class TestCommandError extends RowmillError {
  override readonly name = 'TestCommandError';
  readonly command: string;

  constructor(command: string, problem: string) {
    super(`test command \`${command}\` ${problem}`);
    this.command = command;
  }
}

/** The test command was cut off when its machine or its supervisor ended. It is never run twice unasked. */
export class TestInterruptedError extends RowmillError {
  override readonly name = 'TestInterruptedError';

  constructor(runId: string) {
    super(`the test command was cut off - to run it again: rowmill runs redrive ${runId}`);
  }
}

/** A command that a workflow runs has failed, or nobody knows how it ended. */
export class CommandError extends RowmillError {
  override readonly name = 'CommandError';
  readonly command: string;

  constructor(command: string, problem: string) {
    super(`command \`${command}\` ${problem}`);
    this.command = command;
  }
}

/** The audit trail takes nothing, or is not what was written to it: what would have to be in it is not done. */
export class AuditError extends RowmillError {
  override readonly name = 'AuditError';
  /** File or folder. */
  readonly place: string;

  constructor(place: string, problem: string, options?: ErrorOptions) {
    super(`audit trail ${place}: ${problem}`, options);
    this.place = place;
  }

  /** Puts what the system said into words that tell how to go on. */
  static of(place: string, doing: string, cause: unknown): AuditError {
    if (cause instanceof AuditError) return cause;
    const { message, code } = cause as Error & { code?: string };
    return new AuditError(place, `${doing} failed: ${ADVICE[code ?? ''] ?? message}`, { cause });
  }
}

/** Files cannot be written or read: a full disk, missing permission, something else in their place. */
export class StoreError extends RowmillError {
  override readonly name = 'StoreError';
  /** Folder or file. */
  readonly place: string;
  /** errno, where there is one: `ENOSPC`, `EACCES`. */
  readonly code: string | undefined;

  constructor(
    place: string,
    problem: string,
    options: ErrorOptions & { code?: string | undefined } = {},
  ) {
    super(`${place}: ${problem}`, options);
    this.place = place;
    this.code = options.code;
  }

  /** A file of a run does not hold what runs write. */
  static unreadable(place: string, cause: unknown): StoreError {
    return new StoreError(place, 'is not the JSON that a run writes - run again', { cause });
  }

  /** Puts what the system said into words that tell how to go on. */
  static of(place: string, doing: string, cause: unknown): StoreError {
    if (cause instanceof StoreError) return cause;
    const { message, code } = cause as Error & { code?: string };
    const advice = ADVICE[code ?? ''];
    return new StoreError(place, `${doing} failed: ${advice ?? message}`, { cause, code });
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full - free some space, or write somewhere else (--out, --store)',
  EDQUOT: 'the disk quota is used up - free some space, or write somewhere else (--out, --store)',
  EACCES: 'no permission - run as a user who may write there, or choose another folder',
  EROFS: 'the file system is read-only - choose another folder',
  EEXIST: 'something else is in its place - remove it, or choose another folder',
  ENOTDIR: 'a part of the path is a file - choose another folder',
  ENOENT: 'it does not exist',
};
