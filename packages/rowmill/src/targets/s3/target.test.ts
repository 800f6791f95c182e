import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableShape } from '@rowmill/core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openEnvironment } from '../../environments/environment.ts';
import { createFileLedgers } from '../../environments/file-ledgers.ts';
import { sweep } from '../../environments/sweep.ts';
import type { ObjectStore } from '../../stores/object-store.ts';
import { createS3Store } from '../../stores/s3/store.ts';
import { temporaryFolder } from '../../testing/folder.ts';
import { describeMoto, useMoto } from '../../testing/moto.ts';
import { createBucket } from '../../testing/s3.ts';
import type { S3LoadJob } from '../target.ts';
import { s3Remover } from './remover.ts';
import { createS3Target } from './target.ts';
import { uploadPart } from './upload-part.ts';

const USERS: TableShape = {
  name: 'users',
  columns: [{ name: 'id', type: { kind: 'integer' }, nullable: false }],
  key: ['id'],
  unique: [],
  references: [],
};
const MARKER = '.rowmill-environment.json';

describeMoto('s3 target', () => {
  const moto = useMoto();
  let bucket: string;
  let objects: ObjectStore;
  let folder: string;

  beforeEach(async () => {
    for (const [name, value] of Object.entries(moto().environment)) vi.stubEnv(name, value);
    bucket = await createBucket(moto());
    folder = temporaryFolder();
    objects = await createS3Store({ bucket, scratch: join(folder, 'scratch') });
  });
  afterEach(() => vi.unstubAllEnvs());

  const ledgers = () => createFileLedgers(join(folder, 'ledgers'));
  const removersOf = async () => ({ s3: s3Remover });
  const lease = (name = 'qa') =>
    openEnvironment({ ledgers: ledgers(), name, leaseMs: 60_000, removersOf, urlReferences: [] });
  const keys = async () => (await objects.list('')).map(({ key }) => key);

  /** A target with one part of three bytes. */
  async function delivered(prefix = 'lake', name?: string) {
    const environment = await lease(name);
    const url = prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`;
    const target = createS3Target({ url, format: { name: 'csv' }, lease: environment });
    await target.provision([USERS]);
    const path = join(folder, 'part');
    writeFileSync(path, 'id\n');
    const job = target.loadJob(USERS) as S3LoadJob;
    const part = await uploadPart(job, { name: 'part-00000.csv', path });
    const sent = { table: USERS, rows: 0, digest: 'd', parts: [part] };
    return { environment, target, sent };
  }

  it.each([
    ['lake/deep', 'lake/deep/'],
    ['lake/', 'lake/'],
    ['', ''],
  ])(
    'lies below the prefix "%s", says where it is, and removes all it made',
    async (prefix, base) => {
      const { target, sent, environment } = await delivered(prefix);
      expect(await keys()).toEqual([`${base}${MARKER}`, `${base}users/part-00000.csv`]);
      const url = `s3://${bucket}/${base}`.replace(/\/$/, '');
      expect(target.describe()).toBe(url);
      expect(target.variables()).toEqual({ ROWMILL_S3_URL: url });
      expect((await target.verify([sent]))[0]?.matches).toBe(true);
      expect(await target.remove()).toEqual([`folder s3://${bucket}/${base}users/`]);
      expect(await target.remove()).toEqual([]);
      await environment.close();
      expect(await keys()).toEqual([]);
      expect(await ledgers().list()).toEqual([]);
    },
  );

  it('begins anew when it is provisioned again', async () => {
    const { target } = await delivered();
    await target.provision([USERS]);
    expect(await keys()).toEqual([`lake/${MARKER}`]);
  });

  it('refuses a place where a table of somebody else is, and leaves it there', async () => {
    await objects.put('lake/users/part-00000.csv', 'precious');
    await expect(delivered()).rejects.toMatchObject({
      name: 'TargetError',
      message: expect.stringMatching(/lake\/users\/part-00000.csv is there already - remove it/),
    });
    expect(String(await objects.get('lake/users/part-00000.csv'))).toBe('precious');
    expect(await keys()).toEqual(['lake/users/part-00000.csv']);
  });

  it('refuses the place of another environment, also of one that comes at the same time', async () => {
    const both = await Promise.allSettled([delivered('lake', 'one'), delivered('lake', 'two')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const reasons = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(reasons).toMatchObject([{ name: 'NotOursError' }]);
    await expect(delivered('lake', 'three')).rejects.toMatchObject({ name: 'NotOursError' });
    expect(await keys()).toContain('lake/users/part-00000.csv');
  });

  it('leaves objects of others where they are', async () => {
    await objects.put('lake/mine.txt', 'keep');
    const { target } = await delivered();
    await objects.put('lake/users/mine.txt', 'keep');
    await target.remove();
    expect(await keys()).toEqual(['lake/mine.txt', 'lake/users/mine.txt']);
  });

  it('does not remove parts whose marker is gone', async () => {
    const { target } = await delivered();
    await objects.delete(`lake/${MARKER}`);
    await expect(target.remove()).rejects.toThrow(/the marker of the environment is gone/);
    expect(await keys()).toEqual(['lake/users/part-00000.csv']);
  });

  it('is found by a sweep when its lease is over', async () => {
    await delivered();
    const now = new Date(Date.now() + 120_000);
    const { removed, problems } = await sweep({ ledgers: ledgers(), removersOf, now });
    expect(problems).toEqual([]);
    expect(removed).toEqual([`folder s3://${bucket}/lake/users/`]);
    expect(await keys()).toEqual([]);
  });
});
