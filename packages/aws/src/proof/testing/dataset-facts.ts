import { createHash } from 'node:crypto';
import type { ObjectStore } from 'rowmill/engine';

/** SHA-256 of all stored parts, by their keys. */
export async function partsOf(store: ObjectStore): Promise<Record<string, string>> {
  const parts: Record<string, string> = {};
  for (const { key } of await store.list('datasets/')) {
    if (!key.endsWith('.parquet')) continue;
    const hash = createHash('sha256');
    for await (const bytes of store.read(key)) hash.update(bytes);
    parts[key] = hash.digest('hex');
  }
  return parts;
}

/** All manifests by their keys, without what depends on the hour and the machine. */
export async function manifestsOf(store: ObjectStore): Promise<Record<string, unknown>> {
  const listed = await store.list('datasets/');
  const keys = listed.map(({ key }) => key).filter((key) => key.endsWith('/manifest.json'));
  const manifests: Record<string, unknown> = {};
  for (const key of keys)
    manifests[key] = JSON.parse(String(await store.get(key)), (name, value) =>
      name === 'seconds' ? undefined : value,
    );
  return manifests;
}
