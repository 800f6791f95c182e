import { SendTaskFailureCommand } from '@aws-sdk/client-sfn';
import type { HistoryEvent } from '@rowmill/asl';
import { RunStoppedError } from 'rowmill/engine';
import { codeOf } from './explain-aws-error.ts';
import type { OpenDeployment } from './open-deployment.ts';

/** A task that waits for the answer that belongs to its token. */
export interface WaitingToken {
  readonly token: string;
  readonly state: string;
}

const WAITS = '.waitForTaskToken';
const END = /^Task(Succeeded|Failed|TimedOut|StateAborted)$|^TaskStateExited$|^Execution/;

/**
 * Tasks of an execution that wait for their tokens. A token is what the payload of the task has under a name with
 * "token" in it, as in the pipeline of rowmill: no other place tells of it.
 */
export function waitingTokens(events: readonly HistoryEvent[]): readonly WaitingToken[] {
  if (events.some(({ type }) => /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(type)))
    return [];
  const states = new Map<number, string>();
  const waiting = new Map<number, WaitingToken>();
  for (const { id, previousEventId, type, details } of events) {
    const state = type.endsWith('StateEntered')
      ? String(details?.value.name)
      : (states.get(previousEventId) ?? '');
    states.set(id, state);
    const before = waiting.get(previousEventId);
    waiting.delete(previousEventId);
    const token = type === 'TaskScheduled' ? tokenOf(details?.value ?? {}) : before?.token;
    if (token !== undefined && !END.test(type)) waiting.set(id, { token, state });
  }
  return [...waiting.values()];
}

function tokenOf({ resource, parameters }: Record<string, unknown>): string | undefined {
  if (typeof resource !== 'string' || !resource.endsWith(WAITS)) return undefined;
  return typeof parameters === 'string' ? tokenIn(JSON.parse(parameters)) : undefined;
}

function tokenIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (/token/i.test(name) && typeof member === 'string') return member;
    const found = tokenIn(member);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Ends tasks that wait: nobody will answer them in a run that is to stop. */
export async function failTokens(
  { ask }: OpenDeployment,
  waiting: readonly WaitingToken[],
  reason: string,
): Promise<void> {
  const { name: error } = new RunStoppedError();
  const request = { doing: 'ending a task that waits', action: 'states:SendTaskFailure' };
  for (const { token: taskToken } of waiting) {
    await ask(request, async (states) => {
      try {
        await states.send(new SendTaskFailureCommand({ taskToken, error, cause: reason }));
      } catch (failure) {
        // It has its answer.
        if (!/^(TaskTimedOut|TaskDoesNotExist|InvalidToken)$/.test(codeOf(failure))) throw failure;
      }
    });
  }
}
