import { randomBytes } from 'node:crypto';
import type { ObjectStore } from './object-store.ts';

const SECRET_BYTES = 16;

/** The secret in an object that its owner alone may read; drawn when there is none yet. Many may ask at once. */
export async function secretIn(store: ObjectStore, key: string): Promise<Uint8Array> {
  if ((await store.head(key)) === undefined) {
    const drawn = randomBytes(SECRET_BYTES).toString('hex');
    // Where another process was faster, its secret counts.
    await store.put(key, drawn, { ifAbsent: true, isPrivate: true });
  }
  return Buffer.from(String(await store.get(key)), 'hex');
}
