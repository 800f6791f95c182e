import type { Json } from '../json.ts';

/** What became of one child execution of a map run. */
export type ResultEntry = EndedEntry | PendingEntry;

/** A child that was never started, because the map run ended before. */
export interface PendingEntry {
  readonly status: 'PENDING';
  readonly input: Json;
}

export interface EndedEntry {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly name: string;
  readonly executionArn: string;
  /** `…:stateMachine:<machine>/<label of the map>` */
  readonly stateMachineArn: string;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  readonly input: Json;
  /** Of a child that succeeded. */
  readonly output?: Json;
  /** Of a child that did not. */
  readonly error?: string;
  readonly cause?: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly stoppedAt: number;
  /** How often the child itself was redriven. */
  readonly redriveCount: number;
  readonly redrivenAt?: number;
  /** Redrives of the map run before the child ended: 0 if it ended in the first attempt. */
  readonly generation: number;
}

/** Files of a map run hold entries of one kind: what timed out or was stopped counts as failed. */
export type ResultKind = 'SUCCEEDED' | 'FAILED' | 'PENDING';

export function kindOf({ status }: ResultEntry): ResultKind {
  return status === 'SUCCEEDED' || status === 'PENDING' ? status : 'FAILED';
}

/**
 * An entry as AWS writes it: like `DescribeExecution`, members in the order of their names, payloads as JSON text.
 *
 * Source: AWS Step Functions developer guide, "ResultWriter (Map)"; API reference, `DescribeExecution`.
 */
export function describeEntry(entry: ResultEntry): Json {
  if (entry.status === 'PENDING') {
    return {
      Input: JSON.stringify(entry.input),
      InputDetails: { Included: true },
      Status: 'PENDING',
    };
  }
  return withoutUndefined({
    Cause: entry.cause,
    Error: entry.error,
    ExecutionArn: entry.executionArn,
    Input: JSON.stringify(entry.input),
    InputDetails: { Included: true },
    Name: entry.name,
    Output: entry.output === undefined ? undefined : JSON.stringify(entry.output),
    OutputDetails: { Included: true },
    RedriveCount: entry.redriveCount,
    RedriveDate: entry.redrivenAt === undefined ? undefined : timestamp(entry.redrivenAt),
    ...redriveStatus(entry),
    StartDate: timestamp(entry.startedAt),
    StateMachineArn: entry.stateMachineArn,
    Status: entry.status,
    StopDate: timestamp(entry.stoppedAt),
  });
}

/** Only executions that have a history of their own can tell it. */
function redriveStatus({ status, executionType }: EndedEntry): { readonly [key: string]: Json } {
  if (executionType === 'EXPRESS') {
    return {};
  }
  if (status !== 'SUCCEEDED') {
    return { RedriveStatus: 'REDRIVABLE_BY_MAP_RUN' };
  }
  return {
    RedriveStatus: 'NOT_REDRIVABLE',
    RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  };
}

/** ISO 8601, as AWS writes it: full seconds have no fraction. */
function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

function withoutUndefined(members: { readonly [key: string]: Json | undefined }): Json {
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined),
  );
}
