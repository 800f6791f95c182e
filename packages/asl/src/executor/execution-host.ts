import { JournalError } from '../errors.ts';
import type { HistoryEvent } from '../history/history-event.ts';
import type { Journal, JournalRecord } from '../journal/journal.ts';
import type { Clock, ObjectStore, TaskHandlers } from '../ports.ts';
import type { MapRunProgress } from './execution.ts';
import type { TaskTokens } from './task-tokens.ts';

/** What all executions of one journal share: the first one, and the children of its map runs. */
export interface ExecutionHost {
  readonly tasks: TaskHandlers;
  readonly objects: ObjectStore | undefined;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly tokens: TaskTokens;
  /** Milliseconds since 1970, never less than before, not even after a resumption. */
  now(): number;
  /** The journal tells of a time that has been. */
  hasBeen(time: number): void;
  /** Keeps a clock that jumps from jumping. @returns what ends it */
  hold(): () => void;
  append(record: JournalRecord): Promise<void>;
  tellHistory(events: readonly HistoryEvent[], execution: string): void;
  tellMapRun(progress: MapRunProgress): void;
  /** Nothing goes on: the journal cannot be written, or the execution was let go. */
  halt(reason: unknown): void;
  readonly isHalted: boolean;
  /** @returns what takes the listener away */
  onHalt(listener: (reason: unknown) => void): () => void;
}

export interface HostOptions {
  readonly tasks: TaskHandlers;
  readonly objects: ObjectStore | undefined;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly tokens: TaskTokens;
  readonly onHistory: ((event: HistoryEvent, execution: string) => void) | undefined;
  readonly onMapRun: ((progress: MapRunProgress) => void) | undefined;
}

export function executionHost(options: HostOptions): ExecutionHost {
  const { clock, journal, onHistory, onMapRun } = options;
  const listeners = new Set<(reason: unknown) => void>();
  let latest = 0;
  let isHalted = false;

  return {
    ...options,
    get isHalted() {
      return isHalted;
    },
    now() {
      latest = Math.max(latest, clock.now());
      return latest;
    },
    hasBeen(time) {
      latest = Math.max(latest, time);
    },
    hold: () => clock.hold?.() ?? nothingToRelease,
    append(record) {
      // What was called off must not reach a journal that somebody else may drive by now.
      if (isHalted) return Promise.reject(new JournalError('journal', 'was let go'));
      return journal.append(record);
    },
    tellHistory(events, execution) {
      if (onHistory === undefined) return;
      for (const event of events) onHistory(event, execution);
    },
    tellMapRun(progress) {
      onMapRun?.(progress);
    },
    halt(reason) {
      if (isHalted) return;
      isHalted = true;
      for (const listener of listeners) listener(reason);
      listeners.clear();
    },
    onHalt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const nothingToRelease = (): void => undefined;
