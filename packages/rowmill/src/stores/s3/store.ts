import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../errors.ts';
import type { ByteRange, ObjectInfo, ObjectStore, PutOptions } from '../object-store.ts';
import { type Bucket, openBucket, type S3ClientConfig, type S3Driver } from './bucket.ts';
import { codeOf, explain, explained, type Request } from './explain.ts';
import { createFetched, type Fetched } from './fetch-object.ts';
import { deleteObjects, moveObjects } from './folders.ts';
import { headObject } from './head-object.ts';
import { abortUploads, listFolders, listObjects } from './list-objects.ts';
import { partsOfBytes, partsOfFile, partsOfStream } from './parts.ts';
import { readObject } from './read-object.ts';
import { upload } from './upload.ts';

export interface S3StoreOptions {
  readonly bucket: string;
  /** What all keys begin with, without the `/` behind it; the whole bucket where it is not said. */
  readonly prefix?: string;
  /** Folder of this machine for what is written before it is published, and for what is fetched. */
  readonly scratch: string;
  /** Region, credentials, endpoint … where the AWS SDK would not find them itself. */
  readonly clientConfig?: S3ClientConfig;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
  readonly load?: () => Promise<S3Driver>;
}

/** What the calls of the port need. */
interface Reach {
  readonly bucket: Bucket;
  readonly placeOf: (key: string) => string;
  /** Key in the bucket. @throws {@link StoreError} when it is none. */
  readonly nameOf: (key: string) => string;
  /** Key in the store. */
  readonly keyOf: (name: string) => string;
  /** What keys in the bucket begin with: the prefix of the store may have any end. */
  readonly startOf: (prefix: string) => string;
  /** Path of what is written on this machine before it is published. */
  readonly localPath: (key: string) => string;
  readonly fetched: Fetched;
}

/**
 * Keeps objects in a bucket of S3, or of what speaks its protocol with conditional writes.
 *
 * @throws {@link MissingDependencyError} when the AWS SDK is not installed.
 */
export async function createS3Store(options: S3StoreOptions): Promise<ObjectStore> {
  const { bucket: name, prefix = '', scratch } = options;
  const bucket = await openBucket(name, options);
  const base = prefix === '' ? '' : `${prefix}/`;
  const root = prefix === '' ? `s3://${name}` : `s3://${name}/${prefix}`;
  const reach: Reach = {
    bucket,
    placeOf: (key) => `${root}/${key}`,
    nameOf: (key) => `${base}${checkedKey(root, key)}`,
    keyOf: (own) => own.slice(base.length),
    startOf: (start) => `${base}${start}`,
    localPath: (key) => join(scratch, 'written', ...checkedKey(root, key).split('/')),
    fetched: createFetched(join(scratch, 'fetched')),
  };
  return {
    describe: () => root,
    place: reach.placeOf,
    ...writing(reach),
    ...reading(reach),
    ...folders(reach),
    ...files(reach),
  };
}

function checkedKey(root: string, key: string): string {
  if (key.split('/').some((part) => part === '' || part === '.' || part === '..'))
    throw new StoreError(root, `"${key}" is not a key`);
  return key;
}

const READING = { doing: 'reading', action: 's3:GetObject' } as const;
const WRITING = { doing: 'writing', action: 's3:PutObject' } as const;
const LISTING = { doing: 'listing', action: 's3:ListBucket' } as const;
const DELETING = { doing: 'deleting', action: 's3:DeleteObject' } as const;

function writing({
  bucket,
  nameOf,
  placeOf,
}: Reach): Pick<ObjectStore, 'put' | 'write' | 'delete'> {
  const { sdk, client, name, sending } = bucket;
  return {
    async put(key, body, { ifAbsent }: PutOptions = {}) {
      const parts = partsOfBytes(typeof body === 'string' ? Buffer.from(body) : body);
      const own = nameOf(key);
      const request = { place: placeOf(key), ...WRITING };
      const { isStored } = await explained(request, () => upload(bucket, own, { parts, ifAbsent }));
      return isStored;
    },
    async write(key, body) {
      const own = nameOf(key);
      const request = { place: placeOf(key), ...WRITING };
      await explained(request, () => upload(bucket, own, { parts: partsOfStream(body) }));
    },
    async delete(key) {
      const command = new sdk.DeleteObjectCommand({ Bucket: name, Key: nameOf(key) });
      await explained({ place: placeOf(key), ...DELETING }, () => client.send(command, sending));
    },
  };
}

