import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parquetMetadata } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { eventsOf, filesIn, folderWith, runCli, SMALL_REQUEST } from '../testing/run-cli.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const read = (folder: string, file: string): Buffer => readFileSync(join(folder, file));

/** The parts of a table, joined in order. */
function joined(folder: string): Buffer {
  return Buffer.concat(
    readdirSync(folder)
      .sort()
      .map((name) => read(folder, name)),
  );
}

describe('rowmill generate', () => {
  it('writes the same bytes with 1, 2 and 7 workers, in parts, and to stdout', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    for (const workers of ['1', '2', '7']) {
      const { code, stderr } = await runCli(
        ['generate', '--workers', workers, '--out', `w${workers}`],
        { cwd },
      );
      expect(stderr).toContain('users: 20,000 rows');
      expect(code).toBe(0);
    }
    expect((await runCli(['generate', '--parts', '3000', '--out', 'parts'], { cwd })).code).toBe(0);
    const stdout = await runCli(['generate', '--table', 'users', '--out', '-'], { cwd });
    for (const table of ['users', 'orders']) {
      const expected = sha256(read(cwd, `w1/${table}.ndjson`));
      expect(sha256(read(cwd, `w2/${table}.ndjson`))).toBe(expected);
      expect(sha256(read(cwd, `w7/${table}.ndjson`))).toBe(expected);
      expect(sha256(joined(join(cwd, 'parts', table)))).toBe(expected);
    }
    expect(stdout.stdout).toBe(String(read(cwd, 'w1/users.ndjson')));
    expect(readdirSync(join(cwd, 'parts/users'))).toHaveLength(7);
  });

  it('writes one Parquet file of several row groups with 1 and 3 workers alike', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const only = ['generate', '--format', 'parquet', '--table', 'users', '--rows', 'users=300k'];
    for (const workers of ['1', '3']) {
      const run = await runCli([...only, '--workers', workers, '--out', `p${workers}`], { cwd });
      expect(run.code).toBe(0);
    }
    const file = read(cwd, 'p1/users.parquet');
    expect(sha256(read(cwd, 'p3/users.parquet'))).toBe(sha256(file));
    const { row_groups } = parquetMetadata(new Uint8Array(file).buffer);
    expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([131_072, 131_072, 37_856]);
  });

  it('ends --json with exactly the promised result', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const events = eventsOf(
      await runCli(['generate', '--json', '--format', 'csv', '--gzip', '--out', 'data'], { cwd }),
    );
    const result = events.at(-1) ?? {};
    expect(Object.keys(result)).toEqual(['type', 'dataset', 'tables', 'rows', 'bytes', 'seconds']);
    expect(events.map(({ type }) => type).filter((type) => type === 'result')).toEqual(['result']);
    const tables = result.tables as Record<
      string,
      { rows: number; bytes: number; files: string[] }
    >;
    for (const [name, { rows, bytes, files }] of Object.entries(tables)) {
      const [file = ''] = files;
      expect(file).toBe(join(cwd, 'data', `${name}.csv.gz`));
      expect(readFileSync(file).length).toBe(bytes);
      const lines = String(gunzipSync(readFileSync(file)))
        .trimEnd()
        .split('\n');
      expect(lines).toHaveLength(rows + 1);
    }
    expect(result.rows).toBe((tables.users?.rows ?? 0) + (tables.orders?.rows ?? 0));
  });

  it('takes the same rows from a smaller scale, and other rows from another seed', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const users = async (...args: string[]): Promise<string[]> =>
      (await runCli(['generate', '--table', 'users', '--out', '-', ...args], { cwd })).stdout
        .trimEnd()
        .split('\n');
    const whole = await users();
    expect(await users('--scale', '0.01')).toEqual(whole.slice(0, 200));
    const other = await users('--seed', '8', '--rows', 'users=1k');
    expect(other).toHaveLength(1000);
    expect(other.filter((line) => whole.includes(line))).toEqual([]);
  });

  it('writes the rows asked for where a table counted per another gets a fixed number', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const { stdout, code } = await runCli(
      ['generate', '--table', 'orders', '--rows', 'orders=321', '--out', '-'],
      { cwd },
    );
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(321);
  });

  it('leaves no part of an earlier, longer table', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    await runCli(['generate', '--table', 'users', '--parts', '5000'], { cwd });
    await runCli(['generate', '--table', 'users', '--parts', '5000', '--rows', 'users=6000'], {
      cwd,
    });
    expect(filesIn(join(cwd, 'rowmill-out'))).toEqual([
      'users/part-00000.ndjson',
      'users/part-00001.ndjson',
    ]);
  });

  it('names the tables that it leaves out because they come from a source', async () => {
    const source = `  people:
    source: { kind: csv, path: ./people.csv }
    columns: { name: { mask: redact } }
`;
    const cwd = folderWith({
      'rowmill.yaml': `${SMALL_REQUEST}${source}`,
      'people.csv': 'name\nKim Lee\n',
    });
    const all = await runCli(['generate', '--scale', '0.01'], { cwd });
    expect(all.code).toBe(0);
    expect(all.stderr).toMatch(/left out: people comes from a source - use rowmill mask/);
    expect(filesIn(join(cwd, 'rowmill-out'))).toEqual(['orders.ndjson', 'users.ndjson']);
    const alone = await runCli(['generate', '--table', 'people'], { cwd });
    expect(alone.code).toBe(2);
  });

  it.each([
    [['--table', 'user'], 'there is no table "user" - did you mean "users"?'],
    [['--rows', 'user=5'], 'there is no table "user" - did you mean "users"?'],
    [['--rows', 'users'], 'expected TABLE=ROWS'],
    [['--rows', 'users=many'], 'expected TABLE=ROWS'],
    [['--format', 'cvs'], 'Allowed choices are ndjson, csv, json, sql, parquet.'],
    [['--csv-delimiter', ';'], '--csv-delimiter is about CSV'],
    [['--csv-formulas', 'escape'], '--csv-formulas is about CSV'],
    [['--format', 'parquet', '--gzip'], 'leave out --gzip'],
    [['--compression', 'gzip'], '--compression is about Parquet'],
    [['--format', 'parquet', '--compression', 'lz4'], 'Allowed choices are snappy, gzip, zstd'],
    [['--parts', '0'], 'expected a number of rows'],
    [['--workers', '0'], 'Expected a whole number, 1 or more.'],
    [['--scale', '-1'], 'Expected a number above 0'],
    [['--locale', 'e'], 'there is no locale "e"'],
    [['--out', '-'], 'choose it with --table'],
    [['--out', '-', '--table', 'users', '--parts'], 'leave out --parts'],
    [['--out', '-', '--table', 'users', '--format', 'parquet'], '--out - writes text'],
  ])('refuses %j with exit code 2 and writes nothing', async (args, message) => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const { code, stdout, stderr } = await runCli(['generate', ...args], { cwd });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(filesIn(cwd)).toEqual(['rowmill.yaml']);
  });
});
