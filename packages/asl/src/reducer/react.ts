import { attempt } from './attempt.ts';
import { endWithout } from './end-execution.ts';
import type { ExecutionEvent } from './events.ts';
import { redrive } from './redrive.ts';
import { start } from './start.ts';
import type { Failure, Flow, TaskActivity } from './state.ts';
import { endMapRun, failMapRun } from './states/map-run.ts';
import { beatHeart, endTask } from './states/task.ts';
import { endWait } from './states/wait.ts';
import { recordAnswer, recordTaskFailure } from './task-history.ts';
import { changeVisit, type Turn } from './turn.ts';

/** What an event means to the execution. Events that nothing waits for any more are passed over. */
export async function react(turn: Turn, event: ExecutionEvent): Promise<void> {
  const { status } = turn.draft;
  if (event.type === 'ExecutionStarted') {
    if (status === 'PENDING') start(turn, event.input);
  } else if (event.type === 'ExecutionRedriven') {
    if (status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED') await redrive(turn);
  } else if (status === 'RUNNING') await reactRunning(turn, event);
}

async function reactRunning(
  turn: Turn,
  event: Exclude<ExecutionEvent, { type: 'ExecutionStarted' | 'ExecutionRedriven' }>,
): Promise<void> {
  switch (event.type) {
    case 'ExecutionStopped': {
      const { type: _, ...failure } = event;
      return endWithout(turn, 'ABORTED', failure);
    }
    case 'TimerFired':
      return reactToTimer(turn, event.timer);
    case 'MapRunSucceeded':
    case 'MapRunFailed':
      return reactToMapRun(turn, event);
    default:
      return reactToTask(turn, event);
  }
}

type TaskEvent = Extract<
  ExecutionEvent,
  { type: 'TaskStarted' | 'TaskSucceeded' | 'TaskFailed' | 'TaskHeartbeat' }
>;

async function reactToTask(turn: Turn, event: TaskEvent): Promise<void> {
  const found = findFlow(turn, (flow) => taskOf(flow)?.task === event.task);
  const activity = found && taskOf(found);
  if (found === undefined || activity === undefined) return;
  const { id } = found;
  switch (event.type) {
    case 'TaskStarted':
      return;
    case 'TaskHeartbeat':
      return beatHeart(turn, id, activity);
    case 'TaskFailed': {
      const { error, cause } = event;
      return failTask(turn, found, 'Failed', { error, cause });
    }
    case 'TaskSucceeded':
      settle(turn, id, activity);
      return attempt(turn, id, async () => {
        recordAnswer(turn, id, event.output);
        await endTask(turn, id, event.output);
      });
  }
}

const taskOf = ({ visit: { activity } }: Flow): TaskActivity | undefined =>
  activity.kind === 'task' ? activity : undefined;

function findFlow({ draft }: Turn, wanted: (flow: Flow) => boolean): Flow | undefined {
  return Object.values(draft.flows).find(wanted);
}

/** The task has ended: none of its timers is of interest any more. */
function settle(turn: Turn, id: string, { timeout, heartbeat }: TaskActivity): void {
  for (const timer of [timeout, heartbeat?.timer])
    if (timer !== undefined) turn.commands.push({ type: 'cancel-timer', timer });
  changeVisit(turn, id, { activity: { kind: 'none' } });
}

function failTask(turn: Turn, flow: Flow, kind: 'Failed' | 'TimedOut', failure: Failure): void {
  const activity = taskOf(flow);
  if (activity === undefined) return;
  settle(turn, flow.id, activity);
  recordTaskFailure(turn, flow.id, kind, failure);
  turn.agenda.push({ kind: 'failed', flow: flow.id, failure });
}

async function reactToTimer(turn: Turn, timer: string): Promise<void> {
  if (timer === turn.draft.timer) {
    delete turn.draft.timer;
    return endWithout(turn, 'TIMED_OUT', { error: 'States.Timeout' });
  }
  const flow = findFlow(turn, ({ visit: { activity } }) => hasTimer(activity, timer));
  if (flow === undefined) return;
  const { id } = flow;
  const { activity } = flow.visit;
  switch (activity.kind) {
    case 'wait':
      changeVisit(turn, id, { activity: { kind: 'none' } });
      return attempt(turn, id, () => endWait(turn, id));
    case 'retry':
      changeVisit(turn, id, { activity: { kind: 'none' } });
      turn.agenda.push({ kind: 'execute', flow: id });
      return;
    case 'task':
      turn.commands.push({ type: 'cancel-task', task: activity.task });
      return failTask(turn, flow, 'TimedOut', { error: lateError(activity, timer) });
  }
}

const lateError = ({ timeout }: TaskActivity, timer: string): string =>
  timer === timeout ? 'States.Timeout' : 'States.HeartbeatTimeout';

function hasTimer(activity: Flow['visit']['activity'], timer: string): boolean {
  if (activity.kind === 'wait' || activity.kind === 'retry') return activity.timer === timer;
  if (activity.kind !== 'task') return false;
  return activity.timeout === timer || activity.heartbeat?.timer === timer;
}

async function reactToMapRun(
  turn: Turn,
  event: Extract<ExecutionEvent, { type: 'MapRunSucceeded' | 'MapRunFailed' }>,
): Promise<void> {
  const flow = findFlow(
    turn,
    ({ visit: { activity } }) =>
      activity.kind === 'map-run' && activity.request.mapRun === event.mapRun,
  );
  if (flow === undefined) return;
  const { id } = flow;
  if (event.type === 'MapRunSucceeded')
    return attempt(turn, id, () => endMapRun(turn, id, event.output));
  const { error, cause } = event;
  failMapRun(turn, id, { error, cause });
}
