import type { Json } from '../json.ts';

/** What became of one child execution of a map run. */
export interface ResultEntry {
  readonly name: string;
  readonly executionArn: string;
  /** `…:stateMachine:<machine>/<label of the map>` */
  readonly stateMachineArn: string;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING';
  readonly input: Json;
  /** Of a child that succeeded. */
  readonly output?: Json;
  /** Of a child that did not. */
  readonly error?: string;
  readonly cause?: string;
  /** Milliseconds since 1970; a child that is pending has none. */
  readonly startedAt?: number;
  readonly stoppedAt?: number;
  readonly redriveCount: number;
}

/** Files of a map run hold entries of one kind: what timed out or was stopped counts as failed. */
export type ResultKind = 'SUCCEEDED' | 'FAILED' | 'PENDING';

export function kindOf({ status }: ResultEntry): ResultKind {
  return status === 'SUCCEEDED' || status === 'PENDING' ? status : 'FAILED';
}

const NOT_REDRIVABLE = 'NOT_REDRIVABLE';

/**
 * An entry as AWS writes it: like `DescribeExecution`, members in the order of their names, payloads as JSON text.
 *
 * Source: AWS Step Functions developer guide, "ResultWriter (Map)"; API reference, `DescribeExecution`.
 */
export function describeEntry(entry: ResultEntry): Json {
  return {
    ...(entry.cause === undefined ? {} : { Cause: entry.cause }),
    ...(entry.error === undefined ? {} : { Error: entry.error }),
    ExecutionArn: entry.executionArn,
    Input: JSON.stringify(entry.input),
    InputDetails: { Included: true },
    Name: entry.name,
    ...(entry.output === undefined ? {} : { Output: JSON.stringify(entry.output) }),
    OutputDetails: { Included: true },
    RedriveCount: entry.redriveCount,
    ...redriveStatus(entry),
    ...(entry.startedAt === undefined
      ? {}
      : { StartDate: new Date(entry.startedAt).toISOString() }),
    StateMachineArn: entry.stateMachineArn,
    Status: entry.status,
    ...(entry.stoppedAt === undefined ? {} : { StopDate: new Date(entry.stoppedAt).toISOString() }),
  };
}

function redriveStatus({ status }: ResultEntry): { readonly [key: string]: Json } {
  if (status === 'SUCCEEDED') {
    return {
      RedriveStatus: NOT_REDRIVABLE,
      RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    };
  }
  return { RedriveStatus: 'REDRIVABLE' };
}
