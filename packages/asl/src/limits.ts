/**
 * Limits of AWS Step Functions, enforced here too: what passes on a laptop must not fail on AWS.
 *
 * Source: AWS Step Functions developer guide, "Service quotas" and "Passing data between states with variables".
 */
export const LIMITS = {
  /** Input or output of an execution, a state or a task, in bytes of JSON. */
  payloadBytes: 262_144,
  /** One variable, and all variables of one `Assign`, in bytes of JSON. */
  variableBytes: 262_144,
  /** All variables of an execution. */
  variablesBytes: 10 * 1024 * 1024,
  /** Events in the history of a standard execution. */
  historyEvents: 25_000,
  /** A document, in bytes. */
  documentBytes: 1_048_576,
  /** Child executions of a distributed map at the same time, where the map sets no limit of its own. */
  mapRunConcurrency: 10_000,
  /** Iterations of an inline map at the same time. */
  inlineMapConcurrency: 40,
  /** Items that an `ItemReader` takes at most. */
  readerItems: 100_000_000,
  /** `Error` and `Cause` of a failure, in characters. */
  errorLength: 256,
  causeLength: 32_768,
  /** Name of a state or of an execution, in characters. */
  nameLength: 80,
} as const;
