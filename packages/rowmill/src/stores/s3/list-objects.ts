import type { ListMultipartUploadsCommandOutput } from '@aws-sdk/client-s3';
import type { ObjectInfo } from '../object-store.ts';
import type { Bucket } from './bucket.ts';

/** Objects whose key starts with the prefix, a thousand at a time, in order of their keys (UTF-8 bytes). */
export async function* listObjects(
  { sdk, client, name, sending }: Bucket,
  prefix: string,
): AsyncGenerator<readonly ObjectInfo[]> {
  let next: string | undefined;
  do {
    const command = new sdk.ListObjectsV2Command({
      Bucket: name,
      Prefix: prefix,
      EncodingType: 'url',
      ContinuationToken: next,
    });
    const page = await client.send(command, sending);
    const found = (page.Contents ?? []).map((entry) => ({
      key: decoded(entry.Key),
      bytes: entry.Size ?? 0,
      modified: entry.LastModified?.getTime() ?? 0,
      etag: entry.ETag ?? '',
    }));
    // The console of AWS shows folders by empty objects of such names.
    yield found.filter(({ key }) => !key.endsWith('/'));
    next = page.NextContinuationToken;
  } while (next !== undefined);
}

/** Names between the prefix and the next `/`. */
export async function listFolders(
  { sdk, client, name, sending }: Bucket,
  prefix: string,
): Promise<readonly string[]> {
  const names: string[] = [];
  let next: string | undefined;
  do {
    const command = new sdk.ListObjectsV2Command({
      Bucket: name,
      Prefix: prefix,
      Delimiter: '/',
      EncodingType: 'url',
      ContinuationToken: next,
    });
    const page = await client.send(command, sending);
    for (const { Prefix } of page.CommonPrefixes ?? [])
      names.push(decoded(Prefix).slice(prefix.length, -1));
    next = page.NextContinuationToken;
  } while (next !== undefined);
  return names.filter((folder) => folder !== '').sort();
}

/** Gives up multipart uploads to keys that start with the prefix and were begun before the instant. */
export async function abortUploads(
  { sdk, client, name, sending }: Bucket,
  prefix: string,
  before: Date,
): Promise<void> {
  let KeyMarker: string | undefined;
  let UploadIdMarker: string | undefined;
  do {
    const where = { Bucket: name, Prefix: prefix, KeyMarker, UploadIdMarker };
    const page: ListMultipartUploadsCommandOutput = await client.send(
      new sdk.ListMultipartUploadsCommand(where),
      sending,
    );
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (Initiated === undefined || Initiated >= before) continue;
      const abort = new sdk.AbortMultipartUploadCommand({ Bucket: name, Key, UploadId });
      await client.send(abort, sending);
    }
    KeyMarker = page.IsTruncated === true ? page.NextKeyMarker : undefined;
    UploadIdMarker = page.NextUploadIdMarker;
  } while (KeyMarker !== undefined);
}

/** Keys travel encoded: XML has no way to write some of their characters. */
const decoded = (key: string | undefined): string =>
  decodeURIComponent((key ?? '').replaceAll('+', ' '));
