import type { HistoryEvent, State, StateMachine } from '@rowmill/asl';
import { causeText, type Failure } from '../runs/shard-failure.ts';
import { saysSomething } from '../workflow/stage-recorder.ts';
import { type StatePlace, statePlaces } from './state-places.ts';

/** A top-level state of the document, and what became of it. */
export interface StateView {
  readonly name: string;
  readonly type: State['Type'];
  /** `running`: entered and not left. `stopped`: the execution ended around it. `unreached`: it never came to it. */
  readonly status: 'passed' | 'failed' | 'running' | 'stopped' | 'unreached';
  /** How often it was entered. What follows is of the last time. */
  readonly visits: number;
  /** How often its work was begun: 1, and one more for each retry. */
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly entered?: number;
  readonly left?: number;
  /** What it did, as its own result says it. */
  readonly summary?: string;
  /** State that was entered behind it. */
  readonly next?: string;
  /** Of the last attempt that failed, also where another one follows; not when one has passed since. */
  readonly failure?: Failure;
  /** Members of its result that are numbers, e.g. `shardCount`. */
  readonly counts: Readonly<Record<string, number>>;
}

interface Visit {
  visits: number;
  attempts: number;
  entered: number;
  left?: number;
  next?: string;
  summary?: string;
  failure?: Failure | undefined;
  counts: Record<string, number>;
}

type Details = NonNullable<HistoryEvent['details']>['value'];

const TRY = '(Task|LambdaFunction|Activity)';
const START = new RegExp(
  `^${TRY}Scheduled$|^(Map|Parallel)StateStarted$|^MapRunRedriven$|^WaitStateEntered$`,
);
const SUCCESS = new RegExp(`^(${TRY}|MapState|ParallelState)Succeeded$`);
const FAILURE = new RegExp(
  `^${TRY}(Failed|TimedOut)$|^(MapRun|MapState|ParallelState|Evaluation)Failed$`,
);
const END = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/** The top-level states of a document, in its order, with what the history of an execution tells of them. */
export function stateViews(
  machine: StateMachine,
  events: readonly HistoryEvent[],
): readonly StateView[] {
  const visits = new Map<string, Visit>();
  const placeOf = statePlaces(machine);
  const exits = new Map<number, string>();
  let end: HistoryEvent | undefined;
  for (const event of events) {
    if (event.type === 'ExecutionRedriven') end = undefined;
    if (END.test(event.type)) end = event;
    const place = placeOf(event);
    if (place !== undefined) take(visits, exits, event, place);
  }
  return Object.entries(machine.States).map(([name, { Type }]) =>
    viewOf({ name, type: Type }, visits.get(name), end),
  );
}

function take(
  visits: Map<string, Visit>,
  exits: Map<number, string>,
  event: HistoryEvent,
  { state, isInside }: StatePlace,
): void {
  if (!isInside && event.type.endsWith('StateEntered')) {
    const before = visits.get(exits.get(event.previousEventId) ?? '');
    if (before !== undefined) before.next = state;
    visits.set(state, newVisit(event.timestamp, (visits.get(state)?.visits ?? 0) + 1));
  }
  const visit = visits.get(state);
  if (visit === undefined) return;
  if (isInside) note(visit, event);
  else noteOwn(visit, event);
  if (!isInside && event.type.endsWith('StateExited')) exits.set(event.id, state);
}

function note(visit: Visit, { type, details }: HistoryEvent): void {
  if (!FAILURE.test(type)) return;
  visit.failure = failureIn(details?.value ?? {}) ?? visit.failure ?? { Error: '', Cause: '' };
}

function noteOwn(visit: Visit, event: HistoryEvent): void {
  const { type, timestamp, details } = event;
  note(visit, event);
  if (START.test(type)) visit.attempts += 1;
  else if (SUCCESS.test(type)) visit.failure = undefined;
  else if (type.endsWith('StateExited')) {
    visit.left = timestamp;
    if (saysSomething(type)) hear(visit, details?.value ?? {});
  }
}

const newVisit = (entered: number, visits: number): Visit => ({
  visits,
  attempts: 0,
  entered,
  counts: {},
});

function hear(visit: Visit, { output }: Details): void {
  const members = membersOf(output);
  if (typeof members.summary === 'string') visit.summary = members.summary;
  for (const [name, value] of Object.entries(members))
    if (typeof value === 'number') visit.counts[name] = value;
}

/** Members of a JSON object; of what a function answered, those of its answer. */
function membersOf(text: unknown): Record<string, unknown> {
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
  if (typeof value !== 'object' || value === null) return {};
  const { Payload } = value as { Payload?: unknown };
  const members = typeof Payload === 'object' && Payload !== null ? Payload : value;
  return members as Record<string, unknown>;
}

/** Some events of a failure have no details: those inside them said it before. */
function failureIn({ error, cause }: Details): Failure | undefined {
  if (error === undefined && cause === undefined) return undefined;
  return { Error: String(error ?? ''), Cause: causeText(String(cause ?? '')) };
}

function viewOf(
  state: Pick<StateView, 'name' | 'type'>,
  visit: Visit | undefined,
  end: HistoryEvent | undefined,
): StateView {
  if (visit === undefined)
    return { ...state, status: 'unreached', visits: 0, attempts: 0, counts: {} };
  const { failure: own, left: exited, ...rest } = visit;
  const ended = exited ?? end?.timestamp;
  const failure =
    state.type === 'Fail' && end !== undefined ? failureIn(end.details?.value ?? {}) : own;
  return {
    ...state,
    ...rest,
    status: statusOf(exited !== undefined, failure, end),
    attempts: Math.max(1, visit.attempts),
    ...(failure === undefined ? {} : { failure }),
    ...(ended === undefined ? {} : { left: ended }),
  };
}

function statusOf(
  isLeft: boolean,
  failure: Failure | undefined,
  end: HistoryEvent | undefined,
): StateView['status'] {
  if (isLeft) return failure === undefined ? 'passed' : 'failed';
  if (end === undefined) return 'running';
  return end.type === 'ExecutionAborted' ? 'stopped' : 'failed';
}
