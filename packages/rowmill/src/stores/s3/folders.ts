import { eachOf } from '../each-of.ts';
import type { Bucket } from './bucket.ts';
import { headObject } from './head-object.ts';
import { listObjects } from './list-objects.ts';

/** Deletes all objects of a folder, whose key ends in `/`, or all but one. */
export async function deleteObjects(bucket: Bucket, folder: string, but?: string): Promise<void> {
  for await (const page of listObjects(bucket, folder))
    await deleteKeys(
      bucket,
      page.map(({ key }) => key).filter((key) => key !== but),
    );
}

/** Keys that one request takes. */
const KEYS_AT_ONCE = 1000;

/** Deletes objects. What is not there is no error. */
export async function deleteKeys(bucket: Bucket, keys: readonly string[]): Promise<void> {
  const { sdk, client, name, sending } = bucket;
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const Objects = keys.slice(from, from + KEYS_AT_ONCE).map((Key) => ({ Key }));
    const Delete = { Objects, Quiet: true };
    const command = new sdk.DeleteObjectsCommand({ Bucket: name, Delete });
    const { Errors: [problem] = [] } = await client.send(command, sending);
    if (problem !== undefined)
      throw Object.assign(new Error(problem.Message), { name: problem.Code ?? 'InternalError' });
  }
}

/** Stands in a folder that has been copied to its new place, until nothing else is left of it. */
const MOVED = '.moved';

/**
 * Moves all objects of a folder; both keys end in `/`. S3 knows no such step, so that it can end in between: whoever
 * repeats it finds either all objects at their old place, or the note that all are at the new one.
 */
export async function moveObjects(bucket: Bucket, from: string, to: string): Promise<void> {
  const { sdk, client, name, sending } = bucket;
  const note = { Bucket: name, Key: `${from}${MOVED}` };
  if ((await headObject(bucket, note.Key)) === undefined) {
    const keys: string[] = [];
    for await (const page of listObjects(bucket, from)) keys.push(...page.map(({ key }) => key));
    if (keys.length === 0) return;
    await deleteObjects(bucket, to);
    await eachOf(keys, async (key) => {
      const command = new sdk.CopyObjectCommand({
        Bucket: name,
        Key: `${to}${key.slice(from.length)}`,
        CopySource: `${name}/${key.split('/').map(encodeURIComponent).join('/')}`,
      });
      await client.send(command, sending);
    });
    await client.send(new sdk.PutObjectCommand({ ...note, Body: new Uint8Array() }), sending);
  }
  await deleteObjects(bucket, from, note.Key);
  await client.send(new sdk.DeleteObjectCommand(note), sending);
}
