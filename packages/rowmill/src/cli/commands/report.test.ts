import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, folderWith, runCli, SMALL_REQUEST } from '../testing/run-cli.ts';

const FAILING = `${SMALL_REQUEST}validation:
  expectations:
    - { expect: valuesAreBetween, table: orders, column: total, max: 50 }
`;

describe('rowmill report', () => {
  it('writes again what the run has written, the lists of failing rows among it', async () => {
    const cwd = folderWith({ 'rowmill.yaml': FAILING });
    await runCli(['run', '--scale', '0.05', '--report', 'first'], { cwd });
    const { code, stdout } = await runCli(['report', '--output', 'deep/again'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('✓ deep/again/report.html');
    const names = readdirSync(join(cwd, 'first')).sort();
    expect(readdirSync(join(cwd, 'deep/again')).sort()).toEqual(names);
    for (const name of names) {
      const [first, again] = ['first', 'deep/again'].map((folder) =>
        readFileSync(join(cwd, folder, name), 'utf8'),
      );
      expect(again?.replaceAll('../../.rowmill', '../.rowmill')).toBe(first);
    }
    const report = JSON.parse(readFileSync(join(cwd, 'deep/again/report.json'), 'utf8'));
    const { failuresFile } = report.checks.findLast((check: { passed: boolean }) => !check.passed);
    const lines = readFileSync(join(cwd, 'deep/again', failuresFile), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeGreaterThan(20);
  });

  it('writes some forms, or one to stdout', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    await runCli(['run', '--scale', '0.01'], { cwd });
    const some = await runCli(['report', 'latest', '-o', 'some', '--format', 'junit,html'], {
      cwd,
    });
    expect(some.code).toBe(0);
    expect(readdirSync(join(cwd, 'some')).sort()).toEqual(['junit.xml', 'report.html']);
    const text = await runCli(['report', '-o', '-', '--format', 'markdown'], { cwd });
    expect(text.stdout).toMatch(/^### ✅ rowmill small: passed\n/);
    const event = await runCli(['report', '-o', 'x', '--format', 'sarif', '--json'], { cwd });
    expect(eventsOf(event)).toEqual([
      expect.objectContaining({
        ok: true,
        outcome: 'passed',
        report: { sarif: join(cwd, 'x/report.sarif') },
      }),
    ]);
  });

  it('says what it cannot do, and how to go on', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const tell = async (...args: string[]) => {
      const { code, stderr } = await runCli(['report', ...args], { cwd });
      return `${code} ${stderr}`;
    };
    expect(await tell()).toMatch(/^2 .*there is no run "latest"/);
    await runCli(['run', '--scale', '0.01'], { cwd });
    expect(await tell('--format', 'pdf')).toMatch(/^2 .*There is no form "pdf"; there are json,/);
    expect(await tell('-o', '-')).toMatch(/^2 .*stdout takes one form - add --format markdown/);
    writeFileSync(join(cwd, 'taken'), '');
    expect(await tell('-o', 'taken')).toMatch(/^3 .*writing the report failed: something else/);
    const [run = ''] = readdirSync(join(cwd, '.rowmill/runs'));
    writeFileSync(join(cwd, '.rowmill/runs', run, 'report.json'), '{"version":1}');
    expect(await tell()).toMatch(/^3 .*fields are missing or of another type/);
  });
});
