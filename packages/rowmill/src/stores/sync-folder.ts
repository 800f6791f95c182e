import { open } from 'node:fs/promises';

/** A new name is on the disk only after its folder is. Not every system lets a folder be opened for that. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
