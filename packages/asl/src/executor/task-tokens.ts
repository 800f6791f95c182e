import { TaskTokenError } from '../errors.ts';
import type { Json } from '../json.ts';

/** Tasks that wait for their token, in all executions of a journal. */
export interface TaskTokens {
  add(token: string, task: WaitingTask): void;
  remove(token: string): void;
  /** @throws {@link TaskTokenError} when no task waits for it */
  find(token: string): WaitingTask;
}

export interface WaitingTask {
  succeed(output: Json): Promise<void>;
  fail(error: string, cause: string): Promise<void>;
  beat(): Promise<void>;
}

/** Tokens are SHA-256 in Base64 (RFC 4648, the alphabet for URLs). */
const TOKEN = /^[\w-]{43}$/;

export function taskTokens(): TaskTokens {
  const waiting = new Map<string, WaitingTask>();
  return {
    add(token, task) {
      waiting.set(token, task);
    },
    remove(token) {
      waiting.delete(token);
    },
    find(token) {
      const task = waiting.get(token);
      if (task !== undefined) return task;
      if (TOKEN.test(token)) {
        throw new TaskTokenError(
          'TaskTimedOut',
          "Task Timed Out: 'Provided task does not exist anymore'",
        );
      }
      throw new TaskTokenError('InvalidToken', "Invalid Token: 'Invalid token'");
    },
  };
}
