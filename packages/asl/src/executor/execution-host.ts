import type { HistoryEvent } from '../history/history-event.ts';
import type { Journal, JournalRecord } from '../journal/journal.ts';
import type { Clock, ObjectStore, TaskHandlers } from '../ports.ts';
import type { MapRunProgress } from './execution.ts';
import type { LeftOver } from './left-over.ts';
import type { MapRunRecords } from './map-run-records.ts';
import type { TaskTokens } from './task-tokens.ts';

/** What all executions of one journal share: the first one, and the children of its map runs. */
export interface ExecutionHost {
  readonly tasks: TaskHandlers;
  readonly objects: ObjectStore | undefined;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly tokens: TaskTokens;
  readonly records: MapRunRecords;
  readonly leftOver: LeftOver;
  /** Milliseconds since 1970, never less than before, not even after a resumption. */
  now(): number;
  /** Keeps a clock that jumps from jumping. @returns what ends it */
  hold(): () => void;
  append(record: JournalRecord): Promise<void>;
  tellHistory(events: readonly HistoryEvent[], execution: string): void;
  tellMapRun(progress: MapRunProgress): void;
  /** Nothing goes on: the journal cannot be written, or the execution was let go. */
  halt(reason: unknown): void;
  readonly isHalted: boolean;
  /** @throws the reason, when it is halted */
  checkGoesOn(): void;
  /** @returns what takes the listener away */
  onHalt(listener: (reason: unknown) => void): () => void;
}

export interface HostOptions {
  readonly tasks: TaskHandlers;
  readonly objects: ObjectStore | undefined;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly tokens: TaskTokens;
  readonly records: MapRunRecords;
  readonly leftOver: LeftOver;
  /** Time of the last record of the journal, in milliseconds since 1970. */
  readonly latest: number;
  readonly onHistory: ((event: HistoryEvent, execution: string) => void) | undefined;
  readonly onMapRun: ((progress: MapRunProgress) => void) | undefined;
}

export function executionHost(options: HostOptions): ExecutionHost {
  const { clock, journal, onHistory, onMapRun } = options;
  const listeners = new Set<(reason: unknown) => void>();
  let { latest } = options;
  let halted: { readonly reason: unknown } | undefined;

  return {
    ...options,
    get isHalted() {
      return halted !== undefined;
    },
    checkGoesOn() {
      if (halted !== undefined) throw halted.reason;
    },
    now() {
      latest = Math.max(latest, clock.now());
      return latest;
    },
    hold: () => clock.hold?.() ?? nothingToRelease,
    append(record) {
      // What was called off must not reach a journal that somebody else may drive by now.
      if (halted !== undefined) return Promise.reject(halted.reason);
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
      if (halted !== undefined) return;
      halted = { reason };
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
