import {
  awsEvent,
  type Json,
  loadDocument,
  type TaskDefinition,
  type TaskHandlers,
  TaskTokenError,
  type ObjectStore as WorkflowObjects,
} from '@rowmill/asl';
import {
  type EmulatedExecution,
  type EmulatedMapRun,
  type EmulatedRun,
  runEmulated,
} from './emulated-execution.ts';

export const REGION = 'eu-central-1';
const ACCOUNT = '123456789012';

export const functionArn = (name: string): string =>
  `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;

export interface StepFunctionsOptions {
  /** Name of the one state machine. */
  readonly name: string;
  /** Document, with the ARNs of its functions. */
  readonly definition: string;
  /** By the names of functions. */
  readonly tasks: TaskHandlers;
  readonly objects?: WorkflowObjects;
}

/** A refusal, as Step Functions words it. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly type: string;
  readonly status: number;

  constructor(type: string, message = type, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export type Input = Readonly<Record<string, unknown>>;

export const machineArn = ({ name }: Pick<StepFunctionsOptions, 'name'>): string =>
  `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;

/** Times are seconds since 1970, with decimals, in this protocol. */
const seconds = (time: Date | undefined): number | undefined =>
  time === undefined ? undefined : time.getTime() / 1000;

export type Actions = Readonly<Record<string, (input: Input) => unknown>>;

/** Actions of Step Functions by their names. */
export function actionsOf(options: StepFunctionsOptions, runs: Map<string, EmulatedRun>): Actions {
  return {
    DescribeStateMachine: () => ({
      stateMachineArn: machineArn(options),
      name: options.name,
      definition: options.definition,
      status: 'ACTIVE',
    }),
    ...executionActions(options, runs),
    ...mapActions(runs),
    ...tokenActions(runs),
  };
}

function executionActions(options: StepFunctionsOptions, runs: Map<string, EmulatedRun>): Actions {
  const runOf = (arn: unknown): EmulatedRun => {
    const run = runs.get(String(arn));
    if (run === undefined) throw doesNotExist(arn);
    return run;
  };
  return {
    async StartExecution({ name, input }) {
      const arn = `${machineArn(options).replace(':stateMachine:', ':execution:')}:${String(name)}`;
      const known = runs.get(arn);
      if (known !== undefined && known.execution.input !== input)
        throw new AwsError('ExecutionAlreadyExists');
      const run =
        known ??
        (await runEmulated(JSON.parse(String(input)) as Json, {
          machine: loadDocument(options.definition),
          tasks: namedTasks(options.tasks),
          ...(options.objects === undefined ? {} : { objects: options.objects }),
          name: String(name),
          seed: String(name),
          arn,
          stateMachineName: options.name,
        }));
      runs.set(arn, run);
      return { executionArn: arn, startDate: seconds(run.execution.started) };
    },
    DescribeExecution: ({ executionArn }) => described(findExecution(runs, executionArn)),
    GetExecutionHistory: (input) => historyPage(findExecution(runs, input.executionArn), input),
    ListExecutions: ({ mapRunArn, statusFilter }) => ({
      executions: executionsOf(runs, mapRunArn)
        .map(described)
        .filter(({ status }) => statusFilter === undefined || status === statusFilter),
    }),
    async StopExecution({ executionArn, error, cause }) {
      const why = { error: String(error ?? ''), cause: String(cause ?? '') };
      await runOf(executionArn).running().stop(why);
      return { stopDate: seconds(new Date()) };
    },
    async RedriveExecution({ executionArn }) {
      await runOf(executionArn).redrive();
      return { redriveDate: seconds(new Date()) };
    },
  };
}

const doesNotExist = (arn: unknown): AwsError =>
  new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${String(arn)}'`);

function executionsOf(
  runs: ReadonlyMap<string, EmulatedRun>,
  mapRunArn: unknown,
): readonly EmulatedExecution[] {
  if (typeof mapRunArn !== 'string') return [...runs.values()].map(({ execution }) => execution);
  return [...findMapRun(runs, mapRunArn).children.values()];
}

