import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ObjectStore } from '../stores/object-store.ts';
import { createS3Store } from '../stores/s3/store.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { describeMoto, useMoto } from '../testing/moto.ts';
import { createBucket } from '../testing/s3.ts';
import { openInlinePool } from '../workers/inline-pool.ts';
import { buildRun, failureOf, provisionRun } from './testing/build-run.ts';
import { openHarness, type TaskHarness } from './testing/task-harness.ts';

/** More than one shard. */
const USERS = 300_000;
const PETS = 500;

describeMoto('delivering to a bucket by tasks', () => {
  const moto = useMoto();
  const direct = () => new S3Client(moto().client);
  let bucket: string;
  let objects: ObjectStore;
  let harness: TaskHarness;

  beforeEach(async () => {
    for (const [name, value] of Object.entries(moto().environment)) vi.stubEnv(name, value);
    bucket = await createBucket(moto());
    objects = await createS3Store({ bucket, scratch: temporaryFolder() });
    harness = openHarness(1);
    writeFileSync(
      join(harness.directory, 'pets.ndjson'),
      Array.from({ length: PETS }, (_, id) => `{"id":"${id}","name":"pet ${id}"}\n`).join(''),
    );
  });
  afterEach(() => vi.unstubAllEnvs());

  const process = () => harness.process({ pool: openInlinePool() });
  const keys = async () => (await objects.list('')).map(({ key }) => key);
  const request = (targets: readonly object[]) => ({
    name: 'lake',
    tables: {
      'all users': {
        rows: USERS,
        key: 'id',
        columns: { id: { generator: 'sequence' }, name: { generator: 'person.fullName' } },
      },
      pets: {
        source: { kind: 'ndjson', path: 'pets.ndjson' },
        key: 'id',
        columns: { id: { mask: 'keep' }, name: { mask: 'keep' } },
      },
    },
    environments: { qa: { targets } },
  });
  const deliverAll = async () => {
    for (const delivery of await provisionRun(harness, process()))
      await process().call('rowmill-deliver-shard', 'run', delivery);
  };

  it('writes parts that together are the file of a folder, shows that they arrived, and removes them', async () => {
    const csv = { kind: 's3', url: `s3://${bucket}/team a/lake/`, format: 'csv' };
    const pages = { kind: 's3', url: `s3://${bucket}/pages`, format: 'parquet', tables: ['pets'] };
    const folder = { kind: 'directory', path: 'out', format: 'csv' };
    await objects.put('team a/lake/pets/notes.md', 'of somebody else');
    await harness.addRun('run', request([csv, pages, folder]));
    await buildRun(harness, process(), 'run');
    expect(await failureOf(provisionRun(harness, process()))).toBe('TargetError');
    await objects.delete('team a/lake/pets/notes.md');
    await deliverAll();
    expect(await keys()).toEqual([
      'pages/.rowmill-environment.json',
      'pages/pets/part-00000.parquet',
      'team a/lake/.rowmill-environment.json',
      'team a/lake/all%20users/part-00000.csv',
      'team a/lake/all%20users/part-00001.csv',
      'team a/lake/pets/part-00000.csv',
    ]);
    expect(await textOf('team a/lake/all%20users')).toBe(fileOf('all%20users'));
    expect(await textOf('team a/lake/pets')).toBe(fileOf('pets'));
    const file = await objects.get('pages/pets/part-00000.parquet');
    const rows = await parquetReadObjects({ file: new Uint8Array(file).buffer });
    expect(rows[7]).toEqual({ id: '7', name: 'pet 7' });
    expect(rows).toHaveLength(PETS);
    const before = await objects.list('');
    await deliverAll();
    expect(await objects.list('')).toEqual(before);
    expect(await process().call('rowmill-set-up', 'run')).toEqual({
      summary: 'files complete, checksums equal; files complete',
    });
    await objects.put('pages/pets/mine.txt', 'of somebody else');
    const removed = await process().call('rowmill-clean-up', 'run', { failed: false });
    expect(removed).toMatchObject({ skipped: false });
    expect(await keys()).toEqual(['pages/pets/mine.txt']);
    expect(await process().call('rowmill-clean-up', 'run', { failed: false })).toEqual(removed);
  });

  /** The parts of a table without the headers of all but the first. */
  async function textOf(folder: string): Promise<string> {
    const texts: string[] = [];
    for (const { key } of await objects.list(`${folder}/`)) {
      const text = String(await objects.get(key));
      texts.push(texts.length === 0 ? text : text.slice(text.indexOf('\n') + 1));
    }
    return texts.join('');
  }
  const fileOf = (table: string) =>
    readFileSync(join(harness.directory, `out/${table}.csv`), 'utf8');

  it.each([
    ['is missing', (Key: string) => new DeleteObjectCommand({ Bucket: bucket, Key })],
    [
      'has another size',
      (Key: string) => new PutObjectCommand({ Bucket: bucket, Key, Body: 'id' }),
    ],
  ])('notices a part that %s', async (_, change) => {
    await deliverPets();
    await direct().send(change('lake/pets/part-00000.ndjson') as PutObjectCommand);
    await expect(process().call('rowmill-set-up', 'run')).rejects.toThrow(/part-00000.ndjson/);
  });

  it('notices a part with other bytes of the same number, and one too many', async () => {
    await deliverPets();
    const key = 'lake/pets/part-00000.ndjson';
    const bytes = await objects.get(key);
    bytes[20] = (bytes[20] as number) ^ 1;
    await objects.put(key, bytes);
    await objects.put('lake/pets/part-00001.ndjson', 'one too many');
    await expect(process().call('rowmill-set-up', 'run')).rejects.toThrow(
      /part-00000.ndjson of other contents, lake\/pets\/part-00001.ndjson of somebody else/,
    );
  });

  it('does not deliver to a place that another environment has by now', async () => {
    const [delivery] = await provisionPets();
    const marker = 'lake/.rowmill-environment.json';
    const own = JSON.parse(String(await objects.get(marker)));
    await objects.put(marker, JSON.stringify({ ...own, lease: 'another' }));
    const lost = { name: 'EnvironmentLostError' };
    await expect(process().call('rowmill-deliver-shard', 'run', delivery)).rejects.toMatchObject(
      lost,
    );
    await expect(process().call('rowmill-clean-up', 'run', { failed: true })).rejects.toThrow(
      /another environment uses it/,
    );
    expect(await keys()).toEqual([marker]);
  });

  async function provisionPets() {
    const url = `s3://${bucket}/lake`;
    await harness.addRun('run', request([{ kind: 's3', url, format: 'ndjson', tables: ['pets'] }]));
    await buildRun(harness, process(), 'run');
    return provisionRun(harness, process());
  }
  async function deliverPets() {
    for (const delivery of await provisionPets())
      await process().call('rowmill-deliver-shard', 'run', delivery);
  }
});
