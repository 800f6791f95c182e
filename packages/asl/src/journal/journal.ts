import type { Json } from '../json.ts';
import type { ExecutionEvent } from '../reducer/events.ts';

/** One line of a journal. `execution` is empty for the first execution, `/<map run>/<index>` below it. */
export type JournalRecord =
  | {
      readonly kind: 'event';
      readonly execution: string;
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly event: ExecutionEvent;
    }
  /** A child of a map run has ended: its events need not be read again. */
  | {
      readonly kind: 'child-ended';
      /** Path of the map run: path of its execution, `/`, name of the map run. */
      readonly mapRun: string;
      readonly index: number;
      readonly at: number;
      readonly outcome: ChildOutcome;
    };

export type ChildOutcome =
  | { readonly status: 'SUCCEEDED'; readonly output: Json }
  | {
      readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
      readonly error: string;
      readonly cause: string;
    };

/** Remembers what happened. A record is durable when its promise resolves, and records keep their order. */
export interface Journal {
  append(record: JournalRecord): Promise<void>;
  /** All records that were durable when it was called, oldest first. May be called again. */
  records(): AsyncIterable<JournalRecord>;
  close(): Promise<void>;
}
