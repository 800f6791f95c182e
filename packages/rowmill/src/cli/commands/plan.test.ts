import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, filesIn, folderWith, runCli, SMALL_REQUEST } from '../testing/run-cli.ts';

const REQUEST = `${SMALL_REQUEST}  seats:
    rows: 50
    key: [row, number]
    columns:
      row: { generator: number.int, min: 1, max: 1000000, unique: true }
      number: { generator: faker.number.int }
  people:
    source: { kind: csv, path: ./people.csv }
    columns: { id: { mask: keep }, name: { mask: fake.person } }
masking: { key: env:ROWMILL_KEY }
validation: { expectations: [{ expect: valuesAreNotNull, table: people, column: id }] }
environments:
  qa:
    targets:
      - { kind: postgres, embedded: true, tables: [users, orders] }
      - { kind: directory, path: ./lake, format: parquet, tables: [seats] }
test: { command: npm test }
`;
const FILES = { 'rowmill.yaml': REQUEST, 'people.csv': 'id,name\n1,Kim Lee\n' };
const variables = { ROWMILL_KEY: 'a passphrase of a test' };

interface PlanResult {
  readonly tables: readonly {
    name: string;
    bytes?: { ndjson: number; parquet: number };
    columns: readonly Record<string, unknown>[];
  }[];
}

describe('rowmill plan', () => {
  it('shows tables, costs, masks, checks and targets, and makes nothing', async () => {
    const cwd = folderWith(FILES);
    const { code, stdout } = await runCli(['plan'], { cwd, variables });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^users {2}20,000 rows, .* NDJSON, .* Parquet$/m);
    expect(stdout).toMatch(
      /row +integer +number\.int +kernel, medium \d+ ns +key, unique, 1,000,000 values/,
    );
    expect(stdout).toMatch(/number +float +faker\.number\.int +per-cell, high \d+ ns +key/);
    expect(stdout).toMatch(/name +string\? +person\.fullName, 10 % null/);
    expect(stdout).toMatch(/^ {2}user_id -> users\.id$/m);
    expect(stdout).toMatch(/people\.name +fake\.person +reveals which values were equal, keyed/);
    expect(stdout).toMatch(/orders +valuesReference +user_id/);
    expect(stdout).toMatch(/\+ create a PostgreSQL server of its own/);
    expect(stdout).toMatch(/\+ create table orders, format: (binary|text)/);
    expect(stdout).toMatch(/\+ create file lake\/seats\.parquet/);
    expect(stdout).toMatch(/- remove all of it at the end of the run, whatever comes of it/);
    expect(stdout).toMatch(/test {2}npm test/);
    expect(filesIn(cwd)).toEqual(['people.csv', 'rowmill.yaml']);
  });

  it('names the mask of each column, also behind one that is left out', async () => {
    const rules = '{ id: keep, name: { mask: drop }, town: { mask: redact }, phone: fake.phone }';
    const cwd = folderWith({
      'rowmill.yaml': `name: people\ntables:\n  people:\n    source: { kind: csv, path: people.csv }\n    columns: ${rules}\nmasking: { key: env:ROWMILL_KEY }\n`,
      'people.csv': 'id,name,town,phone\n1,Kim Lee,Ulm,1\n',
    });
    const { stdout } = await runCli(['plan'], { cwd, variables });
    expect(stdout).toMatch(/^ {2}phone +\S+ +mask fake\.phone /m);
    expect(stdout).toMatch(/^ {2}town +\S+ +mask redact /m);
  });

  it('gives the same in one event', async () => {
    const cwd = folderWith(FILES);
    const events = eventsOf(await runCli(['plan', '--json'], { cwd, variables }));
    expect(events).toEqual([
      expect.objectContaining({
        type: 'result',
        ok: true,
        name: 'small',
        seed: 7,
        cleanup: 'always',
      }),
    ]);
    const { tables } = events[0] as unknown as PlanResult;
    expect(tables.map(({ name }) => name)).toEqual(['users', 'orders', 'seats', 'people']);
    expect(tables[2]?.columns[0]).toMatchObject({
      name: 'row',
      unique: true,
      capacity: 1_000_000,
      cost: 'kernel',
    });
    expect(tables[2]?.columns[1]).toMatchObject({ cost: 'per-cell', costClass: 'high' });
  });

  it('estimates sizes within a few percent of what is written', async () => {
    const cwd = folderWith(FILES);
    const { tables } = eventsOf(
      await runCli(['plan', '--json'], { cwd, variables }),
    )[0] as unknown as PlanResult;
    await runCli(['generate', '--quiet'], { cwd });
    await runCli(['generate', '--quiet', '--format', 'parquet'], { cwd });
    for (const { name, bytes } of tables) {
      if (bytes === undefined) continue;
      const written = (format: string): number =>
        statSync(join(cwd, 'rowmill-out', `${name}.${format}`)).size;
      expect(Math.abs(bytes.ndjson / written('ndjson') - 1)).toBeLessThan(0.03);
      expect(Math.abs(bytes.parquet / written('parquet') - 1)).toBeLessThan(0.15);
    }
  });

  it('names the same dataset as generate and run do', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const datasets: unknown[] = [];
    for (const command of ['plan', 'generate', 'run']) {
      datasets.push(
        eventsOf(await runCli([command, '--json', '--scale', '0.1'], { cwd })).at(-1)?.dataset,
      );
    }
    expect(new Set(datasets).size).toBe(1);
    expect(datasets[0]).toMatch(/^small-[0-9a-f]{16}$/);
  });

  it('says where a source in S3 is to be looked for, without warnings of what it is read with', async () => {
    const cwd = folderWith({
      'rowmill.yaml': REQUEST.replace('./people.csv', 's3://exports/people.csv'),
    });
    const nowhere = { AWS_REGION: '', AWS_PROFILE: '', AWS_CONFIG_FILE: `${cwd}/none` };
    const { code, stderr } = await runCli(['plan'], {
      cwd,
      variables: { ...variables, ...nowhere },
    });
    expect([code, stderr]).toEqual([
      3,
      'error csv s3://exports/people.csv: reading failed: no AWS region - set AWS_REGION\n',
    ]);
  });
});
