import { createHash } from 'node:crypto';
import type { Json } from '@rowmill/asl';
import type { ObjectStore } from '../stores/object-store.ts';
import { DamagedRunError, UnknownTokenError } from './run-errors.ts';
import { runFiles } from './run-files.ts';
import { listRuns } from './run-record.ts';

/** How a task that waits for its token ends. */
export type TaskAnswer =
  | { readonly outcome: 'succeeded'; readonly token: string; readonly output: Json }
  | {
      readonly outcome: 'failed';
      readonly token: string;
      readonly error: string;
      readonly cause: string;
    };

/**
 * The folder by which others reach the process that drives a run: answers of tasks that wait for their tokens, signs of
 * life, and the wish that the run be stopped. What is there stays until the run has taken it, across crashes.
 */
export interface Inbox {
  /** Puts on record that a task waits, so that its token can be told from any other text. */
  expect(token: string, state: string): Promise<void>;
  /** @returns false when the token has its answer already: the first one counts */
  answer(answer: TaskAnswer): Promise<boolean>;
  heartbeat(token: string): Promise<void>;
  askToStop(reason: string): Promise<void>;
  /** What has come, in no order. */
  read(): Promise<InboxContent>;
  /** Takes away what has been dealt with: a wish to stop, a sign of life. */
  dismiss(key: string): Promise<void>;
}

export interface InboxContent {
  readonly answers: readonly TaskAnswer[];
  readonly heartbeats: readonly { readonly key: string; readonly token: string }[];
  readonly stop?: { readonly key: string; readonly reason: string };
}

interface Waiting {
  readonly token: string;
  readonly state: string;
}

/** Tokens are long and hold any character: files are named by their hashes. */
function nameOf(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 40);
}

export function openInbox(store: ObjectStore, run: string): Inbox {
  const folder = runFiles(run).inbox;
  const key = (name: string): string => `${folder}/${name}.json`;
  const put = (name: string, value: object, ifAbsent = false): Promise<boolean> =>
    store.put(key(name), `${JSON.stringify(value)}\n`, { ifAbsent });
  return {
    async expect(token, state) {
      const waiting: Waiting = { token, state };
      await put(`${nameOf(token)}.waiting`, waiting);
    },
    answer: (answer) => put(`${nameOf(answer.token)}.answer`, answer, true),
    async heartbeat(token) {
      await put(`${nameOf(token)}.heartbeat`, { token });
    },
    async askToStop(reason) {
      await put('stop', { reason });
    },
    read: () => readInbox(store, folder),
    dismiss: (dismissed) => store.delete(dismissed),
  };
}

async function readInbox(store: ObjectStore, folder: string): Promise<InboxContent> {
  const answers: TaskAnswer[] = [];
  const heartbeats: { key: string; token: string }[] = [];
  let stop: InboxContent['stop'];
  for (const { key } of await store.list(`${folder}/`)) {
    if (key.endsWith('.answer.json')) answers.push(await readMessage<TaskAnswer>(store, key));
    else if (key.endsWith('.heartbeat.json'))
      heartbeats.push({ key, token: (await readMessage<{ token: string }>(store, key)).token });
    else if (key === `${folder}/stop.json`)
      stop = { key, reason: (await readMessage<{ reason: string }>(store, key)).reason };
  }
  return { answers, heartbeats, ...(stop === undefined ? {} : { stop }) };
}

async function readMessage<Message>(store: ObjectStore, key: string): Promise<Message> {
  try {
    return JSON.parse(String(await store.get(key))) as Message;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new DamagedRunError('is not JSON', { place: store.place(key), cause: error });
  }
}

/**
 * The run whose task waits for a token, or waited.
 *
 * @throws {@link UnknownTokenError} when there is none in the store.
 */
export async function runOfToken(store: ObjectStore, token: string): Promise<string> {
  const name = `${nameOf(token)}.waiting.json`;
  for (const run of (await listRuns(store)).toReversed()) {
    if ((await store.head(`${runFiles(run).inbox}/${name}`)) !== undefined) return run;
  }
  throw new UnknownTokenError(
    `no task of the ${store.describe()} waits for this token - check that it is whole, and --store`,
  );
}
