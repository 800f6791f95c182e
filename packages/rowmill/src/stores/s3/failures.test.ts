import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Fault, type FaultProxy, startFaultProxy } from '../../testing/fault-proxy.ts';
import { temporaryFolder } from '../../testing/folder.ts';
import { describeMoto, useMoto } from '../../testing/moto.ts';
import { createBucket } from '../../testing/s3.ts';
import { largeBody } from '../../testing/stored-bytes.ts';
import { createS3Store } from './store.ts';

describeMoto('s3 store when something goes wrong', () => {
  const moto = useMoto();
  let proxy: FaultProxy;
  let bucket: string;
  let direct: S3Client;

  beforeEach(async () => {
    proxy = await startFaultProxy(moto().endpoint);
    bucket = await createBucket(moto());
    direct = new S3Client(moto().client);
  });
  afterEach(() => proxy.stop());

  const open = (clientConfig: object = {}) =>
    createS3Store({
      bucket,
      scratch: temporaryFolder(),
      clientConfig: { ...moto().client, endpoint: proxy.endpoint, ...clientConfig },
    });

  /** The first requests that match fail like this, one fault each. */
  const failFirst = (pattern: RegExp, ...faults: Fault[]) =>
    proxy.fail((request) => (pattern.test(request) ? faults.shift() : undefined));
  const puts = () => proxy.requests.filter((line) => line.startsWith('PUT'));
  const uploads = async () =>
    (await direct.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? [];

  it('knows its own object where the answer to a conditional write was lost', async () => {
    const store = await open();
    failFirst(/^PUT/, { breakAfter: 0 });
    expect(await store.put('k', 'ours', { ifAbsent: true })).toBe(true);
    expect(puts()).toHaveLength(2);
    expect(String(await store.get('k'))).toBe('ours');
  });

  it('knows its own upload where the answer to its completion was lost', async () => {
    const store = await open();
    failFirst(/^POST .*uploadId=/, { breakAfter: 0 });
    expect(await store.put('k', largeBody(), { ifAbsent: true })).toBe(true);
    expect((await store.get('k')).equals(largeBody())).toBe(true);
    expect(await uploads()).toEqual([]);
  });

  it('does not take the same bytes of somebody else for its own', async () => {
    const store = await open();
    await direct.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'the same' }));
    failFirst(/^PUT/, { answer: 503, code: 'SlowDown' });
    expect(await store.put('k', 'the same', { ifAbsent: true })).toBe(false);
    expect(puts().length).toBeGreaterThan(1);
  });

  it('tries again while others write the same key', async () => {
    const conflict = { answer: 409, code: 'ConditionalRequestConflict' };
    const store = await open();
    failFirst(/^PUT/, conflict, conflict, conflict);
    expect(await store.put('k', 'v', { ifAbsent: true })).toBe(true);
    expect(puts()).toHaveLength(4);
  });

  it('tries again when asked to slow down, and says so in the end', async () => {
    const slow = { answer: 503, code: 'SlowDown' };
    const store = await open({ maxAttempts: 2 });
    failFirst(/^PUT/, slow, slow, slow);
    expect(await store.put('k', 'v', { ifAbsent: true })).toBe(true);
    proxy.fail((line) => (line.startsWith('GET') ? slow : undefined));
    await expect(store.get('k')).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining(`s3://${bucket}/k: reading failed: S3 asks to slow down`),
    });
  });

  it('leaves one object, and no upload, when a writer of parts comes late', async () => {
    const store = await open();
    const path = store.localPath('k');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, largeBody());
    // Somebody else stores the object before the parts are put together.
    const meeting = { isNear: false, isOver: false };
    proxy.fail((line) => {
      if (meeting.isOver || !/^POST .*uploadId=/.test(line)) return undefined;
      meeting.isNear = true;
      return { answer: 409, code: 'ConditionalRequestConflict' };
    });
    const publishing = store.publish('k', { ifAbsent: true });
    await vi.waitUntil(() => meeting.isNear, { timeout: 30_000 });
    await direct.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'first' }));
    meeting.isOver = true;
    expect(await publishing).toBe(false);
    expect(String(await store.get('k'))).toBe('first');
    expect(await uploads()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('gives up an upload whose part is refused', async () => {
    const store = await open();
    failFirst(/^PUT .*partNumber=2/, { answer: 403, code: 'AccessDenied' });
    await expect(store.put('k', largeBody())).rejects.toThrow(/s3:PutObject is not allowed/);
    expect(await uploads()).toEqual([]);
    expect(await store.head('k')).toBeUndefined();
  });

  it('discards uploads that were begun before an instant', async () => {
    const store = await open();
    for (const Key of ['f/1', 'f/2', 'g/3'])
      await direct.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
    // The emulator says of all uploads that they were begun in 2010.
    await store.discardUnfinished('f/', new Date('2010-01-01'));
    expect(await uploads()).toHaveLength(3);
    await store.discardUnfinished('f/', new Date());
    expect((await uploads()).map(({ Key }) => Key)).toEqual(['g/3']);
  });

  it('goes on reading where a connection broke', async () => {
    const store = await open();
    const body = largeBody();
    await store.put('k', body);
    const broken = { breakAfter: 5_000_000 };
    failFirst(/^GET/, broken, broken);
    expect((await store.get('k')).equals(body)).toBe(true);
    failFirst(/^GET/, { breakAfter: 100 });
    const range = await store.range('k', { start: 1000, end: 5000 });
    expect(range.equals(body.subarray(1000, 5000))).toBe(true);
  });

  it('does not go on with another content', async () => {
    const store = await open();
    await store.put('k', largeBody());
    failFirst(/^GET/, { breakAfter: 5_000_000 });
    const reading = store.read('k')[Symbol.asyncIterator]();
    await reading.next();
    await store.put('k', largeBody().reverse());
    const rest = async () => {
      while ((await reading.next()).done !== true);
    };
    await expect(rest()).rejects.toThrow(/replaced in the meantime - run again/);
  });

  it.each(['copied', 'deleted'])('moves a folder as a whole that was half %s', async (half) => {
    const store = await open();
    const keys = Array.from({ length: 30 }, (_, i) => `from/${i}`);
    for (const key of keys) await store.put(key, key);
    await store.put('to/old', 'old');
    const denied = { answer: 403, code: 'AccessDenied' };
    if (half === 'copied') failFirst(/^PUT .*to\/25/, denied);
    else {
      let deletions = 0;
      proxy.fail((line) => (/^POST .*delete/.test(line) && ++deletions === 2 ? denied : undefined));
    }
    await expect(store.moveFolder('from', 'to')).rejects.toMatchObject({ name: 'StoreError' });
    proxy.fail(() => undefined);
    if (half === 'deleted') for (const key of keys.slice(0, 20)) await store.delete(key);
    await store.moveFolder('from', 'to');
    const found = (await store.list('')).map(({ key }) => key);
    expect(found).toEqual(keys.map((key) => key.replace('from', 'to')).sort());
  });

  it('tells a bucket that is gone from an object that is not there', async () => {
    const store = await open();
    expect(await store.head('k')).toBeUndefined();
    await direct.send(new DeleteBucketCommand({ Bucket: bucket }));
    const gone = {
      name: 'StoreError',
      code: 'NoSuchBucket',
      message: expect.stringContaining('there is no such bucket - create it, or correct its name'),
    };
    await expect(store.head('k')).rejects.toMatchObject(gone);
    await expect(store.get('k')).rejects.toMatchObject(gone);
    await expect(store.fetch('k')).rejects.toMatchObject(gone);
    await expect(store.put('k', 'v')).rejects.toMatchObject(gone);
    await expect(store.put('k', largeBody(), { ifAbsent: true })).rejects.toMatchObject(gone);
    await expect(store.list('')).rejects.toMatchObject(gone);
    await expect(store.folders('')).rejects.toMatchObject(gone);
    await expect(store.deleteFolder('f')).rejects.toMatchObject(gone);
    await expect(store.moveFolder('f', 'g')).rejects.toMatchObject(gone);
  });

  it('ends requests when it is told to', async () => {
    const stop = new AbortController();
    const store = await createS3Store({
      bucket,
      scratch: temporaryFolder(),
      clientConfig: moto().client,
      signal: stop.signal,
    });
    stop.abort();
    await expect(store.get('k')).rejects.toMatchObject({ name: 'AbortError' });
  });
});
