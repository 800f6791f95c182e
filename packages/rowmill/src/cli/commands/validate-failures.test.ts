import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openDuckDb } from '../../validation/open-duckdb.ts';
import { eventsOf, folderWith, runCli, startCli } from '../testing/run-cli.ts';

const SCHEMA = JSON.stringify({
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', minimum: 1 }, name: { type: 'string', maxLength: 5 } },
});

const ROWS = [
  '{"id":1,"name":"Kim"}',
  '{"id":0,"name":"Katharina"}',
  '',
  '{"id":',
  '{"id":-1,"name":"Jo"}',
];

const folder = () =>
  folderWith({ 'a.ndjson': `${ROWS.join('\n')}\n`, 'b.csv': 'id\n0\n', 'schema.json': SCHEMA });

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('rowmill validate --failures', () => {
  it('writes every failure with its key and the command that shows the row again', async () => {
    const cwd = folder();
    const args = ['a.ndjson', '-s', 'schema.json', '--key', 'id,nope', '--limit', '1'];
    const { code, stdout } = await runCli(['validate', ...args, '--failures', 'all.ndjson'], {
      cwd,
    });
    expect(code).toBe(1);
    const lines = linesOf(readFileSync(join(cwd, 'all.ndjson'), 'utf8'));
    expect(lines.map(({ line, row, key, rule }) => [line, row, key, rule])).toEqual([
      [2, 2, { id: 0, nope: null }, 'minimum'],
      [2, 2, { id: 0, nope: null }, 'maxLength'],
      [4, 3, undefined, 'readable'],
      [5, 4, { id: -1, nope: null }, 'minimum'],
    ]);
    expect(lines[0]).toEqual({
      file: 'a.ndjson',
      line: 2,
      row: 2,
      key: { id: 0, nope: null },
      kind: 'check',
      rule: 'minimum',
      column: '/id',
      schemaPath: '#/properties/id/minimum',
      message: 'must be >= 1',
      reproduce: 'rowmill validate a.ndjson --schema schema.json --at 2',
    });
    expect(stdout).toMatch(/^2 +minimum +\/id +must be >= 1 +first a\.ndjson:2$/m);
    expect(stdout).not.toContain('Katharina');
  });

  it('writes the same as packed NDJSON and as Parquet', async () => {
    const cwd = folder();
    for (const name of ['all.ndjson', 'all.ndjson.gz', 'all.parquet'])
      await runCli(['validate', 'a.ndjson', 'b.csv', '-s', 'schema.json', '--failures', name], {
        cwd,
      });
    const text = readFileSync(join(cwd, 'all.ndjson'), 'utf8');
    expect(linesOf(text).map(({ file }) => file)).toEqual([...Array(4).fill('a.ndjson'), 'b.csv']);
    expect(String(gunzipSync(readFileSync(join(cwd, 'all.ndjson.gz'))))).toBe(text);
    const database = await openDuckDb();
    const columns = '"file", line, "row", kind, rule, "column", schemaPath, message, reproduce';
    const stored = await database.query(`SELECT ${columns} FROM '${join(cwd, 'all.parquet')}'`);
    await database.close();
    expect(stored).toEqual(
      linesOf(text).map(
        ({ file, line, row, kind, rule, column, schemaPath, message, reproduce }) => [
          ...[file, String(line), String(row), kind, rule, column],
          ...[schemaPath ?? null, message, reproduce],
        ],
      ),
    );
    expect(readdirSync(cwd).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('checks one row alone with --at, and quotes its cells only with --show-values', async () => {
    const cwd = folder();
    const check = (...args: string[]) =>
      runCli(['validate', 'a.ndjson', '-s', 'schema.json', '--at', ...args], { cwd });
    expect(await check('1')).toMatchObject({ code: 0 });
    const hidden = await check('2');
    expect(hidden.stdout).toContain('1 of 1 row failed: maxLength 1, minimum 1');
    expect(hidden.stdout).not.toContain('Katharina');
    expect((await check('2', '--show-values')).stdout).toContain('value "Katharina"');
    expect((await check('3')).stdout).toMatch(/^a\.ndjson:4 +readable/m);
    const beyond = await check('5');
    expect(beyond).toMatchObject({ code: 2, stdout: '' });
    expect(beyond.stderr).toContain('a.ndjson: has no row 5');
  });

  it('checks several files, a pattern or a folder, and tells of each', async () => {
    const cwd = folderWith({ 'schema.json': SCHEMA });
    mkdirSync(join(cwd, 'data'));
    writeFileSync(join(cwd, 'data/1.ndjson'), '{"id":1}\n');
    writeFileSync(join(cwd, 'data/2.ndjson'), '{"id":0}\n{"id":2}\n');
    for (const paths of [['data/*.ndjson'], ['data'], ['data/1.ndjson', 'data/2.ndjson']]) {
      const args = ['validate', ...paths, '-s', 'schema.json'];
      const { stdout, code } = await runCli(args, { cwd });
      expect(code).toBe(1);
      expect(stdout).toContain('✓ data/1.ndjson: 1 row, all as the schema says\n');
      expect(stdout).toContain('✗ data/2.ndjson: 1 of 2 rows failed\n');
      expect(stdout).toMatch(/✗ 1 of 3 rows failed: minimum 1\n$/);
      const events = eventsOf(await runCli([...args, '--json'], { cwd }));
      expect(events.map(({ type }) => type)).toEqual(['file', 'file', 'failure', 'result']);
      expect(events.at(-1)).toMatchObject({ rows: 3, files: ['data/1.ndjson', 'data/2.ndjson'] });
    }
  });

  it.each([
    [['a.ndjson', '--failures', 'all.txt'], 'end the name in .ndjson, .ndjson.gz or .parquet'],
    [['a.ndjson', '--failures', 'none/all.ndjson'], 'its folder is not there'],
    [['a.ndjson', '--failures', 'a.ndjson'], 'is also a file to check'],
    [['a.ndjson', 'b.csv', '--at', '1'], '--at is about one file'],
    [['none/*.csv'], 'no such file'],
  ])('%j ends with 2 and leaves nothing', async (args, message) => {
    const cwd = folder();
    const before = readdirSync(cwd);
    const { code, stderr } = await runCli(['validate', ...args, '-s', 'schema.json'], { cwd });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(readdirSync(cwd)).toEqual(before);
  });

  it('leaves no half file under the name when it is killed, by itself or by a signal', async () => {
    const cwd = folderWith({ 'schema.json': SCHEMA });
    writeFileSync(join(cwd, 'bad.ndjson'), '{"id":0,"name":"Katharina"}\n'.repeat(1_500_000));
    const args = ['validate', 'bad.ndjson', '-s', 'schema.json', '--failures', 'all.ndjson'];
    const unfinished = () => readdirSync(cwd).filter((name) => name.endsWith('.unfinished'));
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const running = startCli(args, { cwd });
      while (unfinished().length === 0 && running.child.exitCode === null) await sleep(5);
      await sleep(100);
      running.child.kill(signal);
      await running.ended;
      expect(existsSync(join(cwd, 'all.ndjson'))).toBe(false);
      if (signal === 'SIGKILL') {
        expect(unfinished()).toHaveLength(1);
        const [left] = unfinished();
        rmSync(join(cwd, left as string));
      } else expect(unfinished()).toEqual([]);
    }
  }, 60_000);
});
