import type { RunningExecution, TaskDefinition, TaskHandlers } from '@rowmill/asl';
import { TaskTokenError } from '@rowmill/asl';
import { RunStoppedError } from '../errors.ts';
import type { Inbox } from '../runs/inbox.ts';

/** A stopped command is given this long to end by itself; nobody waits longer for an answer from outside. */
const PATIENCE_MS = 8000;

/** The tasks of a run that wait for their tokens. */
export interface WaitingTokens {
  /** The same functions; those that are called with a token put it on record. */
  readonly tasks: TaskHandlers;
  /** Once the run is to stop: answers for those who have not. @returns what calls that off */
  failAll(execution: Pick<RunningExecution, 'failTask'>, signal: AbortSignal): () => void;
}

export function waitingTokens(inbox: Inbox, tasks: TaskHandlers): WaitingTokens {
  const tokens = new Set<string>();
  const recorded = ({ handler, ...definition }: TaskDefinition): TaskDefinition => ({
    ...definition,
    async handler(input, context) {
      const { token, state } = context;
      if (token !== undefined) {
        tokens.add(token);
        await inbox.expect(token, state);
      }
      return handler(input, context);
    },
  });
  const define = (task: TaskHandlers[string]): TaskDefinition =>
    typeof task === 'function' ? { handler: task, repeatable: true } : task;
  return {
    tasks: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, recorded(define(task))]),
    ),
    failAll(execution, signal) {
      let timer: NodeJS.Timeout | undefined;
      const fail = async (): Promise<void> => {
        for (const token of tokens) {
          await failOne(execution, token, new RunStoppedError());
        }
      };
      const wait = (): void => {
        // What cannot be written down ends the execution, which tells.
        timer = setTimeout(() => void fail().catch(() => undefined), PATIENCE_MS);
      };
      if (signal.aborted) wait();
      else signal.addEventListener('abort', wait, { once: true });
      return () => {
        signal.removeEventListener('abort', wait);
        clearTimeout(timer);
      };
    },
  };
}

async function failOne(
  execution: Pick<RunningExecution, 'failTask'>,
  token: string,
  { name, message }: Error,
): Promise<void> {
  try {
    await execution.failTask(token, { error: name, cause: message });
  } catch (error) {
    // It has its answer.
    if (!(error instanceof TaskTokenError)) throw error;
  }
}
