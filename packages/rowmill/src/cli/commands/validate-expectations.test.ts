import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, folderWith, runCli } from '../testing/run-cli.ts';

const USERS = 'id,email,age\n1,kim@example.com,34\n2,jo@example.com,17\n2,,200\n';
const ORDERS = '{"id":1,"user":1,"day":"2025-01-31"}\n{"id":2,"user":7,"day":"2024-02-29"}\n';
const EXPECTATIONS = `
- expect: valuesAreUnique
  table: users
  column: id
- expect: valuesAreBetween
  table: users
  column: age
  min: 0
  max: 120
  severity: warning
- expect: valuesReference
  table: orders
  column: user
  parentTable: users
  parentColumns: [id]
  waive: { reason: the importer is being replaced, until: 2999-12-31, approver: Kim }
- expect: valuesAreBetween
  table: orders
  column: day
  min: 2024-01-01
  name: orders are of this decade
- expect: rowSatisfies
  table: users
  expression: matches(email, '^[^@]+@example\\.com$')
  where: age >= 18
`;

const check = (cwd: string, ...args: string[]) => runCli(['validate', ...args], { cwd });

describe('rowmill validate --expectations', () => {
  const folder = () =>
    folderWith({
      'users.csv': USERS,
      'orders.ndjson': ORDERS,
      'expectations.yaml': EXPECTATIONS,
    });
  const all = ['users=users.csv', 'orders=orders.ndjson', '-x', 'expectations.yaml'] as const;

  it('tells what failed, what is waived and what is only a warning, and ends with 1', async () => {
    const { code, stdout, stderr } = await check(folder(), ...all);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/✗ users: valuesAreUnique \(id\) {2}2 of 3 rows share their id/);
    expect(stdout).toMatch(/~ orders: valuesReference \(user\) {2}1 of 2 rows have a user that/);
    expect(stdout).toContain('waived by Kim until 2999-12-31: the importer is being replaced');
    expect(stdout).toMatch(/! users: valuesAreBetween \(age\) {2}warning: 1 of 3 rows/);
    expect(stdout).toContain('1 of 5 checks failed');
    expect(code).toBe(1);
  });

  it('tells each check as an event, with rows and without cells', async () => {
    const { stdout } = await check(folder(), ...all, '--json');
    const events = eventsOf({ stdout });
    expect(events.map(({ type, verdict }) => verdict ?? type)).toEqual([
      'failed',
      'warned',
      'waived',
      'passed',
      'passed',
      'result',
    ]);
    expect(events[3]).toMatchObject({ title: 'orders are of this decade', checkedRows: 2 });
    expect(events[4]).toMatchObject({ checkedRows: 2, columns: ['email'] });
    expect(events[1]).toMatchObject({
      examples: [
        { row: 2, column: 'age', values: { age: expect.stringMatching(/^#[0-9a-f]{12}$/) } },
      ],
    });
    expect(stdout).not.toContain('kim@');
  });

  it('shows cells when it is asked to, and writes every failing row', async () => {
    const cwd = folder();
    const args = [...all, '--json', '--show-values', '--limit', '1', '--failures', 'failing'];
    const { stdout } = await check(cwd, ...args);
    const [first] = eventsOf({ stdout });
    expect(first).toMatchObject({ examples: [{ row: 1, values: { id: '2' } }] });
    const list = readFileSync(join(cwd, 'failing/001-users-valuesAreUnique.ndjson'), 'utf8');
    expect(
      list
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).row),
    ).toEqual([1, 2]);
  });

  it('shows the first failing rows by number and tokens, and where all of them are', async () => {
    const { stdout } = await check(folder(), ...all, '--failures', 'lists', '--limit', '1');
    expect(stdout).toMatch(
      /^orders: valuesReference \(user\)\n {2}row \d+ {2}.*user #[0-9a-f]{12}$/m,
    );
    expect(stdout).toMatch(/^ {2}all of them: lists\/\d{3}-orders-valuesReference\.ndjson$/m);
    expect(stdout).toMatch(/^ {2}all of them: lists\/\d{3}-users-valuesAreBetween\.ndjson$/m);
  });

  it('takes one file without a name for the table that is meant, and passes with 0', async () => {
    const cwd = folderWith({
      'data.csv': USERS,
      'expectations.yaml':
        'expectations:\n  - { expect: rowCountIsBetween, table: users, rows: 3 }\n  - { expect: valuesAreNotNull, table: users, column: email, tolerate: { share: 0.5 } }\n',
    });
    const { code, stdout } = await check(cwd, 'data.csv', '-x', 'expectations.yaml');
    expect(stdout).toContain('✓ 2 checks, none failed');
    expect(code).toBe(0);
  });

  it('names the line of whatever does not fit, all at once, and ends with 2', async () => {
    const cwd = folderWith({
      'users.csv': USERS,
      'syntax.yaml':
        '- expect: valuesAreUniqe\n  table: users\n  column: id\n- expect: valuesAreUnique\n  table: users\n  severity: fatal\n  column: id\n',
      'columns.yaml':
        '- expect: valuesAreUnique\n  table: users\n  column: id\n- expect: lengthIsBetween\n  table: users\n  column: age\n  min: 1\n- expect: valuesAreNotNull\n  table: users\n  column: mail\n',
    });
    const syntax = await check(cwd, 'users.csv', '-x', 'syntax.yaml');
    expect(syntax.code).toBe(2);
    expect(syntax.stderr).toMatch(/syntax\.yaml:1:11.*did you mean "valuesAreUnique"/s);
    expect(syntax.stderr).toMatch(/syntax\.yaml:6:13/);
    const columns = await check(cwd, 'users=users.csv', '-x', 'columns.yaml');
    expect(columns.code).toBe(2);
    expect(columns.stderr).toMatch(/columns\.yaml:4:3.*age is a number, and not text/s);
    expect(columns.stderr).toMatch(/columns\.yaml:8:3.*no column "mail"/s);
  });

  it.each([
    [['users.csv'], 'add --schema FILE or --expectations FILE'],
    [['users.csv', 'orders.ndjson', '-x', 'expectations.yaml'], 'write TABLE=users.csv'],
    [['a=users.csv', 'a=users.csv', '-x', 'expectations.yaml'], 'named twice'],
    [['users.csv', '-x', 'expectations.yaml', '-s', 's.json'], 'one of them at a time'],
    [['users.csv', '-x', 'expectations.yaml', '--at', '3'], '--at is about a JSON Schema'],
    [['users.csv', '-s', 's.json', '--failures-format', 'parquet'], 'is about expectations'],
    [['users.csv', '-x', 'nowhere.yaml'], 'there is no such file'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await check(folder(), ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('ends with 3 when a file cannot be read', async () => {
    const cwd = folderWith({ 'users.json': '[{"id":1', 'expectations.yaml': EXPECTATIONS });
    const { code, stderr } = await check(cwd, 'users=users.json', '-x', 'expectations.yaml');
    expect(stderr).toContain('users.json');
    expect(code).toBe(3);
  });
});
