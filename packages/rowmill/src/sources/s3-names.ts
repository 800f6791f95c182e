import { SourceError } from '../errors.ts';
import { openBucket } from '../stores/s3/bucket.ts';
import { explain } from '../stores/s3/explain.ts';
import { listObjects } from '../stores/s3/list-objects.ts';
import { parseS3Url } from '../stores/s3/s3-url.ts';

/**
 * Names of the objects right below `s3://bucket/folder/`.
 *
 * @param source what the source calls itself, for errors
 * @throws SourceError when they cannot be listed.
 */
export async function listS3Names(folder: string, source: string): Promise<readonly string[]> {
  const names = await listNames(folder, source);
  return names.filter((found) => !found.includes('/'));
}

/**
 * Names of the objects below `s3://bucket/prefix`, by the folder that they are in; `''` for those right below it.
 *
 * @throws SourceError when they cannot be listed.
 */
export async function listS3Tree(url: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { key } = parseS3Url(url);
  const tree = new Map<string, string[]>();
  for (const found of await listNames(key === '' ? url : `${url}/`, url)) {
    const [folder, name, ...deeper] = found.includes('/') ? found.split('/') : ['', found];
    if (folder === undefined || name === undefined || deeper.length > 0) continue;
    tree.set(folder, [...(tree.get(folder) ?? []), name]);
  }
  return tree;
}

async function listNames(folder: string, source: string): Promise<readonly string[]> {
  const { bucket: name, key } = parseS3Url(folder);
  const bucket = await openBucket(name, { signal: new AbortController().signal });
  const names: string[] = [];
  const list = async () => {
    for await (const objects of listObjects(bucket, key))
      names.push(...objects.map((object) => object.key.slice(key.length)));
  };
  await list()
    .catch((error: unknown) => {
      const request = { place: folder, doing: 'listing', action: 's3:ListBucket' };
      const { message } = explain(request, error);
      throw new SourceError(source, message, { cause: error });
    })
    .finally(() => bucket.client.destroy());
  return names;
}
