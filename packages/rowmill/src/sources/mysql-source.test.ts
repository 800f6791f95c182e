import { expect, it } from 'vitest';
import { SourceError } from '../errors.ts';
import { describeMariaDb, useMariaDb } from '../testing/mariadb.ts';
import { introspectDatabase } from './introspect.ts';
import { openMysqlSource } from './mysql-source.ts';
import type { Source } from './source.ts';

type Rows = readonly (readonly (string | null)[])[];

async function readAll(source: Source): Promise<Rows> {
  const all: (readonly (string | null)[])[] = [];
  for await (const rows of source.rows()) all.push(...rows);
  return all;
}

describeMariaDb('mysql source', () => {
  const mariadb = useMariaDb();

  async function read(table: string): Promise<Rows> {
    const source = await openMysqlSource({ url: mariadb.server.url, table });
    try {
      return await readAll(source);
    } finally {
      await source.close();
    }
  }

  it('gives every type the text that PostgreSQL has for the value', async () => {
    await mariadb.server.sql(
      `CREATE TABLE kinds (id bigint unsigned PRIMARY KEY, yes tinyint(1), small tinyint, zip int(5) zerofill,
        price decimal(20,4), single float, wide double, day date, at datetime(6), instant timestamp(3) NULL,
        clock time(2), bytes varbinary(10), raw blob, bits bit(12), doc json, mood enum('glad','it''s'),
        born year, code char(5), note text CHARACTER SET latin1, wide_note text)`,
      `SET SESSION sql_mode = ''`,
      `INSERT INTO kinds VALUES (18446744073709551615, 1, -7, 42, -0.5000, 0.1, 1e15, '2025-01-31',
        '2025-01-31 23:59:59.120000', '2025-01-31 23:59:59.999', '12:30:00.50', x'00ff', x'', b'000000000101',
        '{"a": 1}', 'it''s', 2024, 'US', 'Zoë', '身長 😀')`,
      'INSERT INTO kinds (id) VALUES (1)',
    );
    expect(await read('kinds')).toEqual([
      ['1', ...new Array<null>(19).fill(null)],
      [
        '18446744073709551615',
        't',
        '-7',
        '42',
        '-0.5000',
        '0.1',
        '1e+15',
        '2025-01-31',
        '2025-01-31 23:59:59.12',
        '2025-01-31 23:59:59.999+00',
        '12:30:00.5',
        '\\x00ff',
        '\\x',
        '000000000101',
        '{"a": 1}',
        "it's",
        '2024',
        'US',
        'Zoë',
        '身長 😀',
      ],
    ]);
    const source = await openMysqlSource({ url: mariadb.server.url, table: 'kinds' });
    expect(source.columns.map(({ sourceType }) => sourceType)).toEqual([
      'numeric(20,0)',
      'boolean',
      'smallint',
      'bigint',
      'numeric(20,4)',
      'real',
      'double precision',
      'date',
      'timestamp(6) without time zone',
      'timestamp(3) with time zone',
      'time(2) without time zone',
      'bytea',
      'bytea',
      'bit(12)',
      'json',
      'text',
      'smallint',
      'character(5)',
      'text',
      'text',
    ]);
    await source.close();
  });

  it('reads zero dates as null where a null may stand, else refuses the row', async () => {
    await mariadb.server.sql(
      'CREATE TABLE zeros (day date, at datetime(3))',
      'CREATE TABLE strict_zeros (id int, day date NOT NULL)',
      "SET SESSION sql_mode = ''",
      "INSERT INTO zeros VALUES ('0000-00-00', '0000-00-00'), ('2025-01-31', '2025-01-31')",
      "INSERT INTO strict_zeros VALUES (1, '2025-01-31'), (2, '0000-00-00')",
    );
    expect(await read('zeros')).toEqual([
      [null, null],
      ['2025-01-31', '2025-01-31 00:00:00'],
    ]);
    await expect(read('strict_zeros')).rejects.toThrow(
      /strict_zeros {2}row 2, column "day": it holds the date 0000-00-00/,
    );
  });

  it('refuses a number other than 0 and 1 in a boolean, without showing it', async () => {
    await mariadb.server.sql(
      'CREATE TABLE stars (n tinyint(1))',
      'INSERT INTO stars VALUES (1), (5)',
    );
    await expect(read('stars')).rejects.toThrow(
      / stars {2}row 2, column "n": it is TINYINT\(1\), which is a boolean, and holds another number than 0 and 1 - read a view that has CAST\(… AS SIGNED\) of it$/,
    );
  });

  it('hands over bounded batches in one snapshot, as often as asked', async () => {
    await mariadb.server.sql(
      "CREATE TABLE many AS SELECT seq AS n, repeat('x', 50) AS text FROM seq_1_to_20000",
    );
    const source = await openMysqlSource({ url: mariadb.server.url, table: 'many' });
    const sizes: number[] = [];
    for await (const rows of source.rows()) sizes.push(rows.length);
    await mariadb.server.sql('DELETE FROM many WHERE n > 10');
    expect(sizes).toEqual([8192, 8192, 3616]);
    expect(await readAll(source)).toHaveLength(20_000);
    await source.close();
  });

  it('starts anew after it was left early, and stops when it is called off', async () => {
    await mariadb.server.sql('CREATE TABLE early AS SELECT seq AS n FROM seq_1_to_100000');
    const source = await openMysqlSource({ url: mariadb.server.url, table: 'early' });
    for await (const rows of source.rows()) {
      expect(rows).toHaveLength(8192);
      break;
    }
    expect(await readAll(source)).toHaveLength(100_000);
    const calledOff = new AbortController();
    const reading = (async () => {
      for await (const rows of source.rows(calledOff.signal))
        if (rows.length > 0) calledOff.abort();
    })();
    await expect(reading).rejects.toThrow(/abort/i);
    await source.close();
    await source.close();
  });

  it('says who may not read, what is not there, and never a password', async () => {
    const { server } = mariadb;
    await server.sql(
      'CREATE TABLE closed (n int)',
      "CREATE USER nobody@'127.0.0.1' IDENTIFIED BY 'pass-word'",
      "GRANT INSERT ON test.closed TO nobody@'127.0.0.1'",
    );
    const open = (user: string, password: string) =>
      openMysqlSource({ url: server.urlOf(user, password), table: 'closed' });
    const source = await open('nobody', 'pass-word');
    await expect(readAll(source)).rejects.toThrow(/the user "nobody" has no right to do this/);
    await source.close();
    await expect(open('nobody', 'secret-word')).rejects.toThrow(/password is wrong/);
    await expect(open('nobody', 'secret-word')).rejects.not.toThrow(/secret-word/);
    const none = openMysqlSource({ url: server.url, table: 'clsed' });
    await expect(none).rejects.toThrow(SourceError);
    await expect(none).rejects.toThrow(/there is no table "clsed" in "test" - there are: .*closed/);
  });

  it('says that the connection was lost in the middle', async () => {
    await mariadb.server.sql(
      "CREATE TABLE long_one AS SELECT seq AS n, repeat('x', 2000) AS text FROM seq_1_to_60000",
    );
    const source = await openMysqlSource({ url: mariadb.server.url, table: 'long_one' });
    const reading = (async () => {
      for await (const rows of source.rows()) {
        if (rows[0]?.[0] !== '1') continue;
        await mariadb.server.session(async (session) => {
          const all = await session.query(
            "SELECT id FROM information_schema.processlist WHERE info LIKE 'SELECT `n`%'",
          );
          for (const { id } of all) await session.query(`KILL ${id}`);
        });
      }
    })();
    await expect(reading).rejects.toThrow(SourceError);
    await expect(reading).rejects.toThrow(/connection was lost/);
    await source.close();
  });

  it('tells keys, references, checks and kinds, parents first', async () => {
    const { server } = mariadb;
    await server.sql(
      'CREATE DATABASE shop',
      'CREATE TABLE shop.zone (country char(2), code varchar(9), PRIMARY KEY (code, country))',
      `CREATE TABLE shop.a_customer (id int PRIMARY KEY AUTO_INCREMENT, mail varchar(80) NOT NULL COMMENT 'where to write',
        mood enum('sad','glad') DEFAULT 'sad', first varchar(20) COLLATE utf8mb4_bin, price decimal(7,3),
        loud varchar(80) AS (upper(mail)) STORED, zone_country char(2), zone_code varchar(9),
        doc json, age int CHECK (age > 0), UNIQUE KEY mail_once (mail, first),
        CONSTRAINT zone_of FOREIGN KEY (zone_code, zone_country) REFERENCES shop.zone (code, country))`,
      'CREATE VIEW shop.buyers AS SELECT id, mail FROM shop.a_customer',
    );
    const tables = await introspectDatabase(server.url, { schema: 'shop' });
    expect(tables.map(({ name, kind }) => [name, kind])).toEqual([
      ['buyers', 'view'],
      ['zone', 'table'],
      ['a_customer', 'table'],
    ]);
    const customer = tables[2];
    expect(customer?.constraints.primaryKey).toEqual(['id']);
    expect(customer?.constraints.unique).toEqual([
      { name: 'mail_once', columns: ['mail', 'first'] },
    ]);
    expect(customer?.constraints.references).toEqual([
      {
        name: 'zone_of',
        columns: ['zone_code', 'zone_country'],
        parentSchema: 'shop',
        parentTable: 'zone',
        parentColumns: ['code', 'country'],
        deferrable: 'no',
      },
    ]);
    expect(customer?.constraints.checks).toContainEqual(
      expect.objectContaining({ columns: ['age'], expression: '`age` > 0' }),
    );
    const byName = new Map(customer?.columns.map((column) => [column.name, column]));
    expect(byName.get('id')).toMatchObject({ identity: 'auto-increment', isKey: true });
    expect(byName.get('mail')).toMatchObject({
      comment: 'where to write',
      nullable: false,
      maxLength: 80,
      nativeType: 'varchar(80)',
    });
    expect(byName.get('mood')).toMatchObject({ labels: ['sad', 'glad'], default: "'sad'" });
    expect(byName.get('first')?.collation).toBe('utf8mb4_bin');
    expect(byName.get('price')).toMatchObject({ precision: 7, scale: 3 });
    expect(byName.get('loud')?.generated).toBe(true);
    expect(byName.get('doc')?.type).toEqual({ kind: 'json' });
  });
});
