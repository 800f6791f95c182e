import { type Emit, STAGES } from '../ports.ts';
import type { StageReport } from '../reports/run-report.ts';
import { causeText, THRESHOLD } from '../runs/shard-failure.ts';

export interface StageFailure {
  readonly error: string;
  readonly cause: string;
}

/** A stage that has begun and not ended. */
export interface OpenStage {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** One of its states has not been left. */
  isInside: boolean;
  /** Tries of its tasks that did not pass. */
  failedTries: number;
  failure?: StageFailure | undefined;
  /** Of the child that failed first. */
  failureOfChild?: StageFailure | undefined;
  detail: string;
  isSkipped: boolean;
}

/** Stages of one execution, one after the other. */
export interface StageList {
  readonly ended: readonly StageReport[];
  readonly current: OpenStage | undefined;
  /** Ends the stage before and begins another one. @param time milliseconds since 1970 */
  begin(name: string, time: number, emit: Emit | undefined): void;
  end(time: number, emit: Emit | undefined): void;
}

/** Why stages of the pipeline are passed over, which its Choice states decide. */
const SKIPPED: Readonly<Record<string, string>> = {
  provision: 'the request names no environment',
  distribute: 'the request names no environment',
  'set up': 'the request names no environment',
  test: 'the request names no test command',
};

/** @param known stages that the document has */
export function createStageList(known: ReadonlySet<string>): StageList {
  const ended: StageReport[] = [];
  let origin: number | undefined;
  let current: OpenStage | undefined;

  /** A stage that was run before, e.g. because an environment was lost, counts as it was run last. */
  const put = (stage: StageReport, emit: Emit | undefined): void => {
    const before = ended.findIndex(({ name }) => name === stage.name);
    if (before >= 0) ended.splice(before, 1);
    ended.push(stage);
    const { name, status, seconds, detail } = stage;
    emit?.({ type: 'stage', stage: name, status, seconds, detail });
  };
  const since = (time: number): number => (time - (origin ?? time)) / 1000;
  const end = (time: number, emit: Emit | undefined): void => {
    if (current === undefined) return;
    const { name, started } = current;
    const seconds = (time - started) / 1000;
    const verdict = verdictOf(current);
    // The last try of a stage that failed was followed by none.
    const retries = current.failedTries - (verdict.status === 'passed' ? 0 : 1);
    const retried = retries > 0 ? { retries } : {};
    put({ name, startSeconds: since(started), seconds, ...verdict, ...retried }, emit);
    current = undefined;
  };

  return {
    ended,
    get current() {
      return current;
    },
    end,
    begin(name, time, emit) {
      origin ??= time;
      end(time, emit);
      for (const [skipped, detail] of skippedBefore(name, ended, known)) {
        put(
          { name: skipped, status: 'skipped', startSeconds: since(time), seconds: 0, detail },
          emit,
        );
      }
      current = {
        name,
        started: time,
        isInside: true,
        failedTries: 0,
        detail: '',
        isSkipped: false,
      };
      emit?.({ type: 'stage', stage: name, status: 'started' });
    },
  };
}

/** Names what lies between the stages that have ended and the next one, where nothing failed. */
function skippedBefore(
  name: string,
  ended: readonly StageReport[],
  known: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  // What was not reached is no decision of the document.
  if (ended.some(({ status }) => status === 'failed' || status === 'stopped')) return [];
  const order: readonly string[] = STAGES;
  return order.slice(0, Math.max(0, order.indexOf(name))).flatMap((stage) => {
    const why = SKIPPED[stage];
    const isOver = ended.some((one) => one.name === stage);
    return why === undefined || isOver || !known.has(stage) ? [] : [[stage, why] as const];
  });
}

function verdictOf({
  failure,
  failureOfChild,
  detail,
  isSkipped,
}: OpenStage): Pick<StageReport, 'status' | 'detail'> {
  if (failure === undefined) return { status: isSkipped ? 'skipped' : 'passed', detail };
  const { error, cause } = (failure.error === THRESHOLD && failureOfChild) || failure;
  const [firstLine = ''] = causeText(cause).split('\n', 1);
  return { status: error === 'RunStoppedError' ? 'stopped' : 'failed', detail: firstLine };
}
