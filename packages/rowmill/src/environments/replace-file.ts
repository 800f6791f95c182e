import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../stores/sync-folder.ts';

/** A text, and how the name of the file begins that holds it until it is complete. */
export interface NewFile {
  readonly text: string;
  readonly beside: string;
}

/**
 * Creates a file in one step unless there is one; it is on the disk when the promise resolves.
 *
 * @returns whether it was created
 */
export async function createFile(path: string, file: NewFile): Promise<boolean> {
  const written = await writeBeside(file);
  try {
    await claim(written, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  } finally {
    await rm(written, { force: true });
  }
}

/** Replaces a file in one step; it is on the disk when the promise resolves. */
export async function replaceFile(path: string, file: NewFile): Promise<void> {
  const written = await writeBeside(file);
  try {
    await rename(written, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}

async function writeBeside({ text, beside }: NewFile): Promise<string> {
  const path = `${beside}${randomUUID()}.tmp`;
  try {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return path;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Gives a written file its final name unless that is taken. */
async function claim(written: string, path: string): Promise<void> {
  try {
    await link(written, path);
  } catch (error) {
    if (isTaken(error)) throw error;
    // Some shared folders know no hard links.
    await copyFile(written, path, constants.COPYFILE_EXCL);
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