function findExecution(runs: ReadonlyMap<string, EmulatedRun>, arn: unknown): EmulatedExecution {
  const all = [...runs.values()].flatMap(({ execution, mapRuns }) => [
    execution,
    ...[...mapRuns.values()].flatMap(({ children }) => [...children.values()]),
  ]);
  const found = all.find((execution) => execution.arn === arn);
  if (found === undefined) throw doesNotExist(arn);
  return found;
}

function findMapRun(runs: ReadonlyMap<string, EmulatedRun>, arn: string): EmulatedMapRun {
  const found = [...runs.values()].map(({ mapRuns }) => mapRuns.get(arn)).find(Boolean);
  if (found === undefined) throw new AwsError('ResourceNotFound', arn);
  return found;
}

function described({ arn, name, started, stopped, result, input }: EmulatedExecution) {
  const { error, cause } = (result ?? {}) as { error?: string; cause?: string };
  return {
    executionArn: arn,
    name,
    input,
    status: result?.status ?? 'RUNNING',
    startDate: seconds(started),
    stopDate: seconds(stopped),
    error,
    cause,
  };
}

function historyPage({ events }: EmulatedExecution, input: Input) {
  const { reverseOrder, maxResults = 100, nextToken } = input;
  const ordered = reverseOrder === true ? events.toReversed() : events;
  const from = Number(nextToken ?? 0);
  const to = from + Number(maxResults);
  const page = ordered.slice(from, to).map((event) => ({
    ...awsEvent(event),
    timestamp: event.timestamp / 1000,
  }));
  return { events: page, ...(to < ordered.length ? { nextToken: String(to) } : {}) };
}

function mapActions(runs: ReadonlyMap<string, EmulatedRun>): Actions {
  return {
    DescribeMapRun({ mapRunArn }) {
      const { progress } = findMapRun(runs, String(mapRunArn));
      const { succeeded = 0, failed = 0, aborted = 0, running = 0 } = progress ?? {};
      const { pending = 0, total = 0, status = 'RUNNING' } = progress ?? {};
      const counts = { succeeded, failed, aborted, running, pending, total, timedOut: 0 };
      return {
        mapRunArn,
        status,
        itemCounts: { ...counts, resultsWritten: succeeded },
        executionCounts: { ...counts, resultsWritten: succeeded },
      };
    },
    ListMapRuns: ({ executionArn }) => ({
      mapRuns: [...(runs.get(String(executionArn))?.mapRuns.keys() ?? [])].map((mapRunArn) => ({
        executionArn,
        mapRunArn,
      })),
    }),
  };
}

function tokenActions(runs: ReadonlyMap<string, EmulatedRun>): Actions {
  const give = async (work: (run: EmulatedRun) => Promise<void>): Promise<object> => {
    for (const run of runs.values()) {
      try {
        await work(run);
        return {};
      } catch (error) {
        if (!(error instanceof TaskTokenError)) throw error;
      }
    }
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  };
  return {
    SendTaskSuccess: ({ taskToken, output }) =>
      give((run) => run.running().completeTask(String(taskToken), JSON.parse(String(output)))),
    SendTaskFailure: ({ taskToken, error, cause }) =>
      give((run) =>
        run.running().failTask(String(taskToken), { error: `${error}`, cause: `${cause}` }),
      ),
    SendTaskHeartbeat: ({ taskToken }) =>
      give((run) => run.running().heartbeatTask(String(taskToken))),
  };
}

/** Documents call functions by their ARNs. */
function namedTasks(tasks: TaskHandlers): TaskHandlers {
  const define = (task: TaskHandlers[string]): TaskDefinition =>
    typeof task === 'function' ? { handler: task, repeatable: true } : task;
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [functionArn(name), define(task)]),
  );
}
