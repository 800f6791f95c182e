import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RowmillError } from '@rowmill/core';
import { UnknownRunError } from '../runs/run-errors.ts';
import { listRuns } from '../runs/run-record.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { findStaleDrafts } from './run-draft.ts';
import { summariseRun } from './run-view.ts';

/** What runs have left in the store without anybody who would still need it. */
export interface RunLeftovers {
  /** Runs that were killed, oldest first: they can be resumed, so nothing of theirs is a leftover. */
  readonly interrupted: readonly string[];
  /** Folders, as paths: drafts of run directories, and what was built by runs that are over or gone. */
  readonly folders: readonly string[];
}

const BUILDING = '.building';
const DATASETS = 'datasets';
/** A dataset without a manifest that nobody touched for so long is no longer being made, on no machine. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

export async function findRunLeftovers(store: DirectoryStore): Promise<RunLeftovers> {
  const interrupted: string[] = [];
  for (const run of await listRuns(store)) {
    if ((await standingOf(store, run)) === 'interrupted') interrupted.push(run);
  }
  const folders = [...(await findStaleDrafts(store))];
  const names = await store.folders(`${DATASETS}/`);
  for (const name of names.filter((one) => one.endsWith(BUILDING)))
    folders.push(...(await leftByBuilders(store, `${DATASETS}/${name}`)));
  for (const name of names.filter((one) => !one.endsWith(BUILDING))) {
    if (await isAbandoned(store, name, folders)) folders.push(store.path(`${DATASETS}/${name}`));
  }
  return { interrupted, folders };
}

/** Removes folders that {@link findRunLeftovers} has found. */
export async function removeRunLeftovers(
  store: DirectoryStore,
  { folders }: Pick<RunLeftovers, 'folders'>,
): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  const names = await store.folders(`${DATASETS}/`);
  for (const name of names.filter((one) => one.endsWith(BUILDING))) {
    // Fails while a run builds there.
    await rmdir(store.path(`${DATASETS}/${name}`)).catch(() => undefined);
  }
}

/** @returns `unknown` for a run that cannot be read: nothing is concluded from that */
async function standingOf(store: DirectoryStore, run: string): Promise<string> {
  try {
    return (await summariseRun(store, run)).status;
  } catch (error) {
    if (error instanceof UnknownRunError) return 'gone';
    if (error instanceof RowmillError) return 'unknown';
    throw error;
  }
}

const OVER: ReadonlySet<string> = new Set(['gone', 'passed', 'failed', 'stopped']);

/** Folders of runs that build no more; of an empty one nobody would know whose it is, and it does no harm. */
async function leftByBuilders(store: DirectoryStore, key: string): Promise<readonly string[]> {
  const left: string[] = [];
  for (const run of await store.folders(`${key}/`)) {
    if (OVER.has(await standingOf(store, run))) left.push(store.path(`${key}/${run}`));
  }
  return left;
}

async function isAbandoned(
  store: DirectoryStore,
  dataset: string,
  left: readonly string[],
): Promise<boolean> {
  if ((await store.head(`${DATASETS}/${dataset}/manifest.json`)) !== undefined) return false;
  const building = `${DATASETS}/${dataset}${BUILDING}`;
  const builders = await store.folders(`${building}/`);
  const isBuilt = builders.some((run) => !left.includes(store.path(`${building}/${run}`)));
  return (
    !isBuilt && (await newestIn(store.path(`${DATASETS}/${dataset}`))) < Date.now() - ABANDONED_MS
  );
}

/** When anything in a folder was last written; now, when that changes while it is looked at. */
async function newestIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const times = [folder, ...names.map((name) => join(folder, name))].map(async (path) =>
    stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    ),
  );
  return Math.max(...(await Promise.all(times)));
}
