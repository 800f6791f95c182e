import { expect, it } from 'vitest';
import { SourceError } from '../errors.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { openPostgresSource } from './postgres-source.ts';
import type { Source } from './source.ts';

async function readAll(source: Source): Promise<readonly (readonly (string | null)[])[]> {
  const all: (readonly (string | null)[])[] = [];
  for await (const rows of source.rows()) all.push(...rows);
  return all;
}

describePostgres('postgres source', () => {
  const postgres = usePostgres();

  async function open(table: string, more: { schema?: string } = {}) {
    return openPostgresSource({ url: postgres.server.url, table, ...more });
  }

  it('tells types, keys and references of the columns', async () => {
    await postgres.sql(`
      CREATE TYPE mood AS ENUM ('glad');
      CREATE DOMAIN year AS integer CHECK (VALUE > 1900);
      CREATE TABLE parent (id bigint PRIMARY KEY);
      CREATE TABLE child (a int, b varchar(20) NOT NULL, parent_id bigint REFERENCES parent,
        price numeric(5,2), mood mood, year year, at timestamp, tags text[], PRIMARY KEY (a, b))`);
    const source = await open('child');
    expect(source.columns).toEqual([
      { name: 'a', type: { kind: 'integer' }, sourceType: 'integer', nullable: false, isKey: true },
      {
        name: 'b',
        type: { kind: 'string' },
        sourceType: 'character varying(20)',
        nullable: false,
        isKey: true,
        maxLength: 20,
      },
      {
        name: 'parent_id',
        type: { kind: 'bigint' },
        sourceType: 'bigint',
        nullable: true,
        isKey: false,
        references: { table: 'parent', column: 'id' },
      },
      {
        name: 'price',
        type: { kind: 'decimal', scale: 2 },
        sourceType: 'numeric(5,2)',
        nullable: true,
        isKey: false,
        precision: 5,
        scale: 2,
      },
      {
        name: 'mood',
        type: undefined,
        sourceType: 'mood',
        nullable: true,
        isKey: false,
        labels: ['glad'],
      },
      {
        name: 'year',
        type: { kind: 'integer' },
        sourceType: 'integer',
        nullable: true,
        isKey: false,
      },
      {
        name: 'at',
        type: undefined,
        sourceType: 'timestamp without time zone',
        nullable: true,
        isKey: false,
      },
      { name: 'tags', type: undefined, sourceType: 'text[]', nullable: true, isKey: false },
    ]);
    await source.close();
  });

  it('reads every character and null as it is', async () => {
    await postgres.sql(`CREATE TABLE texts (id serial, text text)`);
    const texts = [
      '',
      '\\N',
      'N',
      'tab\t',
      'line\nfeed',
      'back\\slash',
      '\r\b\f\v\u0001',
      'ü 身長 😀',
      null,
    ];
    await postgres.session(async (session) => {
      for (const text of texts) await session.query('INSERT INTO texts (text) VALUES ($1)', [text]);
    });
    const source = await open('texts');
    expect((await readAll(source)).map(([, text]) => text)).toEqual(texts);
    await source.close();
  });

  it('hands over bounded batches in one snapshot, as often as asked', async () => {
    await postgres.sql(
      "CREATE TABLE many AS SELECT n, repeat('x', 50) FROM generate_series(1, 20000) AS n; ANALYZE many",
    );
    const source = await open('many');
    expect(source.estimatedRows).toBe(20_000);
    const sizes: number[] = [];
    for await (const rows of source.rows()) sizes.push(rows.length);
    await postgres.sql('DELETE FROM many WHERE n > 10');
    expect(sizes).toEqual([8192, 8192, 3616]);
    expect(await readAll(source)).toHaveLength(20_000);
    await source.close();
  });

  it('starts anew after it was left early', async () => {
    await postgres.sql('CREATE TABLE early AS SELECT n FROM generate_series(1, 200000) AS n');
    const source = await open('early');
    for await (const rows of source.rows()) {
      expect(rows[0]).toEqual(['1']);
      break;
    }
    expect(await readAll(source)).toHaveLength(200_000);
    await source.close();
  });

  it('reads views and partitioned tables', async () => {
    await postgres.sql(`
      CREATE TABLE parted (n int) PARTITION BY RANGE (n);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10);
      CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (10) TO (20);
      INSERT INTO parted SELECT generate_series(0, 19);
      CREATE VIEW seen AS SELECT n FROM parted`);
    for (const table of ['parted', 'seen']) {
      const source = await open(table);
      expect(await readAll(source)).toHaveLength(20);
      await source.close();
    }
  });

  it('names the tables there are when there is none of that name', async () => {
    await postgres.sql('CREATE SCHEMA shop; CREATE TABLE shop.customer (id int)');
    const wrong = open('custmer', { schema: 'shop' });
    await expect(wrong).rejects.toThrow(SourceError);
    await expect(wrong).rejects.toThrow(
      /no table "custmer" in schema "shop" - there are: customer$/,
    );
  });

  it('fails rather than reads only the rows that a policy shows', async () => {
    await postgres.sql(`
      CREATE TABLE secrets AS SELECT 1 AS n; ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
      CREATE ROLE reader LOGIN PASSWORD 'r'; GRANT SELECT ON secrets TO reader`);
    const url = postgres.server.url.replace(/\/\/.*@/, '//reader:r@');
    const source = await openPostgresSource({ url, table: 'secrets' });
    await expect(readAll(source)).rejects.toThrow(/row-level security/);
    await source.close();
  });

  it('says that reading is not allowed, without the password', async () => {
    await postgres.sql(
      "CREATE TABLE closed (n int); CREATE ROLE nobody LOGIN PASSWORD 'pass-word'",
    );
    const url = postgres.server.url.replace(/\/\/.*@/, '//nobody:pass-word@');
    const source = await openPostgresSource({ url, table: 'closed' });
    const reading = readAll(source);
    await expect(reading).rejects.toThrow(
      /permission denied for table closed - grant it to user "nobody"/,
    );
    await expect(reading).rejects.not.toThrow(/pass-word/);
    await source.close();
  });

  it('says that the connection was lost in the middle', async () => {
    await postgres.sql(
      "CREATE TABLE long AS SELECT n, repeat('x', 500) FROM generate_series(1, 200000) AS n",
    );
    const source = await open('long');
    const reading = (async () => {
      for await (const rows of source.rows()) {
        if (rows[0]?.[0] !== '1') continue;
        await postgres.sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY (SELECT%' AND pid <> pg_backend_pid()",
        );
      }
    })();
    await expect(reading).rejects.toThrow(SourceError);
    await expect(reading).rejects.toThrow(/connection was lost/);
    await source.close();
  });

  it('stops when it is called off', async () => {
    await postgres.sql(
      "CREATE TABLE off AS SELECT n, repeat('x', 500) FROM generate_series(1, 200000) AS n",
    );
    const source = await open('off');
    const calledOff = new AbortController();
    const reading = (async () => {
      for await (const rows of source.rows(calledOff.signal))
        if (rows.length > 0) calledOff.abort();
    })();
    await expect(reading).rejects.toThrow(/abort/i);
    await source.close();
    await source.close();
  });
});
