import { paginateGetExecutionHistory, SFNClient } from '@aws-sdk/client-sfn';
import { type HistoryEvent, readAwsEvent } from '@rowmill/asl';
import {
  createStageRecorder,
  explainFailure,
  type ObjectStore,
  openWorkflow,
  runFiles,
  type StageReport,
} from 'rowmill/engine';
import { executionName, executionsFolder } from '../deployment.ts';
import { type FunctionPlace, placeOfFunction } from './lambda-context.ts';

export interface ExecutionOptions {
  readonly store: ObjectStore;
  /** Name of the state machine. */
  readonly stateMachine: string;
  readonly run: string;
  /** ARN of the function that asks: the state machine is in the same account and region. */
  readonly functionArn: string;
}

/**
 * What the stages of a run came to so far, from the history of its execution.
 *
 * @throws what Step Functions says when it gives no history.
 */
export async function executionStages(options: ExecutionOptions): Promise<readonly StageReport[]> {
  const { store, stateMachine, run, functionArn } = options;
  const { workflow } = runFiles(run);
  const machine = openWorkflow(String(await store.get(workflow)), store.place(workflow));
  const recorder = createStageRecorder(machine);
  const name = executionName(run, await newestExecution(store, run));
  const executionArn = executionOf(name, stateMachine, placeOfFunction(functionArn));
  const pages = paginateGetExecutionHistory(
    { client: new SFNClient() },
    { executionArn, includeExecutionData: true, maxResults: PAGE },
  );
  for await (const { events = [] } of pages) {
    for (const answered of events) {
      const event = readAwsEvent(answered);
      recorder.take(event);
      if (event.type === 'MapRunFailed') recorder.takeOfChild(await failureOfChild(event, options));
    }
  }
  return recorder.stages();
}

/** As many events as one answer may have. Source: AWS Step Functions API reference, GetExecutionHistory. */
const PAGE = 1000;

function executionOf(
  name: string,
  stateMachine: string,
  { partition, region, account }: FunctionPlace,
): string {
  return `arn:${partition}:states:${region}:${account}:execution:${stateMachine}:${name}`;
}

/** 1 where nobody has counted them: somebody started the run by other means than the command line. */
async function newestExecution(store: ObjectStore, run: string): Promise<number> {
  const files = await store.list(`${executionsFolder(run)}/`);
  return Math.max(1, ...files.map(({ key }) => Number(/\/(\d+)\.json$/.exec(key)?.[1] ?? 0)));
}

/** The end of the child that failed first: children of a distributed map have histories of their own. */
async function failureOfChild(
  event: HistoryEvent,
  { store, run }: ExecutionOptions,
): Promise<HistoryEvent> {
  const { error = '', cause = '' } = event.details?.value ?? {};
  const failure = { Error: String(error), Cause: String(cause) };
  const { Error: name, Cause: words } = await explainFailure(store, run, failure);
  return {
    ...event,
    type: 'ExecutionFailed',
    details: { name: 'executionFailedEventDetails', value: { error: name, cause: words } },
  };
}
