import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runCli, SMALL_REQUEST } from '../testing/run-cli.ts';

describe('rowmill preview', () => {
  it('gives the lines of the file, wherever it starts', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    await runCli(['generate', '--table', 'users'], { cwd });
    const lines = readFileSync(join(cwd, 'rowmill-out/users.ndjson'), 'utf8').split('\n');
    for (const at of [0, 1, 8191, 8192, 12_345, 19_995]) {
      const args = ['preview', 'users', '--at', String(at), '--rows', '5', '--json'];
      const { stdout, code } = await runCli(args, { cwd });
      expect(code).toBe(0);
      const expected = lines.slice(at, at + 5).map((line) => `${line}\n`);
      expect(stdout).toBe(expected.join(''));
    }
  });

  it('ends at the last row, and tells what lies behind it', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const last = await runCli(
      ['preview', 'users', '--at', '19999', '--rows', '10', '--format', 'csv'],
      { cwd },
    );
    expect(last.stdout.trimEnd().split('\n')).toHaveLength(2);
    const behind = await runCli(['preview', 'users', '--at', '20000'], { cwd });
    expect(behind.code).toBe(2);
    expect(behind.stderr).toContain('"users" has 20,000 rows, numbered from 0');
  });

  it('names the nearest table', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const { code, stderr } = await runCli(['preview', 'oders'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean "orders"?');
  });

  it('refuses forms that invalid rows do not have', async () => {
    const cwd = folderWith({
      'rowmill.yaml':
        'name: odd\nseed: 1\nedgeCases: true\ntables: { t: { rows: 5, columns: { id: sequence, ok: boolean } } }\n',
    });
    const ndjson = await runCli(['preview', 't', '--invalid', '--format', 'ndjson'], { cwd });
    expect(ndjson.code).toBe(0);
    expect(ndjson.stdout).toContain('"rule":"valuesAreNotNull"');
    for (const odd of [['--format', 'csv'], ['--csv-delimiter', ';'], ['--gzip']]) {
      const { code, stderr, stdout } = await runCli(['preview', 't', '--invalid', ...odd], { cwd });
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain(odd[0]);
    }
  });
});
