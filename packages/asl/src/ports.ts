import type { Json } from './json.ts';

/** Objects by bucket and key, as item readers and result writers need them. */
export interface ObjectStore {
  /** @throws an error with the name `NoSuchKey` or `NoSuchBucket` where there is none. */
  read(bucket: string, key: string): AsyncIterable<Uint8Array>;
  /** In order of their keys. */
  list(bucket: string, prefix: string): AsyncIterable<StoredObject>;
  /** Replaces what is there; whole or not at all. */
  write(bucket: string, key: string, body: AsyncIterable<string>): Promise<void>;
}

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
  readonly etag: string;
}

/** Time as the executor sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once `now()` has reached the time. @returns what calls it off */
  at(time: number, fire: () => void): () => void;
  /**
   * Called while something is under way, for clocks whose time jumps when nothing is.
   * @returns what tells that it has ended
   */
  hold?(): () => void;
}

/** What a task handler may use. */
export interface TaskContext {
  /** Aborted when nobody waits for the answer any more: stopped, timed out, called off. */
  readonly signal: AbortSignal;
  /** Tells that the task is still at work, where the state has `HeartbeatSeconds`. */
  readonly heartbeat: () => void;
  /** With `.waitForTaskToken`: what ends the task. */
  readonly token?: string;
  /** Names this try: no other one of the execution has the name, nor when its state comes again. */
  readonly task: string;
  /** 0 for the first try. */
  readonly attempt: number;
  readonly state: string;
  /** Path of the execution: empty for the first one, `/<map run>/<index>` for a child. */
  readonly execution: string;
  /** An earlier process had begun this very attempt and did not see its end. */
  readonly isRepeated: boolean;
}

/**
 * Does the work of a task. What it throws becomes the failure of the task: the `name` of the error is matched by
 * `ErrorEquals`, its message is the cause.
 */
export type TaskHandler = (input: Json, context: TaskContext) => Promise<Json>;

/** A handler with what is special about it. */
export interface TaskDefinition {
  readonly handler: TaskHandler;
  /**
   * False: its beginning is journaled first, and when it comes to be done again because the process ended in its midst,
   * the handler is told by `isRepeated` and decides itself. Tasks with a token are treated so in any case.
   */
  readonly repeatable: boolean;
}

/** By resource, or by function name or ARN where a state invokes a function. */
export type TaskHandlers = Readonly<Record<string, TaskHandler | TaskDefinition>>;
