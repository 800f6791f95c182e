import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeMariaDb, useMariaDb } from '../../testing/mariadb.ts';
import { describePostgres, usePostgres } from '../../testing/postgres.ts';
import { folderWith, runCli } from '../testing/run-cli.ts';
import { resultOf } from '../testing/until.ts';

const request = (postgres: string): string => `name: shop
tables:
  users:
    rows: 3000
    columns:
      id: uuid
      name: person.fullName
      active: boolean
      score: { generator: number.float, min: 0, max: 1 }
      born: { generator: date.birth, nulls: 0.2 }
      seen: { generator: date.recent, days: 90 }
  orders:
    rows: 500
    columns: { id: sequence, user_id: { references: users.id }, total: { generator: number.decimal, scale: 2 } }
environments:
  ${postgres === '' ? '' : `qa: { lease: 4h, targets: [{ kind: postgres, url: "${postgres}", isolation: schema }] }`}
  lake: { lease: 4h, targets: [{ kind: directory, path: lake, format: parquet }] }
  files: { lease: 4h, targets: [{ kind: directory, path: files, format: csv }] }
cleanup: never
`;

const LINE = /^✓ +users +3,000 A/m;

describe('environments that are kept', () => {
  it('are listed, compared with each other and with their dataset, and told apart once they differ', async () => {
    const cwd = folderWith({ 'rowmill.yaml': request('') });
    expect((await runCli(['env', 'list'], { cwd })).stdout).toContain('no environment is kept');
    expect((await runCli(['run'], { cwd })).code).toBe(0);
    expect((await runCli(['env', 'list'], { cwd })).stdout).toMatch(/^lake .*directory/m);

    const equal = await runCli(['env', 'verify'], { cwd });
    expect(equal.stdout).toMatch(/table +dataset +files +lake/);
    expect(equal.stdout).toMatch(LINE);
    expect(equal.code).toBe(0);

    const file = join(cwd, 'files/users.csv');
    const [header = '', first = '', ...rest] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [header, first.replace(/,[^,]*,/, ',Nobody,'), ...rest].join('\n'));
    appendFileSync(join(cwd, 'files/orders.csv'), `999999,${first.split(',')[0]},1.00\n`);
    const { code, result } = await resultOf(
      ['env', 'verify', 'lake', 'files', '--report', 'parity'],
      cwd,
    );
    expect(code).toBe(1);
    expect(result).toMatchObject({ ok: false, equal: false });
    const [users, orders] = result.tables as {
      rows: unknown[];
      differences: { message: string }[];
    }[];
    expect(users?.rows).toEqual([
      { key: { id: first.split(',')[0] }, place: 'files', is: 'changed', columns: ['name'] },
    ]);
    expect(orders?.differences[0]?.message).toBe('dataset has 500 rows, files has 501');
    expect(readFileSync(join(cwd, 'parity/parity.html'), 'utf8')).toContain('files has 501');

    const addressed = await runCli(
      ['env', 'verify', 'one=./lake', 'two=./files', '--table', 'users', '--key', 'users=id'],
      { cwd },
    );
    // Nobody says that these are generated: the key may be somebody's.
    expect(addressed.stdout).toMatch(/id #[0-9a-f]{12}: name differ in two/);
    expect(addressed.stdout).not.toContain('orders');
  });

  it.each([
    [['nothing', 'files'], 'is no environment that is kept, and no address'],
    [['./rowmill.yaml'], 'is a file - name the folder'],
    [['./files', './files'], 'two places are called ./files - name each of them once'],
    [['./lake'], 'there is only ./lake to compare'],
    [['./lake', './files', '--key', 'users'], '--key users: expected TABLE=COLUMN'],
    [
      ['./lake', './files', '--key', 'users=nix'],
      'the key of users names nix, which not all places have',
    ],
    [['./lake', './files', '--table', 'nix'], '--table nix: none of the places has such a table'],
  ])('say what is wrong with %j', async (args, problem) => {
    const cwd = folderWith({ 'rowmill.yaml': request('') });
    for (const folder of ['lake', 'files']) {
      mkdirSync(join(cwd, folder));
      writeFileSync(join(cwd, folder, 'users.csv'), 'id\n1\n');
    }
    const { code, stderr } = await runCli(['env', 'verify', ...args], { cwd });
    expect(stderr).toContain(problem);
    expect(code).toBeGreaterThanOrEqual(2);
  });
});

describePostgres('environments in databases', () => {
  const postgres = usePostgres();

  it('are compared with files, whatever words they spell values in', async () => {
    const cwd = folderWith({ 'rowmill.yaml': request(postgres.server.url) });
    expect((await runCli(['run'], { cwd })).code).toBe(0);
    const equal = await runCli(['env', 'verify'], { cwd });
    expect(equal.stdout).toMatch(/^✓ +users +3,000 A .* 3,000 A .* 3,000 A .* 3,000 A/m);
    expect(equal.code).toBe(0);
    expect(equal.stdout + equal.stderr).not.toContain('postgres://');
  });

  describeMariaDb('beside MariaDB', () => {
    const mariadb = useMariaDb();

    it('hold the same where values are the same, and tell what schemas differ in', async () => {
      const columns = `id int PRIMARY KEY, wide bigint NOT NULL, name varchar(40), price numeric(10,2), yes boolean, day date, ratio double precision`;
      const values = `(1, 9007199254740993, 'Zoë', -12.50, true, '2024-02-29', 0.1), (2, -1, '', 0, false, '1900-01-01', 1e20), (3, 0, NULL, NULL, NULL, NULL, NULL)`;
      await postgres.sql(
        `CREATE SCHEMA parity; CREATE TABLE parity.things (${columns}); INSERT INTO parity.things VALUES ${values}`,
      );
      await mariadb.server.sql(
        `CREATE TABLE things (${columns})`,
        `INSERT INTO things VALUES ${values}`,
      );
      const cwd = folderWith({});
      const args = [
        'env',
        'verify',
        `pg=${postgres.server.url}#parity`,
        `maria=${mariadb.server.url}`,
      ];
      const equal = await runCli(args, { cwd });
      expect(equal.stdout).toMatch(/^✓ +things +3 A \S+ +3 A/m);
      expect(equal.code).toBe(0);
      await mariadb.server.sql(
        'ALTER TABLE things MODIFY wide bigint NULL',
        'ALTER TABLE things ADD UNIQUE (name)',
      );
      const other = await runCli(args, { cwd });
      expect(other.stdout).toContain('column wide must not be null in pg and may be null in maria');
      expect(other.stdout).toContain('the unique set (name) is in maria and not in pg');
      expect(other.code).toBe(1);
    });
  });
});
