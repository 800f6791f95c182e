import { describe, expect, it } from 'vitest';
import { eventsOf, folderWith, runCli } from '../testing/run-cli.ts';

const SCHEMA = JSON.stringify({
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', minimum: 1 }, name: { type: 'string', maxLength: 5 } },
});

describe('rowmill validate', () => {
  it('passes a file whose rows are right', async () => {
    const cwd = folderWith({ 'rows.csv': 'id,name\n1,Kim\n2,Jo\n', 'schema.json': SCHEMA });
    const { code, stdout } = await runCli(['validate', 'rows.csv', '--schema', 'schema.json'], {
      cwd,
    });
    expect(stdout).toBe('✓ rows.csv: 2 rows, all as the schema says\n');
    expect(code).toBe(0);
  });

  it('reads CSV with another delimiter, and takes one for no other format', async () => {
    const cwd = folderWith({ 'rows.csv': 'id;name\n1;Kim\n0;Jo\n', 'schema.json': SCHEMA });
    const check = (...args: string[]) =>
      runCli(['validate', 'rows.csv', '-s', 'schema.json', '--csv-delimiter', ';', ...args], {
        cwd,
      });
    const { code, stdout } = await check();
    expect(stdout).toMatch(/^rows\.csv:3 +minimum +\/id /m);
    expect(stdout).toContain('1 of 2 rows failed');
    expect(code).toBe(1);
    const refused = await check('--format', 'ndjson');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--csv-delimiter is about CSV');
  });

  it('tells every failure with its line, broken rows among them, and ends with 1', async () => {
    const cwd = folderWith({
      'rows.ndjson': '{"id":1}\n{"id":0}\n{"id":\n{"name":"Katharina"}\n',
      'schema.json': SCHEMA,
    });
    const { code, stdout } = await runCli(['validate', 'rows.ndjson', '-s', 'schema.json'], {
      cwd,
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^rows\.ndjson:2 +minimum +\/id /m);
    expect(stdout).toMatch(/^rows\.ndjson:3 +readable /m);
    expect(stdout).toMatch(/^rows\.ndjson:4 +maxLength +\/name /m);
    expect(stdout).toContain('3 of 4 rows failed');
    expect(stdout).not.toContain('Katharina');
  });

  it('shows as many as --limit says and counts all', async () => {
    const cwd = folderWith({ 'rows.ndjson': '{"id":0}\n'.repeat(50), 'schema.json': SCHEMA });
    const events = eventsOf(
      await runCli(['validate', 'rows.ndjson', '-s', 'schema.json', '--limit', '3', '--json'], {
        cwd,
      }),
    );
    expect(events.map(({ type }) => type)).toEqual(['failure', 'failure', 'failure', 'result']);
    expect(events.at(-1)).toMatchObject({
      ok: false,
      exitCode: 1,
      rows: 50,
      failingRows: 50,
      failuresByRule: { minimum: 50 },
    });
  });

  it.each([
    [['rows.txt', '-s', 'schema.json'], 'its name does not tell its format'],
    [['nope.csv', '-s', 'schema.json'], 'nope.csv: no such file'],
    [['rows.csv', '-s', 'nope.json'], 'nope.json: no such file'],
    [['rows.csv'], 'add --schema FILE or --expectations FILE'],
    [['rows.csv', '-s', 'rows.csv'], 'rows.csv'],
  ])('%j ends with 2', async (args, message) => {
    const cwd = folderWith({ 'rows.csv': 'id\n1\n', 'rows.txt': '', 'schema.json': SCHEMA });
    const { code, stderr } = await runCli(['validate', ...args], { cwd });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
