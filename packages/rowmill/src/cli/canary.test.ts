import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeMariaDb, useMariaDb } from '../testing/mariadb.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { type CliResult, filesIn, folderWith, runCli } from './testing/run-cli.ts';

const CANARY = 'canary.person@example.org';

/** Everything that a run has said and written, but the request and what was laid beside it. */
function traces(cwd: string, { stdout, stderr }: CliResult): string {
  const files = filesIn(cwd).filter((file) => file !== 'rowmill.yaml');
  const texts = files.map((file) => readFileSync(join(cwd, file), 'latin1'));
  return [stdout, stderr, ...texts].join('\n');
}

const requestOf = (kind: string, table: string) => `
name: canary
tables:
  people:
    source: { kind: ${kind}, url: env:SOURCE, table: ${table} }
    key: n
    columns: { n: { mask: keep }, mail: { mask: keep, reason: test } }
`;

describePostgres('a PostgreSQL server that quotes a row', () => {
  const postgres = usePostgres();

  it.each([
    ['cast', 'SELECT n, mail::int AS mail FROM people'],
    ['raised', 'SELECT n, raised(mail) AS mail FROM people'],
  ])('leaves no trace of it in anything that a run says and writes: %s', async (name, query) => {
    await postgres.sql(`
      CREATE TABLE IF NOT EXISTS people (n int PRIMARY KEY, mail text);
      INSERT INTO people VALUES (1, '${CANARY}') ON CONFLICT DO NOTHING;
      CREATE OR REPLACE FUNCTION raised(cell text) RETURNS text LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'bad mail %', cell USING DETAIL = cell, HINT = cell; END $$;
      CREATE VIEW bad_${name} AS ${query}`);
    const cwd = folderWith({ 'rowmill.yaml': requestOf('postgres', `bad_${name}`) });
    for (const args of [
      ['run', '--verbose'],
      ['run', '--json'],
      ['mask', '--verbose'],
    ]) {
      const result = await runCli(args, { cwd, variables: { SOURCE: postgres.server.url } });
      expect(result.code).toBe(3);
      expect(result.stderr + result.stdout).toMatch(/postgres 127\.0\.0\.1:\d+\/postgres .*bad_/);
      expect(traces(cwd, result)).not.toContain(CANARY);
    }
  });
});

describeMariaDb('a MariaDB server that quotes a row', () => {
  const mariadb = useMariaDb();

  it('leaves no trace of it in anything that a run says and writes', async () => {
    await mariadb.server.sql(
      'CREATE TABLE people (n int PRIMARY KEY, mail varchar(80))',
      `INSERT INTO people VALUES (1, '${CANARY}')`,
      `CREATE FUNCTION raised(cell text) RETURNS text DETERMINISTIC
        BEGIN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = cell; RETURN cell; END`,
      'CREATE VIEW bad AS SELECT n, raised(mail) AS mail FROM people',
    );
    const cwd = folderWith({ 'rowmill.yaml': requestOf('mysql', 'bad') });
    const result = await runCli(['run', '--verbose'], {
      cwd,
      variables: { SOURCE: mariadb.server.url },
    });
    expect(result.code).toBe(3);
    expect(result.stderr).toMatch(/mysql 127\.0\.0\.1:\d+\/test bad/);
    expect(traces(cwd, result)).not.toContain(CANARY);
  });
});
