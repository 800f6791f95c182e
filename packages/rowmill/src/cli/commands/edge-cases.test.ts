import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runCli } from '../testing/run-cli.ts';

const REQUEST = `
name: edges
edgeCases: true
tables:
  users:
    rows: 300
    key: id
    columns:
      id: uuid
      name: { generator: person.fullName, nulls: 0.1 }
      age: { generator: number.int, min: 18, max: 99 }
  plain:
    rows: 5
    edgeCases: false
    columns: { id: sequence }
validation:
  schemas: { users: ./user.json }
`;
const SCHEMA = JSON.stringify({ properties: { name: { maxLength: 30 }, age: { minimum: 18 } } });
const folder = () => folderWith({ 'rowmill.yaml': REQUEST, 'user.json': SCHEMA });

interface Label {
  readonly table_name: string;
  readonly row_number: number;
  readonly row_key: Readonly<Record<string, unknown>>;
  readonly column_name: string;
  readonly case_name: string;
}

const linesOf = <Line>(text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

describe('edge cases on the command line', () => {
  it('are told by the plan', async () => {
    const cwd = folder();
    const { stdout, code } = await runCli(['plan'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/300 \+ \d+ edge rows: \d+ cases, \d+ rows for \d+ combinations of 2/);
    expect(stdout).toContain('edge_cases');
    const { stdout: json } = await runCli(['plan', '--json'], { cwd });
    expect(JSON.parse(json.trim().split('\n').at(-1) ?? '').tables[0]).toMatchObject({
      name: 'users',
      edgeCases: { strength: 2, cases: expect.any(Number), dropped: expect.any(Array) },
    });
  });

  it('are generated, and previewed with why they are there', async () => {
    const cwd = folder();
    const made = await runCli(['generate', '--workers', '2'], { cwd });
    expect(made.code).toBe(0);
    const fileOf = (name: string) => readFileSync(join(cwd, `rowmill-out/${name}.ndjson`), 'utf8');
    const users = linesOf<Record<string, unknown>>(fileOf('users'));
    const labels = linesOf<Label>(fileOf('edge_cases'));
    for (const { table_name, row_number, row_key } of labels) {
      expect(table_name).toBe('users');
      expect(row_number).toBeGreaterThanOrEqual(300);
      expect({ id: users[row_number]?.id }).toEqual(row_key);
    }
    const { stdout, stderr } = await runCli(
      ['preview', 'users', '--at', '299', '-n', '3', '--format', 'ndjson'],
      { cwd },
    );
    expect(stdout).toBe(`${fileOf('users').split('\n').slice(299, 302).join('\n')}\n`);
    const [{ column_name, case_name } = { column_name: '', case_name: '' }] = labels;
    expect(stderr).toContain(`users row 300: ${column_name} ${case_name} (`);
    expect(stderr).not.toContain('row 299');
    const shown = await runCli(['preview', 'edge_cases', '-n', '2', '--json'], { cwd });
    expect(linesOf(shown.stdout)).toEqual(labels.slice(0, 2));
    // A table alone has the rows, and the dataset the name, that it has among others.
    const alone = await runCli(['generate', '--table', 'users', '--out', 'alone'], { cwd });
    expect(readFileSync(join(cwd, 'alone/users.ndjson'), 'utf8')).toBe(fileOf('users'));
    const idOf = (text: string) => /dataset (\S+)/.exec(text)?.[1];
    expect(idOf(alone.stderr)).toBe(idOf(made.stderr));
  });

  it('have invalid rows beside them, one rule each', async () => {
    const cwd = folder();
    const { stdout, code } = await runCli(['preview', 'users', '--invalid', '-n', '999'], { cwd });
    expect(code).toBe(0);
    const invalid = linesOf<{ column: string; rule: string; row: Record<string, unknown> }>(stdout);
    const broken = invalid.map(({ column, rule }) => `${column} ${rule}`);
    expect(broken).toContain('name maxLength');
    expect(broken).toContain('age minimum');
    for (const { rule, row } of invalid) if (rule === 'minimum') expect(row.age).toBeLessThan(18);
    const none = await runCli(['preview', 'plain', '--invalid'], { cwd });
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('"plain" has no invalid rows');
  });

  it('come of a schema that has to be there', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    const { code, stderr } = await runCli(['preview', 'users'], { cwd });
    expect(code).not.toBe(0);
    expect(stderr).toContain('user.json');
  });
});
