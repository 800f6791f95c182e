import { taskResource } from '../../document/resource.ts';
import type { TaskState } from '../../document/states.ts';
import type { Json } from '../../json.ts';
import { evaluate } from '../../query/evaluate.ts';
import { evaluateInteger } from '../../query/evaluate-typed.ts';
import { taskToken } from '../chance.ts';
import type { ScheduleTask } from '../commands.ts';
import { scopeOf } from '../context.ts';
import { evaluateLeaving, isJsonPath, leaveState } from '../leave.ts';
import { inputByPath, leaveByPath } from '../paths.ts';
import type { TaskActivity } from '../state.ts';
import { recordScheduled } from '../task-history.ts';
import { definitionOf, flowOf, nextNumber, type Turn, waitFor } from '../turn.ts';

const MAX_SECONDS = 99_999_999;

export async function runTask(turn: Turn, id: string, state: TaskState): Promise<void> {
  const task = nextNumber(turn);
  const command = await schedule(turn, id, state, task);
  const limits = await timeLimits(turn, id, state);
  recordScheduled(turn, id, { command, ...limits });
  turn.commands.push(command);
  waitFor(turn, flowOf(turn, id), {
    kind: 'task',
    task,
    ...(limits.timeoutSeconds !== undefined && {
      timeout: startTimer(turn, limits.timeoutSeconds),
    }),
    ...(limits.heartbeatSeconds !== undefined && {
      heartbeat: {
        timer: startTimer(turn, limits.heartbeatSeconds),
        seconds: limits.heartbeatSeconds,
      },
    }),
  });
}

async function schedule(
  turn: Turn,
  id: string,
  { Resource, Arguments, Credentials }: TaskState,
  task: string,
): Promise<ScheduleTask> {
  const flow = flowOf(turn, id);
  const resource = taskResource(Resource);
  const waits = resource.pattern === 'wait-for-task-token';
  const token = waits ? { token: taskToken(turn.facts.seed, turn.facts.arn, task) } : {};
  const context = waits ? { Task: { Token: token.token ?? '' } } : undefined;
  const scope = scopeOf(turn, flow, context && { context });
  const given = isJsonPath(turn, flow)
    ? inputByPath(turn, id, context)
    : Arguments === undefined
      ? flow.visit.input
      : await evaluate(Arguments, 'Arguments', scope);
  return {
    type: 'schedule-task',
    task,
    state: flow.visit.state,
    ...resource,
    arguments: given,
    attempt: flow.visit.attempt,
    ...token,
    ...(Credentials && { credentials: await evaluate({ ...Credentials }, 'Credentials', scope) }),
  };
}

async function timeLimits(
  turn: Turn,
  id: string,
  { TimeoutSeconds, HeartbeatSeconds }: TaskState,
): Promise<{ timeoutSeconds?: number; heartbeatSeconds?: number }> {
  const scope = scopeOf(turn, flowOf(turn, id));
  const seconds = (value: Json, field: string): Promise<number> =>
    evaluateInteger(value, { field, scope, min: 1, max: MAX_SECONDS });
  return {
    ...(TimeoutSeconds !== undefined && {
      timeoutSeconds: await seconds(TimeoutSeconds, 'TimeoutSeconds'),
    }),
    ...(HeartbeatSeconds !== undefined && {
      heartbeatSeconds: await seconds(HeartbeatSeconds, 'HeartbeatSeconds'),
    }),
  };
}

function startTimer(turn: Turn, seconds: number): string {
  const timer = nextNumber(turn);
  turn.commands.push({ type: 'start-timer', timer, at: turn.at + 1000 * seconds });
  return timer;
}

/** A sign of life: the time until the next one begins anew. */
export function beatHeart(turn: Turn, id: string, activity: TaskActivity): void {
  const { heartbeat } = activity;
  if (heartbeat === undefined) return;
  const { timer: old, seconds } = heartbeat;
  turn.commands.push({ type: 'cancel-timer', timer: old });
  const timer = startTimer(turn, seconds);
  waitFor(turn, flowOf(turn, id), { ...activity, heartbeat: { timer, seconds } });
}

/** The task has answered. */
export async function endTask(turn: Turn, id: string, result: Json): Promise<void> {
  const flow = flowOf(turn, id);
  const state = definitionOf(turn, flow) as TaskState;
  if (isJsonPath(turn, flow)) return leaveByPath(turn, id, state, result);
  leaveState(
    turn,
    id,
    await evaluateLeaving(state, { scope: scopeOf(turn, flow, { result }), otherwise: result }),
  );
}
