import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UNFINISHED } from './directory-store.ts';

const SECRET_BYTES = 16;

/** The secret in a file that its owner alone may read; drawn when there is none yet. Many may ask at once. */
export async function secretIn(path: string): Promise<Uint8Array> {
  const found = await read(path);
  if (found !== undefined) return found;
  await mkdir(dirname(path), { recursive: true });
  const secret = randomBytes(SECRET_BYTES);
  const unfinished = `${path}.${randomUUID()}${UNFINISHED}`;
  try {
    await writeFile(unfinished, secret.toString('hex'), { mode: 0o600 });
    // A link fails where another process was faster, and its secret counts.
    await link(unfinished, path).catch(unless('EEXIST'));
  } finally {
    await rm(unfinished, { force: true });
  }
  return (await read(path)) ?? secret;
}

async function read(path: string): Promise<Uint8Array | undefined> {
  const text = await readFile(path, 'utf8').catch(unless('ENOENT'));
  return text === undefined ? undefined : Buffer.from(text, 'hex');
}

/** Whatever else goes wrong must be told: a secret that nobody finds again would be another one for each process. */
const unless =
  (code: string) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (error.code !== code) throw error;
    return undefined;
  };
