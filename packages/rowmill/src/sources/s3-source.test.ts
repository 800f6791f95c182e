import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SourceRequest } from '@rowmill/core/engine';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../testing/fault-proxy.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { describeMoto, useMoto } from '../testing/moto.ts';
import { createBucket } from '../testing/s3.ts';
import { openSource } from './open-source.ts';
import type { Source } from './source.ts';

const ROWS = 30_000;
const CSV = `id,name\n${Array.from({ length: ROWS }, (_, i) => `${i},"Zoë, ${i}"\n`).join('')}`;
const NDJSON = Array.from({ length: ROWS }, (_, i) => `{"id":${i},"tags":["ä",${i}]}\n`).join('');

const FILES = {
  'folder a/customers+1.csv': Buffer.from(CSV),
  'customers.csv.gz': gzipSync(CSV),
  'events.ndjson': Buffer.from(NDJSON),
  'events.ndjson.gz': gzipSync(NDJSON),
};

async function rowsOf(source: Source): Promise<readonly (string | null)[][]> {
  const rows = [];
  for await (const batch of source.rows()) rows.push(...batch.map((row) => [...row]));
  return rows;
}

describeMoto('sources in S3', () => {
  const moto = useMoto();
  let proxy: FaultProxy;
  let bucket: string;

  beforeEach(async () => {
    proxy = await startFaultProxy(moto().endpoint);
    for (const [name, value] of Object.entries(moto().environment)) vi.stubEnv(name, value);
    vi.stubEnv('AWS_ENDPOINT_URL', proxy.endpoint);
    bucket = await createBucket(moto());
    const client = new S3Client(moto().client);
    for (const [Key, Body] of Object.entries(FILES))
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await proxy.stop();
  });

  const requestOf = (path: string): SourceRequest =>
    path.includes('.csv') ? { kind: 'csv', path, delimiter: ',' } : { kind: 'ndjson', path };
  const open = (path: string, directory = '/nowhere') =>
    openSource(requestOf(path), { directory, environment: {} });

  it.each(Object.keys(FILES))('%s is what the file would be', async (key) => {
    const folder = temporaryFolder();
    const name = key.split('/').at(-1) as string;
    writeFileSync(join(folder, name), FILES[key as keyof typeof FILES]);
    const [local, remote] = await Promise.all([open(name, folder), open(`s3://${bucket}/${key}`)]);
    try {
      expect(remote.describe()).toContain(`s3://${bucket}/${key}`);
      expect(remote.columns).toEqual(local.columns);
      const rows = await rowsOf(remote);
      expect(rows).toHaveLength(ROWS);
      expect(rows).toEqual(await rowsOf(local));
      expect(await remote.digest?.()).toBe(await local.digest?.());
    } finally {
      await Promise.all([local.close(), remote.close()]);
    }
  });

  it('takes the digest that S3 has, and reads the object where it has none', async () => {
    const Body = FILES['events.ndjson'];
    const digest = createHash('sha256').update(Body).digest();
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: 'checked.ndjson',
      Body,
      ChecksumAlgorithm: 'SHA256',
      ChecksumSHA256: digest.toString('base64'),
    });
    await new S3Client(moto().client).send(put);
    for (const [key, reads] of [['checked.ndjson', 0] as const, ['events.ndjson', 1] as const]) {
      const source = await open(`s3://${bucket}/${key}`);
      const before = proxy.requests.filter((line) => line.startsWith('GET')).length;
      expect(await source.digest?.()).toBe(digest.toString('hex'));
      expect(proxy.requests.filter((line) => line.startsWith('GET')).length - before).toBe(reads);
      await source.close();
    }
  });

  it('goes on where a connection broke', async () => {
    let breaks = 3;
    proxy.fail((line) =>
      line.startsWith('GET') && breaks-- > 0 ? { breakAfter: 100_000 } : undefined,
    );
    const source = await open(`s3://${bucket}/customers.csv.gz`);
    expect(await rowsOf(source)).toHaveLength(ROWS);
    await source.close();
  });

  it('says what is wrong, and where', async () => {
    const place = `s3://${bucket}/none.csv`;
    await expect(open(place)).rejects.toMatchObject({
      name: 'SourceError',
      message: `csv ${place}: reading failed: it does not exist`,
    });
    await expect(open('s3://no-such-bucket-of-ours/a.ndjson')).rejects.toThrow(
      /ndjson s3:\/\/no-such-bucket-of-ours\/a.ndjson: reading failed: there is no such bucket/,
    );
    proxy.fail(() => ({ answer: 403, code: 'AccessDenied' }));
    await expect(open(place)).rejects.toThrow(/s3:GetObject is not allowed/);
  });
});

describe('paths beside it', () => {
  it('are files of the folder of the request', async () => {
    const opening = openSource(
      { kind: 'ndjson', path: 's3.ndjson' },
      { directory: temporaryFolder(), environment: {} },
    );
    await expect(opening).rejects.toThrow(/there is no such file/);
  });
});
