/** Objects that a case begins with, and those that it writes. @param objects `{ bucket, key, body }`, as in a case */
export function memoryObjects(objects = []) {
  const buckets = new Map();
  const put = (bucket, key, text) => {
    if (!buckets.has(bucket)) buckets.set(bucket, new Map());
    buckets.get(bucket).set(key, Buffer.from(text));
  };
  for (const { bucket, key, body } of objects) put(bucket, key, body);

  const bucketOf = (name) => {
    const bucket = buckets.get(name);
    if (bucket !== undefined) return bucket;
    throw Object.assign(new Error('The specified bucket does not exist'), { name: 'NoSuchBucket' });
  };
  return {
    async *read(bucket, key) {
      const bytes = bucketOf(bucket).get(key);
      if (bytes === undefined) {
        throw Object.assign(new Error('The specified key does not exist.'), { name: 'NoSuchKey' });
      }
      yield bytes;
    },
    async *list(bucket, prefix) {
      const keys = [...bucketOf(bucket).keys()].filter((key) => key.startsWith(prefix)).sort();
      for (const key of keys) {
        const bytes = bucketOf(bucket).get(key).length;
        yield { key, bytes, lastModified: 0, etag: `"${bytes}"` };
      }
    },
    async write(bucket, key, body) {
      let text = '';
      for await (const piece of body) text += piece;
      put(bucket, key, text);
    },
    /** @returns text of an object, undefined where there is none */
    text: (bucket, key) => buckets.get(bucket)?.get(key)?.toString('utf8'),
    keys: (bucket) => [...(buckets.get(bucket)?.keys() ?? [])].sort(),
  };
}
