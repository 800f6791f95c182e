import { readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '../environments/process-identity.ts';
import { StoreError } from '../errors.ts';
import { RUNS_FOLDER, runReference } from '../runs/run-files.ts';
import { UNFINISHED } from '../stores/directory-store.ts';
import type { DirectoryStore } from '../stores/object-store.ts';

const DRAFT = /\.(\d+)@([^@]+)\.unfinished$/;

/** Name of a run directory that this process creates or removes: nobody takes it for a run. */
export function draftName(id: string): string {
  return `${id}.${process.pid}@${encodeURIComponent(hostname())}${UNFINISHED}`;
}

/** Paths of directories that processes of this machine had not completed, or not removed, when they were killed. */
export async function findStaleDrafts(store: DirectoryStore): Promise<readonly string[]> {
  const runs = store.path(RUNS_FOLDER);
  const names = await readdir(runs).catch(() => []);
  return names.filter(isStale).map((name) => join(runs, name));
}

function isStale(name: string): boolean {
  const [, pid, host] = DRAFT.exec(name) ?? [];
  return pid !== undefined && host === encodeURIComponent(hostname()) && !isRunning(Number(pid));
}

/** Removes a run directory in one step, as others see it. */
export async function removeRunDirectory(store: DirectoryStore, id: string): Promise<void> {
  const path = store.path(runReference(id).prefix);
  const draft = store.path(runReference(draftName(id)).prefix);
  try {
    await rename(path, draft);
    await rm(draft, { recursive: true, force: true });
  } catch (error) {
    throw StoreError.of(path, `removing ${id}`, error);
  }
}
