/** What a command ended with, for scripts. Documented in `rowmill --help`. */
export const ExitCode = {
  ok: 0,
  /** A check or the tests failed, or data cannot be read. */
  failed: 1,
  /** The request or the command line cannot be carried out as written. */
  usage: 2,
  /** A target, a source, the store or the machine failed: trying again may help. */
  infrastructure: 3,
  /** Refused by policy: a person has to decide first. */
  refused: 4,
  /** Something that was created could not be removed again. */
  cleanUp: 5,
} as const;

/** By name of the error: names are the same in every release, and survive the way between threads. */
const BY_NAME: Readonly<Record<string, number>> = {
  QualityGateError: ExitCode.failed,
  TestCommandError: ExitCode.failed,
  DataError: ExitCode.failed,
  MaskError: ExitCode.failed,
  CommandError: ExitCode.failed,
  UsageError: ExitCode.usage,
  RequestError: ExitCode.usage,
  SchemaError: ExitCode.usage,
  SecretError: ExitCode.usage,
  MaskKeyError: ExitCode.usage,
  CellTooLargeError: ExitCode.usage,
  EngineError: ExitCode.usage,
  CompressionError: ExitCode.usage,
  WorkflowError: ExitCode.usage,
  TaskInputError: ExitCode.usage,
  PlanChangedError: ExitCode.usage,
  RunDoesNotFitError: ExitCode.usage,
  UnknownRunError: ExitCode.usage,
  UnknownTokenError: ExitCode.usage,
  RunStatusError: ExitCode.usage,
  NewerRunError: ExitCode.usage,
  DeploymentNotFoundError: ExitCode.usage,
  StackOptionsError: ExitCode.usage,
  NotOursError: ExitCode.refused,
  AuditError: ExitCode.refused,
  ClaimError: ExitCode.refused,
  BudgetExceededError: ExitCode.refused,
  MixedKeysError: ExitCode.refused,
  SchemaDriftError: ExitCode.refused,
  CleanUpError: ExitCode.cleanUp,
  /** By `rowmill runs cancel`, which does what SIGTERM does; a signal of this process tells its own code. */
  RunStoppedError: 143,
  DamagedRunError: ExitCode.infrastructure,
  EnvironmentBusyError: ExitCode.infrastructure,
  EnvironmentLostError: ExitCode.infrastructure,
  LedgerError: ExitCode.infrastructure,
  MissingDependencyError: ExitCode.infrastructure,
  PostgresStartError: ExitCode.infrastructure,
  RunBusyError: ExitCode.infrastructure,
  RunJournalError: ExitCode.infrastructure,
  ShardConflictError: ExitCode.infrastructure,
  SourceError: ExitCode.infrastructure,
  StoreError: ExitCode.infrastructure,
  TargetError: ExitCode.infrastructure,
  TestInterruptedError: ExitCode.infrastructure,
};

/** Names that the interpreter and the language give. */
const GENERAL = /^((States|Lambda)\..*|(Type|Range|Reference|Syntax|Aggregate|Abort)?Error)$/;

const SIGNAL_CODES: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143 };

/** Code after a signal and the clean-up that follows it: 128 and the signal's number, as shells say it. */
export function exitCodeOfSignal(signal: NodeJS.Signals): number {
  return SIGNAL_CODES[signal] ?? ExitCode.infrastructure;
}

/** Code of a command that ended with this error. Errors without a name of ours are infrastructure. */
export function exitCodeOfError(error: unknown): number {
  if (isUndecided(error)) return ExitCode.refused;
  return BY_NAME[failureName(error)] ?? codeOfStranger(error);
}

/** A name that is not ours comes from the workflow of the user: a state of it, or somebody outside, has refused. */
function codeOfStranger(error: unknown): number {
  const isOfWorkflow = error instanceof Error && error.name === 'RunFailedError';
  if (isOfWorkflow && !GENERAL.test(failureName(error))) return ExitCode.failed;
  return ExitCode.infrastructure;
}

/** Name of the error; of the one in the worker thread, where it happened there. */
export function failureName(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  return 'failure' in error && typeof error.failure === 'string' ? error.failure : error.name;
}

/** Problems of a request that are decisions of people: somebody has to take them, or to answer for them. */
const POLICY: ReadonlySet<unknown> = new Set([
  'undecided-column',
  'decision-expired',
  'kept-personal-data',
  'kept-without-type',
  'unkeyed-hash',
  'correlatable-cards',
]);

/** A source column that nobody decided on, or not well enough: rowmill refuses rather than let it through. */
function isUndecided(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'RequestError') return false;
  const issues = 'issues' in error && Array.isArray(error.issues) ? error.issues : [];
  return issues.some(({ code }) => POLICY.has(code));
}
