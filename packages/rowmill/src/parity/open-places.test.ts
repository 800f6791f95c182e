import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../testing/folder.ts';
import { describeMoto, useMoto } from '../testing/moto.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { createBucket } from '../testing/s3.ts';
import { comparePlaces } from './compare-places.ts';
import { openPlace } from './open-places.ts';

const FILES: Readonly<Record<string, string | Buffer>> = {
  'users.csv': 'id,name\n1,Zoë\n2,""\n3,\n',
  'orders/part-00000.ndjson': '{"id":1,"total":"1.50"}\n',
  'orders/part-00001.ndjson': '{"id":2,"total":null}\n',
  'events.ndjson.gz': gzipSync('{"id":1}\n'),
  'notes.txt': 'no table',
  '.hidden.csv': 'id\n1\n',
  'docs/readme.txt': 'no table',
};

function folder(files = FILES): string {
  const root = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

const TABLES = ['events', 'orders', 'users'];

describe('openPlace', () => {
  it('takes files and folders of one format for tables', async () => {
    const place = await openPlace('lake', folder());
    expect(place.tables.map(({ name }) => name).sort()).toEqual(TABLES);
    const source = await place.tables.find(({ name }) => name === 'orders')?.open();
    const rows = [];
    for await (const batch of source?.rows() ?? []) rows.push(...batch);
    await source?.close();
    expect(rows).toHaveLength(2);
  });

  it('takes names as they are: with points, with signs, in capitals', async () => {
    const files = { 'public.orders.csv': 'id\n', '100%.CSV': 'id\n', 'a%2Fb.csv': 'id\n' };
    const place = await openPlace('lake', folder(files));
    expect(place.tables.map(({ name }) => name).sort()).toEqual(['100%', 'a/b', 'public.orders']);
  });

  it('refuses to pass over data: parts of several kinds, a table that is there twice', async () => {
    const mixed = folder({ 'mixed/a.csv': 'id\n1\n', 'mixed/b.ndjson': '{"id":1}\n' });
    await expect(openPlace('x', mixed)).rejects.toThrow('mixed holds files of several kinds');
    const twice = folder({ 'users.csv': 'id\n1\n', 'users/part.csv': 'id\n1\n' });
    await expect(openPlace('x', twice)).rejects.toThrow(
      'table "users" is in users and in users.csv - keep one of them',
    );
  });

  it('says that an address is a file, or of nothing', async () => {
    const root = folder({ 'users.csv': 'id\n1\n' });
    await expect(openPlace('x', join(root, 'users.csv'))).rejects.toThrow('is a file - name the');
    await expect(openPlace('x', join(root, 'none'))).rejects.toThrow('is not there - correct');
  });

  it('refuses folders without a table, and addresses of an unknown kind', async () => {
    await expect(openPlace('lake', temporaryFolder())).rejects.toThrow('has no table in it');
    await expect(openPlace('x', 'oracle://a:secret@b/c')).rejects.toThrow(
      'write postgres:// or mysql://',
    );
    await expect(openPlace('x', 'oracle://a:secret@b/c')).rejects.not.toThrow('secret');
  });
});

describeMoto('openPlace in a bucket', () => {
  const moto = useMoto();
  let bucket: string;
  beforeEach(async () => {
    for (const [name, value] of Object.entries(moto().environment)) vi.stubEnv(name, value);
    bucket = await createBucket(moto());
    const client = new S3Client(moto().client);
    for (const [Key, Body] of Object.entries(FILES))
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: `lake/${Key}`, Body }));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('finds the tables that a folder has, with the same contents', async () => {
    const places = [
      await openPlace('here', folder()),
      await openPlace('there', `s3://${bucket}/lake/`),
    ];
    expect(places[1]?.tables.map(({ name }) => name).sort()).toEqual(TABLES);
    const report = await comparePlaces(places, { show: () => () => null });
    expect(report).toMatchObject({ equal: true });
    expect(report.tables).toHaveLength(TABLES.length);
  });
});

describePostgres('openPlace in a database', () => {
  const postgres = usePostgres();

  it('asks which schema is meant where two have the same table, and does not show passwords', async () => {
    await postgres.sql(
      'CREATE SCHEMA one; CREATE SCHEMA two; CREATE TABLE one.t (a int); CREATE TABLE two.t (a int)',
    );
    const { url } = postgres.server;
    await expect(openPlace('db', url)).rejects.toThrow(
      'is in the schemas one and two - name one behind the address: …#two',
    );
    const place = await openPlace('db', `${url}#one`);
    expect(place.tables.map(({ name }) => name)).toEqual(['t']);
    expect(place.describe).toMatch(/^postgres [^@]+ schema one$/);
  });
});
