import { randomFillSync } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { resolveReference, SecretError } from '../request/resolve-reference.ts';
import type { KeyProvider } from './key-provider.ts';

/** A key in a file: `file:keys/masking`. */
export const fileKey: KeyProvider = {
  prefix: 'file:',
  read: (reference, world) => resolveReference(reference, world),
  async destroy(reference, { baseDirectory }) {
    const file = resolve(baseDirectory, reference.slice('file:'.length));
    await remove(file).catch((cause: unknown) => {
      const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
      throw new SecretError(reference, `${file} cannot be destroyed (${why})`, { cause });
    });
    return {
      outcome: 'destroyed',
      evidence: `${file} was overwritten and removed; backups and copies of the disk are not`,
    };
  },
};

async function remove(file: string): Promise<void> {
  await overwrite(file);
  await rm(file);
}

/** In place, and on the disk before the file goes. */
async function overwrite(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    await handle.write(randomFillSync(Buffer.alloc(size)), 0, size, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
