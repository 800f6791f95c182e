import { createHmac } from 'node:crypto';
import { AuditError } from '../errors.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { secretIn } from '../stores/secret.ts';
import type { AuditEvent, AuditLog, AuditMark } from './audit-log.ts';
import { canonicalJson, NO_RECORD, parseRecord, recordHash, recordOf } from './audit-record.ts';
import { type SignedCheckpoint, signCheckpoint } from './checkpoint.ts';
import { checkpointsIn } from './checkpoint-files.ts';
import { withHidden } from './hidden-value.ts';
import { EMPTY_TREE, leafHash, type MerkleTree, rootOf, withLeaf } from './merkle.ts';
import { type Signer, signatureLine, type Verifier, verifierLine } from './signed-note.ts';
import { PUBLIC_KEY_FILE, signerOf } from './signing-key.ts';

export interface ObjectLogOptions {
  readonly store: ObjectStore;
  /** Key of the folder of the log, without a slash at its end. */
  readonly prefix: string;
  readonly actor: string;
  /** PEM of the Ed25519 key that signs checkpoints and reports; nothing is signed unless given. */
  readonly readSigningKey?: (() => Promise<string>) | undefined;
  readonly now?: () => Date;
}

/** Name of the folder, in that of the log, where checkpoints are: as in a folder of this machine. */
const CHECKPOINT_FOLDER = 'checkpoints';
/** Clocks of two machines of a service differ by less; more than that is a clock that was set back. */
const MOST_CLOCK_SKEW_MS = 5000;
const LINE_END = 0x0a;
/** Zeros before it put keys into the order of numbers. */
const NUMBER_DIGITS = 8;
/** Others who write the same log take one number each; nobody meets so many. */
const MOST_ATTEMPTS = 1000;

const nameOf = (seq: number): string => `${String(seq).padStart(NUMBER_DIGITS, '0')}.json`;

interface ObjectLogState {
  readonly tree: MerkleTree;
  readonly last: string;
  /** Time of the last record, in milliseconds since 1970. */
  readonly time: number;
}

/**
 * A log in a store that knows no appending: one object for each record, which is stored where there is none alone. Who
 * comes second follows the first. Each object is a line with its end: one after another they are the file that a log in
 * a folder is, with the same names for checkpoints and the public key.
 */
export function createObjectAuditLog(options: ObjectLogOptions): AuditLog {
  const { store, prefix, actor, now = () => new Date() } = options;
  let state: ObjectLogState = { tree: EMPTY_TREE, last: NO_RECORD, time: 0 };
  let waiting: Promise<unknown> = Promise.resolve();
  const signerOnce = openSigning(options);
  const keyOf = (seq: number): string => `${prefix}/${nameOf(seq)}`;
  const inTurn = <Value>(doing: string, work: () => Promise<Value>): Promise<Value> => {
    const turn = waiting.then(work);
    waiting = turn.catch(() => undefined);
    return turn.catch((error: unknown) => {
      throw AuditError.of(store.place(prefix), doing, error);
    });
  };
  const readOn = async (): Promise<void> => {
    while ((await store.head(keyOf(state.tree.size))) !== undefined)
      state = follow(state, await store.get(keyOf(state.tree.size)), store.place(prefix));
  };
  const mark = async (): Promise<AuditMark> => {
    await readOn();
    return { size: state.tree.size, root: rootOf(state.tree) };
  };
  /** Whether the line has its place. A request that is sent again finds what it has stored itself. */
  const isPut = async (line: Buffer): Promise<boolean> => {
    const key = keyOf(state.tree.size);
    return (await store.put(key, line, { ifAbsent: true })) || (await store.get(key)).equals(line);
  };
  const hide = async (value: string): Promise<string> => {
    const secret = await secretIn(store, `${prefix}/value-key`);
    return `hmac-sha256:${createHmac('sha256', secret).update(value).digest('hex')}`;
  };
  const add = (event: AuditEvent, outcome: Parameters<typeof recordOf>[1], answers?: number) =>
    inTurn('writing', async () => {
      const hidden = await hiddenFacts(event, hide);
      const content = recordOf({ ...event, params: hidden }, outcome, answers);
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        await readOn();
        const { size } = state.tree;
        const placed = { seq: size, prev: state.last, ts: timeAfter(state, now()), actor };
        const line = Buffer.from(`${canonicalJson({ ...content, ...placed })}\n`);
        if (!(await isPut(line))) continue;
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
    mark: () => inTurn('reading', mark),
    checkpoint: () =>
      inTurn('signing', async () => signMark(await mark(), await signerOnce(), { store, prefix })),
    sign: (text) =>
      inTurn('signing', async () => {
        const signer = await signerOnce();
        return signer && signatureLine(text, signer);
      }),
  };
}

/** Reads the key that signs once, when it is needed; undefined where there is none. */
function openSigning({ store, prefix, readSigningKey }: ObjectLogOptions) {
  let signer: Promise<Signer> | undefined;
  return async (): Promise<Signer | undefined> => {
    if (readSigningKey === undefined) return undefined;
    signer ??= readSigningKey().then(async (pem) => {
      const made = signerOf(pem, 'signingKey');
      await keepPublicKey(made.verifier, { store, prefix });
      return made;
    });
    return signer;
  };
}

type Place = Pick<ObjectLogOptions, 'store' | 'prefix'>;

async function keepPublicKey(verifier: Verifier, { store, prefix }: Place): Promise<void> {
  const key = `${prefix}/${PUBLIC_KEY_FILE}`;
  const line = `${verifierLine(verifier)}\n`;
  if (await store.put(key, line, { ifAbsent: true })) return;
  if (String(await store.get(key)) === line) return;
  throw new AuditError(
    store.place(key),
    'is the public key of another key, which has signed for this run before - set masking.audit.signingKey to that one',
  );
}

/** Nothing is signed where nothing is written, or nobody has a key. */
async function signMark(
  { size, root }: AuditMark,
  signer: Signer | undefined,
  { store, prefix }: Place,
): Promise<SignedCheckpoint | undefined> {
  if (signer === undefined || size === 0) return undefined;
  const signed = signCheckpoint({ size, root }, signer);
  await checkpointsIn(store, `${prefix}/${CHECKPOINT_FOLDER}`).keep(signed);
  return signed;
}

/** A record is no earlier than the one before it, which another machine may have written by another clock. */
function timeAfter({ time }: ObjectLogState, now: Date): string {
  const isSkew = time > now.getTime() && time - now.getTime() <= MOST_CLOCK_SKEW_MS;
  return (isSkew ? new Date(time) : now).toISOString();
}

async function hiddenFacts(
  { params, hidden = {} }: AuditEvent,
  hide: (value: string) => Promise<string>,
) {
  const known = new Map<string, string>();
  for (const value of Object.values(hidden)) known.set(value, await hide(value));
  return withHidden(params, hidden, (value) => known.get(value) ?? '');
}

function follow({ tree, last }: ObjectLogState, stored: Buffer, place: string): ObjectLogState {
  const line = stored.at(-1) === LINE_END ? stored.subarray(0, -1) : undefined;
  const record = line && parseRecord(line);
  if (line === undefined || record?.seq !== tree.size || record.prev !== last)
    throw new AuditError(place, `record ${tree.size}: is not the one that was written there`);
  return {
    tree: withLeaf(tree, leafHash(line)),
    last: recordHash(line),
    time: Date.parse(record.ts),
  };
}
