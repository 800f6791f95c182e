import { isObject, type Json } from '../json.ts';
import type { TaskContext } from '../ports.ts';
import type { ScheduleTask } from '../reducer/commands.ts';
import type { ExecutionEvent } from '../reducer/events.ts';
import type { ExecutionState } from '../reducer/state.ts';
import type { ExecutionHost } from './execution-host.ts';
import { type FoundHandler, findHandler } from './find-handler.ts';
import type { Instance } from './instance.ts';
import { type LazySignal, lazySignal } from './lazy-signal.ts';
import type { PendingTask } from './pending-commands.ts';
import { runTask, type TaskOutcome } from './run-task.ts';
import type { WaitingTask } from './task-tokens.ts';

/** Tasks of one execution that are under way. */
export interface TaskRuns {
  start(task: PendingTask): void;
  /** Nobody waits for its answer any more. Does nothing to a task that is not under way. */
  callOff(task: string): void;
  callOffAll(reason?: unknown): void;
}

interface TaskRun {
  readonly token: string | undefined;
  /** Nobody waits any more. */
  isOver: boolean;
  readonly signal: LazySignal;
  /** Lets time pass again. */
  readonly release: () => void;
}

export function taskRuns(host: ExecutionHost, instance: Instance): TaskRuns {
  const running = new Map<string, TaskRun>();

  const callOff = (task: string, reason: unknown): void => {
    const run = running.get(task);
    if (run === undefined) return;
    forget(task, run);
    run.signal.abort(reason);
  };

  const forget = (task: string, run: TaskRun): void => {
    running.delete(task);
    run.isOver = true;
    if (run.token !== undefined) host.tokens.remove(run.token);
    run.release();
  };

  const open = ({ task, token }: ScheduleTask): TaskRun => {
    const run = { token, isOver: false, signal: lazySignal(), release: host.hold() };
    running.set(task, run);
    if (token !== undefined) host.tokens.add(token, waitingTask(instance, task));
    return run;
  };

  const answer = (task: string, run: TaskRun, event: ExecutionEvent | undefined): void => {
    if (run.isOver) return;
    if (event === undefined) run.release();
    else {
      void instance.handle(event);
      forget(task, run);
    }
  };

  const run = async ({ command, hasStarted }: PendingTask, found: FoundHandler): Promise<void> => {
    const { task, token } = command;
    const own = open(command);
    const isRecorded = token !== undefined || !found.repeatable;
    if (isRecorded && !hasStarted) await instance.handle({ type: 'TaskStarted', task });
    if (own.isOver) return;
    const isRepeated = isRecorded && hasStarted;
    const context = taskContext({ instance, command, run: own, isRepeated });
    answer(task, own, eventOf(command, await runTask(found, context)));
  };

  return {
    start(pending) {
      const { command } = pending;
      const found = findHandler(command, host.tasks);
      if (found === undefined) {
        void instance.handle({ type: 'TaskFailed', task: command.task, ...notFound(command) });
      } else {
        void run(pending, found);
      }
    },
    callOff: (task) => callOff(task, undefined),
    callOffAll(reason) {
      for (const task of running.keys()) callOff(task, reason);
    },
  };
}

/** What an answer means: where a token ends the task, only a failure is of interest. */
function eventOf(
  { task, pattern }: ScheduleTask,
  outcome: TaskOutcome,
): ExecutionEvent | undefined {
  if ('error' in outcome) return { type: 'TaskFailed', task, ...outcome };
  if (pattern === 'wait-for-task-token') return undefined;
  return { type: 'TaskSucceeded', task, output: outcome.output };
}

function taskContext({
  instance,
  command: { task, token, attempt, state },
  run,
  isRepeated,
}: {
  readonly instance: Instance;
  readonly command: ScheduleTask;
  readonly run: TaskRun;
  readonly isRepeated: boolean;
}): TaskContext {
  return {
    get signal() {
      return run.signal.signal();
    },
    heartbeat() {
      if (!run.isOver && hasHeartbeat(instance.state(), task)) {
        void instance.handle({ type: 'TaskHeartbeat', task });
      }
    },
    ...(token === undefined ? {} : { token }),
    task,
    attempt,
    state,
    execution: instance.path,
    isRepeated,
  };
}

const waitingTask = (instance: Instance, task: string): WaitingTask => ({
  succeed: (output: Json) => instance.handle({ type: 'TaskSucceeded', task, output }),
  fail: (error: string, cause: string) =>
    instance.handle({ type: 'TaskFailed', task, error, cause }),
  beat: async () => {
    if (hasHeartbeat(instance.state(), task)) {
      await instance.handle({ type: 'TaskHeartbeat', task });
    }
  },
});

/** Signs of life that nobody asked for need not fill the journal. */
function hasHeartbeat({ flows }: ExecutionState, task: string): boolean {
  return Object.values(flows).some(
    ({ visit: { activity } }) =>
      activity.kind === 'task' && activity.task === task && activity.heartbeat !== undefined,
  );
}

/** Only names that are computed come here: all others are known before an execution starts. */
function notFound({ resource, arguments: given }: ScheduleTask): {
  readonly error: string;
  readonly cause: string;
} {
  const name = isObject(given) ? given.FunctionName : undefined;
  return {
    error: 'Lambda.ResourceNotFoundException',
    cause: `Function not found: ${typeof name === 'string' ? name : resource}`,
  };
}
