import { createHmac } from 'node:crypto';
import { AuditError } from '../errors.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { secretIn } from '../stores/secret.ts';
import type { AuditEvent, AuditLog, AuditMark } from './audit-log.ts';
import { canonicalJson, NO_RECORD, parseRecord, recordHash, recordOf } from './audit-record.ts';
import { withHidden } from './hidden-value.ts';
import { EMPTY_TREE, leafHash, type MerkleTree, rootOf, withLeaf } from './merkle.ts';

export interface ObjectLogOptions {
  readonly store: ObjectStore;
  /** Key of the folder of the log, without a slash at its end. */
  readonly prefix: string;
  readonly actor: string;
  readonly now?: () => Date;
}

/** Zeros before it put keys into the order of numbers. */
const NUMBER_DIGITS = 8;
/** Others who write the same log take one number each; nobody meets so many. */
const MOST_ATTEMPTS = 1000;

const nameOf = (seq: number): string => `${String(seq).padStart(NUMBER_DIGITS, '0')}.json`;

interface ObjectLogState {
  readonly tree: MerkleTree;
  readonly last: string;
}

/**
 * A log in a store that knows no appending: one object for each record, which is stored where there is none alone. Who
 * comes second follows the first. Nobody there has a key that signs: the chain speaks for itself, and the lock of the
 * bucket for its end.
 */
export function createObjectAuditLog(options: ObjectLogOptions): AuditLog {
  const { store, prefix, actor, now = () => new Date() } = options;
  let state: ObjectLogState = { tree: EMPTY_TREE, last: NO_RECORD };
  let waiting: Promise<unknown> = Promise.resolve();
  const keyOf = (seq: number): string => `${prefix}/${nameOf(seq)}`;
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = waiting.then(work);
    waiting = turn.catch(() => undefined);
    return turn.catch((error: unknown) => {
      throw AuditError.of(store.place(prefix), 'writing', error);
    });
  };
  const readOn = async (): Promise<void> => {
    while ((await store.head(keyOf(state.tree.size))) !== undefined)
      state = follow(state, await store.get(keyOf(state.tree.size)), store.place(prefix));
  };
  const hide = async (value: string): Promise<string> => {
    const secret = await secretIn(store, `${prefix}/value-key`);
    return `hmac-sha256:${createHmac('sha256', secret).update(value).digest('hex')}`;
  };
  const add = (event: AuditEvent, outcome: Parameters<typeof recordOf>[1], answers?: number) =>
    inTurn(async () => {
      const hidden = await hiddenFacts(event, hide);
      const content = recordOf({ ...event, params: hidden }, outcome, answers);
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        await readOn();
        const { size } = state.tree;
        const placed = { seq: size, prev: state.last, ts: now().toISOString(), actor };
        const line = Buffer.from(canonicalJson({ ...content, ...placed }));
        if (!(await store.put(keyOf(size), line, { ifAbsent: true }))) continue;
        state = follow(state, line, store.place(prefix));
        return size;
      }
      throw new AuditError(store.place(prefix), 'others took every number');
    });
  return {
    record: (event) => add(event, { result: 'noted' }),
    begin: (event) => add(event, { result: 'begun' }),
    async end(begun, event, outcome) {
      await add(event, outcome, begun);
    },
    mark: () =>
      inTurn(async (): Promise<AuditMark> => {
        await readOn();
        return { size: state.tree.size, root: rootOf(state.tree) };
      }),
    checkpoint: async () => undefined,
    sign: async () => undefined,
  };
}

async function hiddenFacts(
  { params, hidden = {} }: AuditEvent,
  hide: (value: string) => Promise<string>,
) {
  const known = new Map<string, string>();
  for (const value of Object.values(hidden)) known.set(value, await hide(value));
  return withHidden(params, hidden, (value) => known.get(value) ?? '');
}

function follow({ tree, last }: ObjectLogState, line: Buffer, place: string): ObjectLogState {
  const record = parseRecord(line);
  if (record?.seq !== tree.size || record.prev !== last)
    throw new AuditError(place, `record ${tree.size}: is not the one that was written there`);
  return { tree: withLeaf(tree, leafHash(line)), last: recordHash(line) };
}
