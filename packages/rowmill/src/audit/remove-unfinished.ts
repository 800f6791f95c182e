import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files that were to get another name when they were complete: see `createFile`. */
const UNFINISHED = /\.[\da-f-]{36}\.tmp$/;

/** Removes what a killed process has left half-written. For whoever has the turn to write there, alone. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names)
    if (UNFINISHED.test(name)) await rm(join(folder, name), { force: true });
}
