import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createFile } from '../environments/replace-file.ts';
import { AuditError } from '../errors.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { parseCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { removeUnfinished } from './remove-unfinished.ts';

/** A place that keeps checkpoints, each under the size of its log. What it has it never changes. */
export interface CheckpointPlace {
  /** @throws {@link AuditError} when it cannot be kept, or another one of the same size is there. */
  keep(checkpoint: SignedCheckpoint): Promise<void>;
}

/** Zeros before it put names into the order of sizes. */
const SIZE_DIGITS = 12;
const ENDING = '.checkpoint';

const nameOf = ({ size }: SignedCheckpoint): string =>
  `${String(size).padStart(SIZE_DIGITS, '0')}${ENDING}`;

export function folderOfCheckpoints(folder: string): CheckpointPlace {
  return {
    async keep(checkpoint) {
      const path = join(folder, nameOf(checkpoint));
      try {
        await mkdir(folder, { recursive: true });
        // Who keeps a checkpoint has the turn to write its log.
        await removeUnfinished(folder);
        const file = { text: checkpoint.note, beside: `${path}.` };
        if (!(await createFile(path, file))) assertSame(path, checkpoint, await readFile(path));
      } catch (error) {
        throw AuditError.of(path, 'keeping a checkpoint', error);
      }
    },
  };
}

/**
 * The place outside that a request names: a folder, or `s3://bucket/prefix`. Checkpoints of several logs may be there.
 *
 * @param directory that a relative path starts from
 */
export function outsideOf(place: string, directory: string): CheckpointPlace {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/?(.*?)\/?$/.exec(place) ?? [];
  return {
    async keep(checkpoint) {
      const origin = checkpoint.origin.replaceAll('/', '-');
      if (bucket === undefined)
        return folderOfCheckpoints(join(resolve(directory, place), origin)).keep(checkpoint);
      try {
        await checkpointsIn(await openBucket(bucket, prefix ?? ''), origin).keep(checkpoint);
      } catch (error) {
        throw AuditError.of(place, 'keeping a checkpoint', error);
      }
    },
  };
}

/** @param folder key, without a slash at its end */
export function checkpointsIn(store: ObjectStore, folder: string): CheckpointPlace {
  return {
    async keep(checkpoint) {
      const key = `${folder}/${nameOf(checkpoint)}`;
      if (await store.put(key, checkpoint.note, { ifAbsent: true })) return;
      assertSame(store.place(key), checkpoint, await store.get(key));
    },
  };
}

async function openBucket(bucket: string, prefix: string): Promise<ObjectStore> {
  const { createS3Store } = await import('../stores/s3/store.ts');
  const scratch = join(tmpdir(), 'rowmill-audit');
  return createS3Store({ bucket, scratch, ...(prefix === '' ? {} : { prefix }) });
}

function assertSame(place: string, checkpoint: SignedCheckpoint, found: Buffer): void {
  const known = parseCheckpoint(found.toString('utf8'));
  if (known?.text === checkpoint.text) return;
  throw new AuditError(
    place,
    'is a checkpoint of the same size with another root: the log was replaced - rowmill audit verify tells more',
  );
}

/** A checkpoint that was found, and where. */
export interface FoundCheckpoint {
  readonly path: string;
  /** Undefined where the file is none. */
  readonly checkpoint: SignedCheckpoint | undefined;
}

/** Checkpoints of a folder in the order of their names; of a file, the one that it holds. Absent folders have none. */
export async function readCheckpoints(path: string): Promise<readonly FoundCheckpoint[]> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isFile()) return [await readOne(path)];
  const names = info === undefined ? [] : await readdir(path, { recursive: true });
  const wanted = names.filter((name) => name.endsWith(ENDING)).sort();
  return Promise.all(wanted.map((name) => readOne(join(path, name))));
}

async function readOne(path: string): Promise<FoundCheckpoint> {
  return { path, checkpoint: parseCheckpoint(await readFile(path, 'utf8')) };
}
