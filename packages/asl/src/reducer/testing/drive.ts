import { loadDocument } from '../../document/load-document.ts';
import type { HistoryEvent } from '../../history/history-event.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Command, ScheduleTask } from '../commands.ts';
import type { ExecutionEvent } from '../events.ts';
import type { ExecutionFacts } from '../facts.ts';
import { type ExecutionState, emptyState, type Failure } from '../state.ts';
import { step } from '../step.ts';

/** When driven executions start: 2026-01-01T00:00:00Z. */
export const START = Date.UTC(2026, 0, 1);

/** What a task answers, by state: an output, a failure, or nothing at all, so that it waits. */
export type Answers = (task: ScheduleTask) => { output: Json } | { failure: Failure } | undefined;

export interface Driven {
  readonly state: ExecutionState;
  readonly history: readonly HistoryEvent[];
  readonly commands: readonly Command[];
  /** Milliseconds from the start to the last event. */
  readonly elapsed: number;
  /** Events that were stepped, with their times. */
  readonly events: readonly (readonly [ExecutionEvent, number])[];
}

export const jsonata = (
  states: JsonObject,
  startAt = Object.keys(states)[0] ?? '',
): JsonObject => ({
  QueryLanguage: 'JSONata',
  StartAt: startAt,
  States: states,
});

/** A task without the field that says where it leads. */
export const TASK = { Type: 'Task', Resource: 'arn:aws:lambda:local:0:function:work' };

/** An inline map with its processor. */
export const arrayMap = (processor: JsonObject, fields: JsonObject = {}): JsonObject => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...processor },
  End: true,
  ...fields,
});

export function factsOf(document: JsonObject): ExecutionFacts {
  const machine = loadDocument(document);
  const account = 'arn:aws:states:local:000000000000';
  return {
    sequence: machine,
    queryLanguage: machine.QueryLanguage ?? 'JSONPath',
    ...(machine.TimeoutSeconds === undefined ? {} : { timeoutSeconds: machine.TimeoutSeconds }),
    name: 'run',
    arn: `${account}:execution:machine:run`,
    roleArn: 'arn:aws:iam::000000000000:role/test',
    stateMachine: { arn: `${account}:stateMachine:machine`, name: 'machine' },
    seed: 'seed',
  };
}

/** Drives an execution in virtual time: tasks answer at once, the earliest timer fires when nothing else is left. */
export async function drive(
  document: JsonObject,
  {
    input = {},
    answers = () => undefined,
    from,
    events: given = [{ type: 'ExecutionStarted', input }],
  }: { input?: Json; answers?: Answers; from?: Driven; events?: readonly ExecutionEvent[] } = {},
): Promise<Driven> {
  const facts = factsOf(document);
  const queue = [...given];
  const timers: { timer: string; at: number }[] = [];
  const history: HistoryEvent[] = [];
  const commands: Command[] = [];
  const events: [ExecutionEvent, number][] = [];
  let state = from?.state ?? emptyState;
  let at = START + (from?.elapsed ?? 0);
  for (;;) {
    const event = queue.shift() ?? fireNext();
    if (event === undefined) break;
    const answer = await step(facts, deepFreeze(state), event, at);
    events.push([event, at]);
    state = answer.state;
    history.push(...answer.history);
    commands.push(...answer.commands);
    for (const command of answer.commands) carryOut(command);
  }
  return { state, history, commands, elapsed: at - START, events };

  function fireNext(): ExecutionEvent | undefined {
    if (state.status !== 'RUNNING') return undefined;
    timers.sort((one, other) => one.at - other.at);
    const next = timers.shift();
    if (next === undefined) return undefined;
    at = Math.max(at, next.at);
    return { type: 'TimerFired', timer: next.timer };
  }

  function carryOut(command: Command): void {
    if (command.type === 'start-timer') timers.push(command);
    if (command.type === 'cancel-timer') {
      const index = timers.findIndex(({ timer }) => timer === command.timer);
      if (index >= 0) timers.splice(index, 1);
    }
    if (command.type === 'schedule-task') queue.push(...answersTo(command, answers));
  }
}

function answersTo(command: ScheduleTask, answers: Answers): ExecutionEvent[] {
  const { task } = command;
  const answer = answers(command);
  if (answer === undefined) return [];
  if ('output' in answer) return [{ type: 'TaskSucceeded', task, output: answer.output }];
  const { error = '', cause = '' } = answer.failure;
  return [{ type: 'TaskFailed', task, error, cause }];
}

/** A step that changed its state would throw. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}

/** `TaskStateEntered Build` … */
export function told(history: readonly HistoryEvent[]): string[] {
  return history.map(({ type, details }) => {
    const name = details?.value.name ?? details?.value.state;
    return typeof name === 'string' ? `${type} ${name}` : type;
  });
}
