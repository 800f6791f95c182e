import { expect, it } from 'vitest';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { comparePlaces } from './compare-places.ts';
import { openPlace } from './open-places.ts';

describePostgres('shapes of two schemas', () => {
  const postgres = usePostgres();

  const build = (schema: string, options: { readonly extra: string; readonly labels: string }) => `
    CREATE SCHEMA ${schema}; SET search_path = ${schema};
    CREATE TYPE mood AS ENUM (${options.labels});
    CREATE TABLE country (a int, b int, PRIMARY KEY (a, b));
    CREATE TABLE users (id int PRIMARY KEY, email text, active boolean, m mood CHECK (m <> 'sad'::mood),
      tags uuid[], x int, y int);
    INSERT INTO users VALUES (1, 'a ', true, 'ok', '{A987FBC9-4BED-3078-8F07-9141BA07C9F3}', NULL, NULL);
    ${options.extra}`;

  const differences = async (one: string, other: string) => {
    const { url } = postgres.server;
    const places = [
      await openPlace('one', `${url}#${one}`),
      await openPlace('other', `${url}#${other}`),
    ];
    const report = await comparePlaces(places, { show: () => () => null });
    return report.tables.flatMap((table) => table.differences.map(({ message }) => message));
  };

  it('are equal whatever the schemas are called, and in whatever order references name columns', async () => {
    const labels = "'ok', 'sad'";
    const index = 'CREATE UNIQUE INDEX ON users (lower(email)) WHERE active';
    const [one, other] = [
      'ALTER TABLE users ADD FOREIGN KEY (x, y) REFERENCES country (a, b)',
      'ALTER TABLE users ADD FOREIGN KEY (y, x) REFERENCES country (b, a)',
    ];
    await postgres.sql(build('a', { extra: `${one}; ${index}`, labels }));
    await postgres.sql(build('"B.c"', { extra: `${other}; ${index}`, labels }));
    expect(await differences('a', 'B.c')).toEqual([]);
  });

  it('differ by indexes over some rows, by when references are checked, by their schema, and by labels', async () => {
    const [one, other] = [
      `CREATE UNIQUE INDEX ON users (email) WHERE active;
       ALTER TABLE users ADD FOREIGN KEY (x, y) REFERENCES country (a, b)`,
      `CREATE UNIQUE INDEX ON users (email) WHERE NOT active;
       ALTER TABLE users ADD FOREIGN KEY (x, y) REFERENCES c.country (a, b) DEFERRABLE INITIALLY DEFERRED`,
    ];
    await postgres.sql(build('c', { extra: one, labels: "'ok', 'sad'" }));
    await postgres.sql(build('d', { extra: other, labels: "'sad', 'ok'" }));
    expect(await differences('c', 'd')).toEqual([
      'column m has other labels in one than in other, or in another order',
      'the reference (x, y) to country (a, b) is in one and not in other',
      'the unique index btree (email) WHERE active is in one and not in other',
      'the reference (x, y) to c.country (a, b), deferrable, at first deferred is in other and not in one',
      'the unique index btree (email) WHERE (NOT active) is in other and not in one',
    ]);
  });
});
