import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runCli } from '../testing/run-cli.ts';

const REQUEST = `
name: edges
edgeCases: true
tables:
  users:
    rows: 30
    key: id
    columns:
      id: sequence
      age: { generator: number.int, min: 18, max: 99 }
  orders:
    rows: 20
    columns: { user_id: { references: users.id }, paid: boolean }
validation:
  expectations:
    - { expect: valuesAreBetween, table: users, columns: [age], min: 18, max: 99 }
`;

interface Label {
  readonly id: string;
  readonly table: string;
  readonly row: number;
  readonly column: string;
  readonly rule: string;
  readonly verdict: string;
}

const parse = <Value>(text: string): Value[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Value);

const resultOf = (stdout: string) => parse<Record<string, unknown>>(stdout).at(-1);

describe('edge cases without a run', () => {
  it('are listed by table, column, rule and verdict, with what was left out', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    const { stdout, code } = await runCli(['edge-cases', 'list'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/users +age +valuesAreBetween +invalid +\d+/);
    expect(stdout).toMatch(/users +id +valuesAreUnique +invalid +1\n/);
    expect(stdout).toMatch(/orders +user_id +valuesReference +invalid +1\n/);
    const one = await runCli(['edge-cases', 'list', 'orders', '--json'], { cwd });
    const cases = resultOf(one.stdout)?.cases as readonly Label[];
    expect(new Set(cases.map(({ table }) => table))).toEqual(new Set(['orders']));
    const none = await runCli(['edge-cases', 'list', 'user'], { cwd });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('users')]);
  });

  it('are exported with labels that tell which row is which, in every form', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    const { code } = await runCli(['edge-cases', 'export', '--out', 'cases'], { cwd });
    expect(code).toBe(0);
    const read = (name: string) => readFileSync(join(cwd, 'cases', name), 'utf8');
    expect(readdirSync(join(cwd, 'cases')).sort()).toEqual([
      'labels.ndjson',
      'orders.invalid.ndjson',
      'orders.valid.ndjson',
      'users.invalid.ndjson',
      'users.valid.ndjson',
    ]);
    const labels = parse<Label>(read('labels.ndjson'));
    for (const { id, table, row, rule, verdict, column } of labels) {
      const rows = parse<Record<string, unknown>>(read(`${table}.${verdict}.ndjson`));
      const found = rows[row - 1];
      expect(found).toBeDefined();
      if (column === 'age' && rule === 'valuesAreBetween' && verdict === 'invalid')
        expect(found?.age === 17 || found?.age === 100).toBe(true);
      if (id === 'users/30') {
        const shown = await runCli(['preview', 'users', '--at', '30', '-n', '1', '--json'], {
          cwd,
        });
        expect(parse(shown.stdout)[0]).toEqual(found);
      }
    }
    for (const format of ['csv', 'json']) {
      const args = ['edge-cases', 'export', 'users', '--out', format, '--format', format];
      expect((await runCli(args, { cwd })).code).toBe(0);
    }
    const users = parse(read('users.invalid.ndjson'));
    const json = JSON.parse(readFileSync(join(cwd, 'json/users.invalid.json'), 'utf8'));
    expect(json).toEqual(users);
    const csv = readFileSync(join(cwd, 'csv/users.invalid.csv'), 'utf8').trim().split('\n');
    expect([csv[0], csv.length]).toEqual(['id,age', users.length + 1]);
  });

  it('score a system by what it said of each row', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    await runCli(['edge-cases', 'export', '--out', 'cases'], { cwd });
    const labels = parse<Label>(readFileSync(join(cwd, 'cases/labels.ndjson'), 'utf8'));
    const right = new Map(labels.map(({ id, verdict }) => [id, verdict === 'valid']));
    const say = (answers: ReadonlyMap<string, boolean>) =>
      writeFileSync(
        join(cwd, 'verdicts.csv'),
        `id,accepted\n${[...answers].map((answer) => answer.join(',')).join('\n')}\n`,
      );
    say(right);
    const good = await runCli(['edge-cases', 'score', 'verdicts.csv', '--json'], { cwd });
    expect(good.code).toBe(0);
    expect(resultOf(good.stdout)).toMatchObject({ recall: 1, falseAlarms: 0, misses: [] });
    const missed = labels.find(({ rule }) => rule === 'valuesReference');
    const id = missed?.id ?? '';
    say(new Map([...right, [id, true]]));
    const args = ['edge-cases', 'score', 'verdicts.csv', '--labels', 'cases/labels.ndjson'];
    const bad = await runCli([...args, '--junit', 'score.xml'], { cwd });
    expect(bad.code).toBe(1);
    const at = id.split('/')[1];
    const command = `rowmill preview orders --invalid --at ${at} --rows 1`;
    expect(bad.stdout).toContain(`${id} user_id no-parent (valuesReference) is invalid, and was`);
    expect(bad.stdout).toContain(command);
    const junit = readFileSync(join(cwd, 'score.xml'), 'utf8');
    expect(junit).toContain(`tests="${right.size}" failures="1"`);
    expect(junit).toContain(command);
    const shown = await runCli(command.split(' ').slice(1), { cwd });
    expect(parse<{ id: string }>(shown.stdout)).toEqual([expect.objectContaining({ id })]);
    expect((await runCli([...args, '--recall', '0.5'], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'verdicts.csv'), 'id,accepted\nusers/999999,true\n');
    const stray = await runCli(args, { cwd });
    expect([stray.code, stray.stderr]).toEqual([2, expect.stringContaining('users/999999')]);
  });
});
