import type { Json, TaskContext } from '@rowmill/asl';
import {
  type Emit,
  type RunReference,
  readPayload,
  type StageReport,
  type Task,
  TaskInputError,
} from 'rowmill/engine';
import type { LambdaFunction } from '../deployment.ts';
import { observe } from '../monitoring/observe.ts';
import { type Deadline, openDeadline } from './deadline.ts';
import { failureKeeper } from './keep-failure.ts';
import type { LambdaContext } from './lambda-context.ts';
import { noteLine } from './note-line.ts';
import { once } from './once.ts';
import { type FunctionRuntime, type FunctionSession, openRuntime } from './open-runtime.ts';
import { openTrail } from './open-trail.ts';
import { watchStop } from './watch-stop.ts';

/** What Lambda calls: JSON in, JSON out; the name of an error is what `ErrorEquals` of the workflow compares. */
export type LambdaEntryPoint = (event: Json, context: LambdaContext) => Promise<Json>;

/** Makes a function of AWS of a task of the workflow. What it needs is opened with its first call. */
export function lambdaHandler(
  task: Task,
  lambda: LambdaFunction,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): LambdaEntryPoint {
  const runtime = once(() => openRuntime(lambda, environment));
  const observed = observe(lambda.name, environment, { keepFailure: failureKeeper(environment) });
  return (event, context) =>
    observed(async (payload: Json) =>
      callTask(task, payload, { lambda, context, runtime: await runtime() }),
    )(event, context);
}

interface Call {
  readonly lambda: LambdaFunction;
  readonly context: LambdaContext;
  readonly runtime: FunctionRuntime;
}

async function callTask(task: Task, payload: Json, call: Call): Promise<Json> {
  const { lambda, runtime, context } = call;
  const { run } = readPayload(lambda.name, payload, {});
  assertOurs(run, call);
  const deadline = openDeadline(lambda.name, context);
  try {
    return await deadline.race(
      runtime.sessions.use(run.id, (session) =>
        callInSession(task, payload, { ...call, run, session, deadline }),
      ),
    );
  } finally {
    deadline.clear();
  }
}

interface SessionCall extends Call {
  readonly run: RunReference;
  readonly session: FunctionSession;
  readonly deadline: Deadline;
}

async function callInSession(
  task: Task,
  payload: Json,
  { lambda, runtime, context, run, session, deadline }: SessionCall,
): Promise<Json> {
  const { store, ledgers, directory, memory } = session;
  const secrets = await runtime.readSecrets(session.secrets);
  const stop = await watchStop(store, run.id);
  const world = {
    store,
    ledgers,
    directory,
    pool: runtime.pool,
    environment: secrets.environment,
    emit: tellNotes(lambda, run.id),
    audit: openTrail({
      prefix: run.prefix,
      actor: `lambda ${lambda.name} ${context.awsRequestId}`,
      session,
      secrets,
    }),
    signal: AbortSignal.any([stop.signal, deadline.signal]),
    stagesOf: (id: string) => runtime.stagesOf(id, store, context.invokedFunctionArn),
    countCosts: (id: string, stages: readonly StageReport[]) =>
      runtime.countCosts({ run: id, store, stages }, context.invokedFunctionArn),
  };
  const [, { handler }] = task(world, memory);
  try {
    return await handler(payload, { ...CALL, signal: deadline.signal, task: context.awsRequestId });
  } catch (error) {
    throw secrets.explain(error);
  } finally {
    stop.close();
  }
}

/** Step Functions tells its functions no more of the call. */
const CALL: Omit<TaskContext, 'signal' | 'task'> = {
  heartbeat: () => undefined,
  attempt: 0,
  state: '',
  execution: '',
  isRepeated: false,
};

/** Progress and stages are told by whoever follows the run: the history has them. */
function tellNotes(lambda: LambdaFunction, run: string): Emit {
  return (event) => {
    if (event.type === 'note') process.stdout.write(`${noteLine(lambda, run, event.message)}\n`);
  };
}

/** The id of a run becomes the name of a folder. */
const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;

function assertOurs({ id, bucket, prefix }: RunReference, { lambda, runtime }: Call): void {
  const own = runtime.variables.bucket;
  const problems = [
    ...(RUN_ID.test(id) ? [] : ['`run.id` in its payload must be a name of an execution']),
    ...(bucket === own ? [] : [`\`run.bucket\` in its payload must be ${own}`]),
    ...(prefix === `runs/${id}` ? [] : [`\`run.prefix\` in its payload must be runs/${id}`]),
  ];
  if (problems.length > 0) throw new TaskInputError(lambda.name, problems);
}
