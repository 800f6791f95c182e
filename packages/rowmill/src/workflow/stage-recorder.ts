import type { HistoryEvent, StateMachine } from '@rowmill/asl';
import type { Emit } from '../ports.ts';
import type { StageReport } from '../reports/run-report.ts';
import { createStageList, type OpenStage, type StageFailure } from './stage-list.ts';
import { stagesOfStates } from './stages-of-states.ts';

/** Makes stages out of the history of an execution: what they came to, and when. */
export interface StageRecorder {
  /** @param emit tells of it; left out for what was told before, by a process that has ended since */
  take(event: HistoryEvent, emit?: Emit): void;
  /** Takes in an event of a child of a map: its failure says more than that of the map. */
  takeOfChild(event: HistoryEvent): void;
  /** The stage that has begun and not ended. */
  current(): string | undefined;
  /** Stages that have ended, in their order. One that was run again stands where it was run last. */
  stages(): readonly StageReport[];
}

type Details = NonNullable<HistoryEvent['details']>['value'];

/** Iterations of inline maps may fail and be caught inside. */
const FAILURE = /^(?!MapIteration|Execution).*(Failed|TimedOut)$/;
const FAILED_TRY = /^(Task|LambdaFunction|Activity|MapRun)(Failed|TimedOut)$/;
const SUCCESS = /^(?!MapIteration|Execution).*Succeeded$/;
const END = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

export function createStageRecorder(machine: StateMachine): StageRecorder {
  const stageOf = stagesOfStates(machine);
  const list = createStageList(new Set(stageOf.values()));

  const enter = (state: string, time: number, emit: Emit | undefined): void => {
    const stage = stageOf.get(state);
    if (stage === undefined) return;
    if (list.current?.name !== stage) list.begin(stage, time, emit);
    else list.current.isInside = true;
  };

  const leave = (open: OpenStage, type: string, value: Details): void => {
    const state = String(value.name);
    if (machine.States[state] === undefined) return;
    if (stageOf.has(state)) leaveStage(open, saysSomething(type) ? value : {});
    else open.failure ??= assignedFailure(value);
  };

  const note = (open: OpenStage, type: string, value: Details): void => {
    if (FAILED_TRY.test(type)) open.failedTries += 1;
    if (type.endsWith('StateExited')) leave(open, type, value);
    else if (SUCCESS.test(type)) open.failure = undefined;
    else if (FAILURE.test(type) || (open.isInside && END.test(type))) {
      open.failure = failureIn(value) ?? open.failure;
    }
  };

  return {
    current: () => list.current?.name,
    stages: () => list.ended,
    takeOfChild({ type, details }) {
      if (list.current === undefined || type !== 'ExecutionFailed') return;
      list.current.failureOfChild ??= failureIn(details?.value ?? {});
    },
    take({ type, timestamp, details }, emit) {
      const value = details?.value ?? {};
      if (type.endsWith('StateEntered')) enter(String(value.name), timestamp, emit);
      else if (list.current !== undefined) note(list.current, type, value);
      if (END.test(type)) list.end(timestamp, emit);
    },
  };
}

/** A state that does nothing hands on what the one before has said. */
export function saysSomething(type: string): boolean {
  return /^(Task|Map|Parallel)StateExited$/.test(type);
}

function leaveStage(open: OpenStage, { output }: Details): void {
  const { summary, skipped } = objectIn(output);
  open.isInside = false;
  if (typeof summary === 'string') open.detail = summary;
  open.isSkipped = skipped === true;
}

function failureIn({ error, cause }: Details): StageFailure | undefined {
  if (error === undefined && cause === undefined) return undefined;
  return { error: String(error ?? ''), cause: String(cause ?? '') };
}

/** Documents keep the reason why they do not go on in the variable `failure`. */
function assignedFailure({ assignedVariables }: Details): StageFailure | undefined {
  const { failure } = (assignedVariables ?? {}) as { failure?: string };
  const { Error: error, Cause: cause } = objectIn(failure);
  if (typeof error !== 'string') return undefined;
  return { error, cause: typeof cause === 'string' ? cause : '' };
}

/** The members of a JSON object, none of any other text; of what a function answered, those of its answer. */
function objectIn(text: unknown): Record<string, unknown> {
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
  if (typeof value !== 'object' || value === null) return {};
  const { Payload } = value as { Payload?: unknown };
  return (typeof Payload === 'object' && Payload !== null ? Payload : value) as Record<
    string,
    unknown
  >;
}
