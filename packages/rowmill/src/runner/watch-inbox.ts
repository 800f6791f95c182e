import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { type RunningExecution, TaskTokenError } from '@rowmill/asl';
import type { Inbox, TaskAnswer } from '../runs/inbox.ts';

const POLL_MS = 200;

export interface InboxReader {
  /** Path of the box. */
  readonly folder: string;
  readonly execution: Pick<RunningExecution, 'completeTask' | 'failTask' | 'heartbeatTask'>;
  /** Somebody wishes that the run be stopped. */
  readonly onStop: (reason: string) => void;
  /** The box cannot be read, or an answer cannot be written down. The watch goes on. */
  readonly onProblem: (error: unknown) => void;
}

/**
 * Hands on what comes into the box of a run. It looks when the system tells of a change, and now and then by itself:
 * shared folders tell nothing.
 *
 * @returns what ends the watch
 */
export async function watchInbox(inbox: Inbox, reader: InboxReader): Promise<() => void> {
  const answered = new Set<string>();
  let looking: Promise<void> | undefined;
  let isEnded = false;
  const look = (): void => {
    if (isEnded || looking !== undefined) return;
    looking = take(inbox, reader, answered)
      .catch((error: unknown) => {
        if (!isEnded) reader.onProblem(error);
      })
      .finally(() => {
        looking = undefined;
      });
  };
  const { folder } = reader;
  await mkdir(folder, { recursive: true });
  const endWatch = watchFolder(folder, look);
  const timer = setInterval(look, POLL_MS);
  look();
  return () => {
    isEnded = true;
    endWatch();
    clearInterval(timer);
  };
}

/** Some systems run out of watches, at once or later: looking now and then is enough. */
function watchFolder(folder: string, onChange: () => void): () => void {
  try {
    const watcher = watch(folder, onChange);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}

async function take(
  inbox: Inbox,
  { execution, onStop }: InboxReader,
  answered: Set<string>,
): Promise<void> {
  const { answers, heartbeats, stop } = await inbox.read();
  if (stop !== undefined) onStop(stop.reason);
  for (const { key, token } of heartbeats) {
    await inbox.dismiss(key);
    await unlessUnknown(execution.heartbeatTask(token));
  }
  for (const answer of answers) {
    if (answered.has(answer.token)) continue;
    answered.add(answer.token);
    await unlessUnknown(handOver(execution, answer));
  }
}

function handOver(execution: InboxReader['execution'], answer: TaskAnswer): Promise<void> {
  const { token } = answer;
  if (answer.outcome === 'succeeded') return execution.completeTask(token, answer.output);
  return execution.failTask(token, { error: answer.error, cause: answer.cause });
}

/** An answer stays in the box after its task has it; the task of another one may have been called off. */
async function unlessUnknown(told: Promise<void>): Promise<void> {
  await told.catch((error: unknown) => {
    if (!(error instanceof TaskTokenError)) throw error;
  });
}
