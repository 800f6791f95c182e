import { expect, it } from 'vitest';
import { SourceError } from '../errors.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { introspectDatabase } from './introspect.ts';

describePostgres('introspection of PostgreSQL', () => {
  const postgres = usePostgres();

  it('tells keys, references, checks and kinds, parents first', async () => {
    await postgres.sql(`
      CREATE SCHEMA shop; SET search_path = shop;
      CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
      CREATE TYPE mood AS ENUM ('sad', 'glad');
      CREATE TABLE zone (country text, code text, PRIMARY KEY (code, country));
      CREATE TABLE customer (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail email NOT NULL, mood mood,
        first varchar(20) COLLATE "C", last text DEFAULT 'none', price numeric(7,3), tags text[],
        full_name text GENERATED ALWAYS AS (first || ' ' || last) STORED,
        zone_country text, zone_code text, age int CHECK (age > 0),
        FOREIGN KEY (zone_country, zone_code) REFERENCES zone (country, code)
          DEFERRABLE INITIALLY DEFERRED);
      COMMENT ON TABLE customer IS 'who buys'; COMMENT ON COLUMN customer.mail IS 'where to write';
      CREATE UNIQUE INDEX mail_once ON customer (lower(mail)) WHERE mood = 'glad';
      CREATE UNIQUE INDEX name_once ON customer (last, first);
      CREATE VIEW buyers AS SELECT id FROM customer;
      CREATE TABLE counted (n serial, id int);
      INSERT INTO counted (id) SELECT g % 10 FROM generate_series(1, 1000) AS g; ANALYZE counted`);
    const tables = await introspectDatabase(postgres.server.url, { schema: 'shop' });
    expect(tables.map(({ name, kind }) => [name, kind])).toEqual([
      ['buyers', 'view'],
      ['counted', 'table'],
      ['zone', 'table'],
      ['customer', 'table'],
    ]);
    const [, counted, zone, customer] = tables;
    expect(zone?.constraints.primaryKey).toEqual(['code', 'country']);
    expect(customer?.comment).toBe('who buys');
    expect(customer?.constraints).toEqual({
      primaryKey: ['id'],
      unique: [
        {
          name: 'mail_once',
          columns: ['mail', 'mood'],
          expression: expect.stringContaining('lower('),
        },
        { name: 'name_once', columns: ['last', 'first'] },
      ],
      references: [
        {
          name: 'customer_zone_country_zone_code_fkey',
          columns: ['zone_country', 'zone_code'],
          parentSchema: 'shop',
          parentTable: 'zone',
          parentColumns: ['country', 'code'],
          deferrable: 'initially-deferred',
        },
      ],
      checks: [
        { name: 'customer_age_check', columns: ['age'], expression: '(age > 0)' },
        { name: 'email_check', columns: ['mail'], expression: expect.stringContaining('VALUE') },
      ],
    });
    const byName = new Map(customer?.columns.map((column) => [column.name, column]));
    expect(byName.get('id')).toMatchObject({ identity: 'always', isKey: true });
    expect(byName.get('mail')).toMatchObject({ comment: 'where to write', nullable: false });
    expect(byName.get('mood')?.labels).toEqual(['sad', 'glad']);
    expect(byName.get('first')).toMatchObject({ maxLength: 20, collation: 'C' });
    expect(byName.get('last')?.default).toBe("'none'::text");
    expect(byName.get('price')).toMatchObject({ precision: 7, scale: 3 });
    expect(byName.get('full_name')?.generated).toBe(true);
    expect(counted?.columns[0]?.identity).toBe('serial');
    expect(counted?.columns.map(({ estimatedDistinct }) => estimatedDistinct)).toEqual([1000, 10]);
    expect(counted?.estimatedRows).toBe(1000);
  });

  it('breaks a circle of references and names where', async () => {
    await postgres.sql(`
      CREATE SCHEMA circle; SET search_path = circle;
      CREATE TABLE author (id int PRIMARY KEY, best int, boss int REFERENCES author);
      CREATE TABLE book (id int PRIMARY KEY, author int REFERENCES author);
      CREATE TABLE page (book int REFERENCES book);
      ALTER TABLE author ADD CONSTRAINT best_book FOREIGN KEY (best) REFERENCES book`);
    const tables = await introspectDatabase(postgres.server.url, { schema: 'circle' });
    expect(tables.map(({ name, cyclic }) => [name, cyclic])).toEqual([
      ['author', ['best_book']],
      ['book', []],
      ['page', []],
    ]);
  });

  it('says that there is no such table, and never the password', async () => {
    const none = introspectDatabase(postgres.server.url, { table: 'nobody' });
    await expect(none).rejects.toThrow(SourceError);
    await expect(none).rejects.toThrow('there is no table "nobody" that this user can see');
    const odd = introspectDatabase('oracle://me:secret@host/db');
    await expect(odd).rejects.toThrow(SourceError);
    await expect(odd).rejects.not.toThrow(/secret/);
  });
});
