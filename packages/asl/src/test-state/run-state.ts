import type { State } from '../document/states.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import { byteLength } from '../json.ts';
import type { Command } from '../reducer/commands.ts';
import type { ExecutionFacts } from '../reducer/facts.ts';
import { type ExecutionState, emptyState, type Failure, ROOT } from '../reducer/state.ts';
import { type Step, step } from '../reducer/step.ts';
import { answersTo, failureOf } from './answers.ts';
import type { TestStateRequest } from './request.ts';
import { retrierOf, retriersOf } from './retriers.ts';
import type { StateUnderTest } from './state-under-test.ts';
import { testFacts } from './test-facts.ts';

/** Everything that happened to the state. */
export interface Course {
  readonly tested: StateUnderTest;
  readonly facts: ExecutionFacts;
  /** While it waited for its answers. */
  readonly waiting: ExecutionState;
  /** What it asked for before any answer. */
  readonly commands: readonly Command[];
  readonly last: Step;
  readonly history: readonly HistoryEvent[];
  readonly failure?: Failure;
  readonly at: number;
}

const BEGIN = 'begin';

/** Runs the state once, and answers what it asks for. */
export async function runState(tested: StateUnderTest, request: TestStateRequest): Promise<Course> {
  const at = request.enteredAt ?? Date.now();
  const facts = testFacts(tested, { ...request, enteredAt: at });
  const fired = { type: 'TimerFired', timer: BEGIN } as const;
  const first = await step(facts, entered(tested, request, at), fired, at);
  const { commands } = first;
  const waiting = withRetries(first.state, tested.state, { commands, request });
  const history = [...first.history];
  let last: Step = { ...first, state: waiting };
  for (const answer of answersTo(commands, tested.state, request)) {
    last = await step(facts, last.state, answer.event, answer.at ?? at);
    history.push(...last.history);
  }
  const failure = evaluationFailure(history) ?? failureOf(commands, request) ?? last.state.failure;
  return { tested, facts, waiting, commands, last, history, at, ...(failure && { failure }) };
}

/** An execution whose only flow is about to do the work of the state. */
function entered(
  { name }: StateUnderTest,
  { input = {}, variables = {} }: TestStateRequest,
  at: number,
): ExecutionState {
  const visit = {
    state: name,
    input,
    enteredAt: at,
    eventId: 2,
    retries: [],
    attempt: 0,
    activity: { kind: 'retry', timer: BEGIN },
  } as const;
  const variableBytes = byteLength(variables);
  const flow = { id: ROOT, index: 0, place: [], variables, variableBytes, lastEventId: 2, visit };
  return {
    ...emptyState,
    status: 'RUNNING',
    input,
    startedAt: at,
    lastEventId: 2,
    flows: { [ROOT]: flow },
  };
}

/** Lets the retrier that takes the failure have retried before. */
function withRetries(
  state: ExecutionState,
  definition: State,
  {
    commands,
    request,
  }: { readonly commands: readonly Command[]; readonly request: TestStateRequest },
): ExecutionState {
  const count = request.stateConfiguration?.retrierRetryCount;
  const failure = failureOf(commands, request);
  const flow = state.flows[ROOT];
  if (count === undefined || failure === undefined || flow === undefined) return state;
  const index = retrierOf(definition, failure);
  const retries = retriersOf(definition).map((_, at) => (at === index ? count : 0));
  const visit = { ...flow.visit, retries, attempt: count };
  return { ...state, flows: { ...state.flows, [ROOT]: { ...flow, visit } } };
}

/** An expression failed: the state does not get to what was mocked, or not past it. */
function evaluationFailure(history: readonly HistoryEvent[]): Failure | undefined {
  const event = history.findLast(({ type }) => type === 'EvaluationFailed');
  const { error, cause } = event?.details?.value ?? {};
  return typeof error === 'string' && typeof cause === 'string' ? { error, cause } : undefined;
}
