import { expect, it } from 'vitest';
import { describeMariaDb, useMariaDb } from '../testing/mariadb.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { openMysqlSource } from './mysql-source.ts';
import { openPostgresSource } from './postgres-source.ts';
import type { Source } from './source.ts';

async function read(opening: Promise<Source>) {
  const source = await opening;
  const rows: (readonly (string | null)[])[] = [];
  for await (const batch of source.rows()) rows.push(...batch);
  await source.close();
  return { rows, types: source.columns.map(({ sourceType }) => sourceType) };
}

const COLUMNS = `id int PRIMARY KEY, wide bigint, name varchar(40), note text, price numeric(10,2), ratio double precision,
  part real, yes boolean, day date, code smallint, short char(5)`;
const VALUES = `(1, 9007199254740993, 'Zoë O''Neil', '身長 😀', -12.50, 0.1, 0.1, true, '2024-02-29', 7, 'US'),
  (2, -1, '', 'back\\\\slash', 0, 1e20, 1e-7, false, '1900-01-01', -7, ''),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, 0, ' x ', 'line
feed', 12345678.90, 123456789.125, 1234567, true, '9999-12-31', 0, 'abcde')`;

describePostgres('one table', () => {
  const postgres = usePostgres();
  describeMariaDb('in PostgreSQL and MariaDB', () => {
    const mariadb = useMariaDb();

    it('has the same cells and types, so that one key gives the same masks', async () => {
      const table = `CREATE TABLE same (${COLUMNS})`;
      await postgres.sql(`${table}; INSERT INTO same VALUES ${VALUES.replaceAll('\\\\', '\\')}`);
      // What PostgreSQL calls REAL has single precision; MariaDB's REAL has double.
      const own = table.replace('part real', 'part float');
      await mariadb.server.sql(own, `INSERT INTO same VALUES ${VALUES}`);
      const one = await read(openPostgresSource({ url: postgres.server.url, table: 'same' }));
      const other = await read(openMysqlSource({ url: mariadb.server.url, table: 'same' }));
      expect(other.rows).toEqual(one.rows);
      expect(other.types).toEqual(one.types);
    });
  });
});
