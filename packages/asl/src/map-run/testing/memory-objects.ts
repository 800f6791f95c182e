import type { ObjectStore, StoredObject } from '../../ports.ts';

export interface MemoryObjects extends ObjectStore {
  text(bucket: string, key: string): string;
  /** `bucket/key` of all objects. */
  names(): readonly string[];
}

/** Objects in memory, by `bucket/key`. Hands out bytes in small chunks, so that texts are cut anywhere. */
export function memoryObjects(
  contents: Readonly<Record<string, string | Uint8Array>> = {},
  { chunkBytes = 7 }: { readonly chunkBytes?: number } = {},
): MemoryObjects {
  const stored = new Map(
    Object.entries(contents).map(([name, content]) => [name, Buffer.from(content)]),
  );
  const find = (bucket: string, key: string): Buffer => {
    const bytes = stored.get(`${bucket}/${key}`);
    if (bytes === undefined) {
      throw Object.assign(new Error('The specified key does not exist.'), { name: 'NoSuchKey' });
    }
    return bytes;
  };
  return {
    async *read(bucket, key) {
      yield* inChunks(find(bucket, key), chunkBytes);
    },
    async *list(bucket, prefix) {
      const start = `${bucket}/${prefix}`;
      for (const [name, bytes] of [...stored].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (name.startsWith(start)) {
          yield describe(name.slice(bucket.length + 1), bytes);
        }
      }
    },
    async write(bucket, key, body) {
      const pieces = await collect(body);
      stored.set(`${bucket}/${key}`, Buffer.from(pieces.join('')));
    },
    text: (bucket, key) => find(bucket, key).toString('utf8'),
    names: () => [...stored.keys()].sort(),
  };
}

function describe(key: string, bytes: Uint8Array): StoredObject {
  return { key, bytes: bytes.length, lastModified: 1_700_000_000_999, etag: `"${bytes.length}"` };
}

export async function* inChunks(
  bytes: Uint8Array,
  chunkBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    yield bytes.subarray(at, at + chunkBytes);
  }
}

export async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const collected: Value[] = [];
  for await (const value of values) {
    collected.push(value);
  }
  return collected;
}
