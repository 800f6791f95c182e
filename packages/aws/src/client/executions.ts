import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type ExecutionInput, recordText } from 'rowmill/engine';
import { executionName, executionsFolder } from '../deployment.ts';
import { ifKnown } from './if-known.ts';
import type { OpenDeployment } from './open-deployment.ts';

/** One execution of a run. */
export interface ExecutionRef {
  readonly run: string;
  /** 1 for the first, one more for each redrive. */
  readonly number: number;
}

/** `executions/<n>.json` of a run. */
interface ExecutionRecord {
  readonly version: 1;
  readonly arn: string;
  /** False until Step Functions has taken it: whoever wrote the file may have been killed before. */
  readonly isBegun: boolean;
}

const keyOf = ({ run, number }: ExecutionRef): string => `${executionsFolder(run)}/${number}.json`;

/** ARN of an execution: it follows from that of the state machine. */
export function arnOf({ stateMachineArn }: OpenDeployment, { run, number }: ExecutionRef): string {
  const machine = stateMachineArn.replace(':stateMachine:', ':execution:');
  return `${machine}:${executionName(run, number)}`;
}

/** Number of the last execution of a run; 0 where none was ever wanted. */
export async function newestExecution({ store }: OpenDeployment, run: string): Promise<number> {
  const files = await store.list(`${executionsFolder(run)}/`);
  const numbers = files.map(({ key }) => Number(/\/(\d+)\.json$/.exec(key)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

/** Whether Step Functions has taken the execution at some time. */
export async function isBegun({ store }: OpenDeployment, ref: ExecutionRef): Promise<boolean> {
  const record = JSON.parse(String(await store.get(keyOf(ref)))) as ExecutionRecord;
  return record.isBegun;
}

/**
 * Puts an execution on record, before it begins: whoever looks for it later knows its name.
 *
 * @returns false when somebody else has done so
 */
export function recordExecution(deployment: OpenDeployment, ref: ExecutionRef): Promise<boolean> {
  return writeRecord(deployment, ref, false);
}

/** Begins an execution that is on record, and notes that it has. Beginning it once more does nothing. */
export async function beginExecution(
  deployment: OpenDeployment,
  ref: ExecutionRef,
  input: ExecutionInput,
): Promise<void> {
  await startExecution(deployment, ref, input);
  await noteBegun(deployment, ref);
}

/** Has Step Functions take an execution. */
export async function startExecution(
  deployment: OpenDeployment,
  ref: ExecutionRef,
  input: ExecutionInput,
): Promise<void> {
  const request = { doing: 'starting the run', action: 'states:StartExecution' };
  await deployment.ask(request, (states) =>
    states.send(
      new StartExecutionCommand({
        stateMachineArn: deployment.stateMachineArn,
        name: executionName(ref.run, ref.number),
        input: JSON.stringify(input),
      }),
    ),
  );
}

/** Without the note, an execution that AWS has forgotten is one that was never begun. */
export async function noteBegun(deployment: OpenDeployment, ref: ExecutionRef): Promise<void> {
  await writeRecord(deployment, ref, true);
}

async function writeRecord(
  deployment: OpenDeployment,
  ref: ExecutionRef,
  begun: boolean,
): Promise<boolean> {
  const record: ExecutionRecord = { version: 1, arn: arnOf(deployment, ref), isBegun: begun };
  return deployment.store.put(keyOf(ref), recordText(record), { ifAbsent: !begun });
}

/** How an execution stands; undefined where Step Functions does not know it: not yet, or not any more. */
export function describeExecution(
  deployment: OpenDeployment,
  arn: string,
): Promise<DescribeExecutionOutput | undefined> {
  const request = { doing: 'looking at the run', action: 'states:DescribeExecution' };
  return deployment.ask(request, (states) =>
    ifKnown(() => states.send(new DescribeExecutionCommand({ executionArn: arn }))),
  );
}
