import { join } from 'node:path';
import { ownerName } from '../environments/owner-name.ts';
import { AuditError } from '../errors.ts';
import type { AuditEvent, AuditLog, AuditMark, AuditOutcome } from './audit-log.ts';
import { recordOf } from './audit-record.ts';
import { type SignedCheckpoint, signCheckpoint } from './checkpoint.ts';
import { type CheckpointPlace, folderOfCheckpoints, readCheckpoints } from './checkpoint-files.ts';
import { withFolderClaim } from './folder-claim.ts';
import { openHiding, withHidden } from './hidden-value.ts';
import { append, EMPTY_LOG, type LogState, type NewRecords, readOn } from './log-file.ts';
import { rootOf } from './merkle.ts';
import { removeUnfinished } from './remove-unfinished.ts';
import { type Signer, signatureLine } from './signed-note.ts';
import { openSigner } from './signing-key.ts';

export const LOG_FILE = 'log.ndjson';
export const CHECKPOINT_FOLDER = 'checkpoints';
const CLAIM_FOLDER = 'writing';

/** Whoever takes the end of a log away after that has a signed checkpoint against him. */
const RECORDS_PER_CHECKPOINT = 1000;
const CHECKPOINT_AGE_MS = 10 * 60_000;

export interface FileLogOptions {
  /** Folder of the log. */
  readonly folder: string;
  /** Where else checkpoints are kept: whoever can write the folder can replace all of it. */
  readonly outside?: CheckpointPlace | undefined;
  /** PEM of the key that signs; one of the folder unless given. */
  readonly readSigningKey?: (() => Promise<string | undefined>) | undefined;
  /** Records between two checkpoints, at most; 1000 unless given. */
  readonly every?: number | undefined;
  readonly actor?: string;
  readonly now?: () => Date;
}

/**
 * The log of a folder of this machine. Several processes may write it at the same time. Nothing is made, and nothing
 * read, before the first record.
 */
export function createFileAuditLog(options: FileLogOptions): AuditLog {
  const { folder, actor = ownerName(), now = () => new Date() } = options;
  const log = openFolder(options, now);
  const add = (event: AuditEvent, outcome: Parameters<typeof recordOf>[1], answers?: number) =>
    log.inTurn('writing', async () => {
      const params = withHidden(event.params, event.hidden, await openHiding(folder));
      const content = recordOf({ ...event, params }, outcome, answers);
      const ts = now().toISOString();
      return log.append(content, (seq, prev) => ({ seq, prev, ts, actor }));
    });
  return {
    record: (event) => add(event, { result: 'noted' }),
    begin: (event) => add(event, { result: 'begun' }),
    async end(begun: number, event: AuditEvent, outcome: AuditOutcome) {
      await add(event, outcome, begun);
    },
    mark: () => log.inTurn('reading', log.mark),
    checkpoint: () => log.inTurn('signing', log.checkpoint),
    async sign(text) {
      try {
        return signatureLine(text, await log.inTurn('signing', log.signer));
      } catch (error) {
        throw AuditError.of(folder, 'signing', error);
      }
    },
  };
}

/** What one process knows of the log of a folder. All but `inTurn` and `signer` need a turn. */
interface OpenFolder {
  /** One thing after another, in this process and among all. */
  inTurn<Value>(doing: string, work: () => Promise<Value>): Promise<Value>;
  signer(): Promise<Signer>;
  /** @returns number of the record */
  append(content: object, placed: NewRecords['placed']): Promise<number>;
  mark(): Promise<AuditMark>;
  checkpoint(): Promise<SignedCheckpoint | undefined>;
}

function openFolder(options: FileLogOptions, now: () => Date): OpenFolder {
  const { folder } = options;
  const path = join(folder, LOG_FILE);
  let state: LogState = EMPTY_LOG;
  let signer: Promise<Signer> | undefined;
  let waiting: Promise<unknown> = Promise.resolve();
  let isTidy = false;
  const tidy = async (): Promise<void> => {
    if (!isTidy) await removeUnfinished(folder);
    isTidy = true;
  };
  const signerOnce = (): Promise<Signer> => {
    signer ??= openSignerOf(options);
    return signer;
  };
  const schedule = openSchedule(options, now);
  const mark = async (): Promise<AuditMark> => {
    state = await readOn(path, state);
    return { size: state.tree.size, root: rootOf(state.tree) };
  };
  const checkpoint = async (): Promise<SignedCheckpoint | undefined> => {
    const { size, root } = await mark();
    if (size === 0) return undefined;
    const signed = signCheckpoint({ size, root }, await signerOnce());
    await folderOfCheckpoints(join(folder, CHECKPOINT_FOLDER)).keep(signed);
    await options.outside?.keep(signed);
    schedule.note(size);
    return signed;
  };
  return {
    signer: signerOnce,
    mark,
    checkpoint,
    inTurn(doing, work) {
      const turn = waiting.then(() =>
        withFolderClaim(join(folder, CLAIM_FOLDER), async () => {
          await tidy();
          return work();
        }),
      );
      waiting = turn.catch(() => undefined);
      return turn.catch((error: unknown) => {
        throw AuditError.of(path, doing, error);
      });
    },
    async append(content, placed) {
      state = await readOn(path, state);
      state = await append(path, state, { contents: [content], placed });
      const seq = state.tree.size - 1;
      if (await schedule.isDue(state.tree.size)) await checkpoint();
      return seq;
    },
  };
}

async function openSignerOf({ folder, readSigningKey }: FileLogOptions): Promise<Signer> {
  return openSigner(folder, await readSigningKey?.());
}

/** When the next checkpoint is to be signed, unasked. */
function openSchedule({ folder, every = RECORDS_PER_CHECKPOINT }: FileLogOptions, now: () => Date) {
  let last: { readonly size: number; readonly at: number } | undefined;
  return {
    note(size: number): void {
      last = { size, at: now().getTime() };
    },
    async isDue(size: number): Promise<boolean> {
      last ??= { size: await lastSize(folder), at: now().getTime() };
      const isOld = now().getTime() - last.at >= CHECKPOINT_AGE_MS;
      return size - last.size >= every || isOld;
    },
  };
}

async function lastSize(folder: string): Promise<number> {
  const found = await readCheckpoints(join(folder, CHECKPOINT_FOLDER));
  return found.at(-1)?.checkpoint?.size ?? 0;
}
