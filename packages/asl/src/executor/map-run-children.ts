import type { ChildOutcome, JournalRecord } from '../journal/journal.ts';
import type { Json } from '../json.ts';
import type { ExecutionFacts } from '../reducer/facts.ts';
import type { ExecutionState } from '../reducer/state.ts';
import type { ExecutionHost } from './execution-host.ts';
import { hasEnded, type Instance, type PastEvent, type StartMapRun } from './instance.ts';
import type { MapRunRecord } from './map-run-record.ts';
import { openInstance } from './open-instance.ts';
import { childPath } from './paths.ts';

/** Children of a map run that are under way. */
export interface MapRunChildren {
  size(): number;
  has(index: number): boolean;
  start(index: number, input: Json): void;
  /** Goes on with a child that an earlier process left. */
  goOn(
    index: number,
    past: readonly PastEvent[],
    options: { readonly hasToStop: boolean },
  ): Promise<void>;
  /** Runs a child again from where it failed. */
  redrive(index: number, past: readonly PastEvent[]): Promise<void>;
  stopAll(): void;
  /** Resolves when the next child has ended, or when everything was halted. */
  change(): Promise<void>;
}

export interface ChildrenOptions {
  readonly host: ExecutionHost;
  /** Of the map run. */
  readonly path: string;
  readonly record: MapRunRecord;
  readonly factsOf: (index: number) => ExecutionFacts;
  readonly startMapRun: StartMapRun;
  /** Called when the end of a child is durable and counted. */
  readonly onEnd: () => void;
}

export function mapRunChildren(options: ChildrenOptions): MapRunChildren {
  const { host, path, record, factsOf, startMapRun } = options;
  const running = new Map<number, Instance>();
  let wake = (): void => undefined;

  const open = (index: number): Instance => {
    const child = openInstance({
      host,
      path: childPath(path, index),
      facts: factsOf(index),
      startMapRun,
      endRecord: (state) => endRecord(state, path, index),
      onEnd(state) {
        running.delete(index);
        record.end(index, outcomeOf(state), state.input);
        options.onEnd();
        wake();
      },
    });
    running.set(index, child);
    return child;
  };

  return {
    size: () => running.size,
    has: (index) => running.has(index),
    start(index, input) {
      record.begin(index);
      void open(index).handle({ type: 'ExecutionStarted', input });
    },
    async goOn(index, past, { hasToStop }) {
      const child = open(index);
      await child.replay(past);
      if (hasToStop && !hasEnded(child.state())) void child.handle({ type: 'ExecutionStopped' });
      else child.resume();
    },
    async redrive(index, past) {
      const child = open(index);
      await child.replay(past);
      record.begin(index);
      void child.handle({ type: 'ExecutionRedriven' });
    },
    stopAll() {
      for (const child of running.values()) void child.handle({ type: 'ExecutionStopped' });
    },
    change: () =>
      new Promise((resolve) => {
        const forget = host.onHalt(() => resolve());
        wake = () => {
          forget();
          resolve();
        };
      }),
  };
}

function endRecord(state: ExecutionState, mapRun: string, index: number): JournalRecord {
  const { stoppedAt: at = 0 } = state;
  return { kind: 'child-ended', mapRun, index, at, outcome: outcomeOf(state) };
}

function outcomeOf({ status, output = null, failure }: ExecutionState): ChildOutcome {
  if (status === 'SUCCEEDED') return { status, output };
  const { error = '', cause = '' } = failure ?? {};
  return {
    status: status === 'FAILED' || status === 'TIMED_OUT' ? status : 'ABORTED',
    error,
    cause,
  };
}