function reading(reach: Reach): Pick<ObjectStore, 'get' | 'range' | 'read' | 'head' | 'list'> {
  const { bucket, nameOf, keyOf, placeOf, startOf } = reach;
  const requestOf = (key: string): Request => ({ place: placeOf(key), ...READING });
  return {
    async get(key) {
      const own = nameOf(key);
      return explained(requestOf(key), () => bytesOf(readObject(bucket, own)));
    },
    range: (key, range) => readRange(reach, key, range),
    async *read(key) {
      try {
        yield* readObject(bucket, nameOf(key));
      } catch (error) {
        throw explain(requestOf(key), error);
      }
    },
    async head(key) {
      const own = nameOf(key);
      return explained(requestOf(key), () => infoOf(bucket, own, key));
    },
    async list(prefix) {
      const found: ObjectInfo[] = [];
      await explained({ place: placeOf(prefix), ...LISTING }, async () => {
        for await (const page of listObjects(bucket, startOf(prefix)))
          found.push(...page.map((info) => ({ ...info, key: keyOf(info.key) })));
      });
      return found;
    },
  };
}

async function readRange(
  { bucket, nameOf, placeOf }: Reach,
  key: string,
  { start, end }: ByteRange,
): Promise<Buffer> {
  const own = nameOf(key);
  const request = { place: placeOf(key), ...READING };
  const tooShort = () =>
    new StoreError(
      request.place,
      `reading failed: it ends before byte ${end}, which was asked for`,
    );
  return explained(request, async () => {
    // S3 knows no empty ranges.
    const pieces = readObject(bucket, own, { start, end: Math.max(end, start + 1) });
    const bytes = await bytesOf(pieces).catch((error: unknown) => {
      if (codeOf(error) !== 'InvalidRange') throw error;
      return Buffer.alloc(0);
    });
    if (bytes.length < end - start) throw tooShort();
    return bytes.subarray(0, end - start);
  });
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function infoOf(bucket: Bucket, own: string, key: string): Promise<ObjectInfo | undefined> {
  const found = await headObject(bucket, own);
  return (
    found && {
      key,
      bytes: found.ContentLength ?? 0,
      modified: found.LastModified?.getTime() ?? 0,
      etag: found.ETag ?? '',
    }
  );
}

function folders({
  bucket,
  placeOf,
  nameOf,
  startOf,
  localPath,
  fetched,
}: Reach): Pick<ObjectStore, 'folders' | 'deleteFolder' | 'moveFolder' | 'discardUnfinished'> {
  return {
    folders: (prefix) =>
      explained({ place: placeOf(prefix), ...LISTING }, () => listFolders(bucket, startOf(prefix))),
    async deleteFolder(folder) {
      const own = `${nameOf(folder)}/`;
      await explained({ place: placeOf(folder), ...DELETING }, () => deleteObjects(bucket, own));
      await rm(localPath(folder), { recursive: true, force: true });
      await fetched.forget(folder);
    },
    async moveFolder(from, to) {
      const [source, target] = [`${nameOf(from)}/`, `${nameOf(to)}/`];
      const request = { place: placeOf(from), doing: 'moving', action: 's3:PutObject' };
      await explained(request, () => moveObjects(bucket, source, target));
    },
    discardUnfinished: (prefix, before) =>
      explained(
        {
          place: placeOf(prefix),
          doing: 'giving up uploads',
          action: 's3:ListBucketMultipartUploads',
        },
        () => abortUploads(bucket, startOf(prefix), before),
      ),
  };
}

function files({
  bucket,
  nameOf,
  placeOf,
  localPath,
  fetched,
}: Reach): Pick<ObjectStore, 'localPath' | 'publish' | 'fetch' | 'release'> {
  return {
    localPath,
    async publish(key, { ifAbsent } = {}) {
      const own = nameOf(key);
      const file = localPath(key);
      const isThere = await stat(file)
        .then((found) => found.isFile())
        .catch(() => false);
      if (!isThere) throw new StoreError(file, 'storing it failed: there is no such file');
      const { isStored } = await explained({ place: placeOf(key), ...WRITING }, () =>
        upload(bucket, own, { parts: partsOfFile(file), ifAbsent }),
      );
      await rm(file, { force: true });
      return isStored;
    },
    async fetch(key) {
      const own = nameOf(key);
      return explained({ place: placeOf(key), ...READING }, async () => {
        const found = await infoOf(bucket, own, key);
        if (found === undefined)
          throw new StoreError(placeOf(key), 'reading failed: it does not exist');
        const { etag } = found;
        return fetched.fetch(key, etag, () => readObject(bucket, own, { etag }));
      });
    },
    release: (key) => fetched.forget(key),
  };
}
