import {
  type RunRecord,
  type RunReport,
  type RunStatus,
  readRunRecord,
  readRunReport,
} from 'rowmill/engine';
import { ExecutionGoneError } from './client-errors.ts';
import { arnOf, describeExecution, isBegun, newestExecution } from './executions.ts';
import type { OpenDeployment } from './open-deployment.ts';

/** Name of the failure of a run of which neither an execution nor a report is left. */
export const GONE = 'ExecutionGoneError';

/** How a run stands: what Step Functions says of its last execution, or what the run has left. */
export interface Standing {
  readonly record: RunRecord;
  /** Number of the last execution. */
  readonly execution: number;
  readonly arn: string;
  /** `interrupted`: it was put on record and never begun. */
  readonly status: RunStatus;
  /** False when Step Functions does not know the execution: it was never begun, was deleted, or is too old. */
  readonly isKnown: boolean;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly ended?: number;
  /** Why it did not pass: name and words. */
  readonly failure?: { readonly error: string; readonly cause: string };
}

/** @throws UnknownRunError, NewerRunError, DamagedRunError; what AWS refuses, explained */
export async function standingOf(deployment: OpenDeployment, run: string): Promise<Standing> {
  const record = await readRunRecord(deployment.store, run);
  const execution = Math.max(1, await newestExecution(deployment, run));
  const arn = arnOf(deployment, { run, number: execution });
  const described = await describeExecution(deployment, arn);
  if (described === undefined) return standingWithout(deployment, record, { execution, arn });
  const { status = 'RUNNING', error, cause = '', startDate, stopDate } = described;
  return {
    record,
    execution,
    arn,
    isKnown: true,
    status: statusOf(status, error),
    started: startDate?.getTime() ?? Date.parse(record.created),
    ...(stopDate === undefined ? {} : { ended: stopDate.getTime() }),
    ...(isOver(status) && status !== 'SUCCEEDED'
      ? { failure: { error: error ?? status, cause } }
      : {}),
  };
}

/** @param error that an execution has failed with, by its name */
export function statusOf(status: string, error: string | undefined): RunStatus {
  if (!isOver(status)) return 'running';
  if (status === 'SUCCEEDED') return 'passed';
  return status === 'ABORTED' || error === 'RunStoppedError' ? 'stopped' : 'failed';
}

const isOver = (status: string): boolean => status !== 'RUNNING' && status !== 'PENDING_REDRIVE';

/** Of a run whose execution nobody can ask for, its report tells. */
async function standingWithout(
  deployment: OpenDeployment,
  record: RunRecord,
  { execution, arn }: Pick<Standing, 'execution' | 'arn'>,
): Promise<Standing> {
  const base = { record, execution, arn, isKnown: false, started: Date.parse(record.created) };
  const report = await readRunReport(deployment.store, record.id);
  if (report !== undefined) return { ...base, ...outcomeOf(report) };
  const ref = { run: record.id, number: execution };
  if (!(await isBegun(deployment, ref))) return { ...base, status: 'interrupted' };
  return {
    ...base,
    status: 'failed',
    failure: { error: GONE, cause: new ExecutionGoneError(record.id).message },
  };
}

function outcomeOf({
  outcome,
  started,
  seconds,
  problem = '',
}: RunReport): Pick<Standing, 'status' | 'started' | 'ended' | 'failure'> {
  const begun = Date.parse(started);
  const error = outcome === 'stopped' ? 'RunStoppedError' : 'RunFailedError';
  return {
    status: outcome,
    started: begun,
    ended: begun + seconds * 1000,
    ...(outcome === 'passed' ? {} : { failure: { error, cause: problem } }),
  };
}
