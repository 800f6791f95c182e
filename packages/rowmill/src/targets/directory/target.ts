import { mkdir, open, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  type Lease,
  type LedgerObject,
  leaseMarker,
  parseLeaseMarker,
} from '../../environments/lease.ts';
import type { Removal, Remover } from '../../environments/sweep.ts';
import { NotOursError, StoreError, TargetError } from '../../errors.ts';
import { UNFINISHED } from '../../stores/directory-store.ts';
import { extensionOf } from '../../workers/forms.ts';
import type { FormatChoice } from '../../workers/jobs.ts';
import type { DirectoryLoadJob, TableCheck, TableDigest, Target } from '../target.ts';

/** Tells whose files are in a folder. */
const MARKER = '.rowmill-environment.json';

export interface DirectoryTargetOptions {
  readonly path: string;
  readonly format: FormatChoice;
  readonly lease: Lease;
}

/** Tables as files in a folder that exists as long as its lease. Files that are there already are never overwritten. */
export function createDirectoryTarget({ path, format, lease }: DirectoryTargetOptions): Target {
  const folder = resolve(path);
  const name = `directory ${folder}`;
  const fileOf = (table: string): string =>
    join(folder, `${encodeURIComponent(table)}.${extensionOf(format)}`);
  const objectOf = (kind: 'folder' | 'file', at: string): LedgerObject => ({
    target: 'directory',
    kind,
    name: at,
    place: { folder },
  });
  return {
    kind: 'directory',
    describe: () => name,
    notes: () => [],
    async provision(tables) {
      try {
        await claimFolder(
          folder,
          name,
          lease,
          tables.map((table) => fileOf(table.name)),
          objectOf,
        );
      } catch (error) {
        if (error instanceof TargetError || error instanceof NotOursError) throw error;
        throw StoreError.of(folder, 'preparing the folder', error);
      }
    },
    loadJob: (table): DirectoryLoadJob => ({
      kind: 'directory',
      path: fileOf(table.name),
      format,
    }),
    state: () => ({}),
    // A file is written as a whole, under another name first: it is there or it is not.
    beginDeliveries: async () => {},
    endDeliveries: async () => {},
    finish: async () => {},
    verifies: 'size',
    verify: (expected) =>
      Promise.all(expected.map((sent) => checkFile(fileOf(sent.table.name), sent))),
    variables: () => ({ ROWMILL_DIRECTORY: folder }),
    async remove() {
      const objects = lease.objects.filter(
        (object) => object.target === 'directory' && object.place.folder === folder,
      );
      const { removed, problems, gone } = await removeFiles(objects, lease.id);
      await lease.forget(gone);
      if (problems[0] !== undefined) throw problems[0];
      return removed;
    },
  };
}

type ObjectOf = (kind: 'folder' | 'file', at: string) => LedgerObject;

/** Every folder and file goes on record before it exists. */
async function claimFolder(
  folder: string,
  name: string,
  lease: Lease,
  files: readonly string[],
  objectOf: ObjectOf,
): Promise<void> {
  const marker = await readMarker(folder);
  if (marker !== undefined && marker !== lease.id)
    throw new NotOursError(name, 'its folder', 'another environment uses it');
  for (const file of files) {
    if (marker === undefined && (await exists(file)))
      throw new TargetError(name, `${file} is there already - remove it, or choose another folder`);
  }
  const missing: string[] = [];
  for (let at = folder; !(await exists(at)); at = dirname(at)) missing.unshift(at);
  const markerFile = join(folder, MARKER);
  await lease.record([
    ...missing.map((at) => objectOf('folder', at)),
    ...files.map((at) => objectOf('file', at)),
    objectOf('file', markerFile),
  ]);
  for (const at of missing) await mkdir(at, { recursive: true });
  await writeFile(markerFile, `${leaseMarker(lease)}\n`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readMarker(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, MARKER), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseLeaseMarker(text)?.lease;
}

/** Compares the size of the file on disk with what was written. */
async function checkFile(
  file: string,
  { table, rows, digest, bytes }: TableDigest,
): Promise<TableCheck> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const matches = bytes === undefined || size === bytes;
    return {
      table: table.name,
      matches,
      rows,
      expectedRows: rows,
      digest: matches ? digest : `${size} bytes`,
      expectedDigest: digest,
    };
  } finally {
    await handle.close();
  }
}

/** Removes files and then the folders that were made for them, if the folder's marker is that of the lease. */
export const directoryRemover: Remover = (objects, lease) => removeFiles(objects, lease);

async function removeFiles(objects: readonly LedgerObject[], lease: string): Promise<Removal> {
  const removal = { removed: [] as string[], problems: [] as Error[], gone: [] as LedgerObject[] };
  for (const folder of new Set(objects.map(({ place }) => String(place.folder)))) {
    const marker = await readMarker(folder);
    const own = objects.filter(({ place }) => place.folder === folder);
    if (marker !== undefined && marker !== lease) {
      removal.problems.push(
        new NotOursError(`directory ${folder}`, 'its folder', 'another environment uses it'),
      );
      continue;
    }
    await removeOwn(own, removal);
  }
  return removal;
}

/** With what a process that was killed while it wrote the file has left. */
async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(unfinishedFile(path), { force: true });
}

/** Name of a file of a target while it is not complete: the same in every process, so that removal finds it. */
export function unfinishedFile(path: string): string {
  return `${path}${UNFINISHED}`;
}

async function removeOwn(
  objects: readonly LedgerObject[],
  { removed, problems, gone }: { removed: string[]; problems: Error[]; gone: LedgerObject[] },
): Promise<void> {
  const files = objects.filter(({ kind }) => kind === 'file');
  const folders = objects
    .filter(({ kind }) => kind === 'folder')
    .toSorted((a, b) => b.name.length - a.name.length);
  for (const object of [...files, ...folders]) {
    try {
      if (object.kind === 'file') await removeFile(object.name);
      else if ((await exists(object.name)) && (await readdir(object.name)).length === 0)
        await rmdir(object.name);
      gone.push(object);
      if (!object.name.endsWith(MARKER)) removed.push(`${object.kind} ${object.name}`);
    } catch (error) {
      problems.push(StoreError.of(object.name, 'removing', error));
    }
  }
}
