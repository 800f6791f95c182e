import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { describePostgres, usePostgres } from '../../testing/postgres.ts';
import {
  eventsOf,
  filesIn,
  folderWith,
  runCli,
  SMALL_REQUEST,
  startCli,
} from '../testing/run-cli.ts';

const TO_FILES = `${SMALL_REQUEST}environments:
  files: { targets: [{ kind: directory, path: ./lake, format: csv }] }
  more: { targets: [{ kind: directory, path: ./more, format: ndjson, tables: [users] }] }
test: { command: "node check.mjs" }
`;
const CHECK = `import { readdirSync } from 'node:fs';
console.log('seen ' + readdirSync(process.env.ROWMILL_DIRECTORY).filter((name) => !name.startsWith('.')).sort().join(' '));
`;

describe('rowmill run', () => {
  it('goes through every stage, tells what held and what is gone, and writes the report', async () => {
    const cwd = folderWith({ 'rowmill.yaml': TO_FILES, 'check.mjs': CHECK });
    const { code, stdout, stderr } = await runCli(['run', '--scale', '0.1'], { cwd });
    expect(stderr).toContain('| seen orders.csv users.csv');
    expect(code).toBe(0);
    expect(stdout).toMatch(/✓ small passed in/);
    expect(stdout).toMatch(/✓ valuesReference {2}1 check on orders/);
    expect(stdout).toMatch(/stored .* instead of .* as JSON \(\d+ % less\)/);
    expect(stdout).toMatch(/environment files\n {2}✓ directory .*lake/);
    expect(stdout).toMatch(/- removed file .*users\.csv/);
    expect(stdout).toMatch(/report {2}rowmill-report\/report\.html/);
    const left = filesIn(cwd).filter((file) => !file.startsWith('.rowmill/'));
    expect(left).toEqual([
      'check.mjs',
      'rowmill-report/junit.xml',
      'rowmill-report/profile.json',
      'rowmill-report/report.html',
      'rowmill-report/report.json',
      'rowmill-report/report.sarif',
      'rowmill-report/summary.md',
      'rowmill.yaml',
    ]);
  });

  it('finds the same dataset again, and uses the one environment it is told', async () => {
    const cwd = folderWith({ 'rowmill.yaml': TO_FILES, 'check.mjs': CHECK });
    const first = eventsOf(await runCli(['run', '--json', '--scale', '0.1'], { cwd })).at(-1);
    const events = eventsOf(
      await runCli(['run', '--json', '--scale', '0.1', '--env', 'more'], { cwd }),
    );
    const last = events.at(-1);
    expect(last).toMatchObject({
      type: 'result',
      ok: true,
      exitCode: 0,
      dataset: first?.dataset,
      checksFailed: 0,
      environments: [{ name: 'more' }],
    });
    expect(events).toContainEqual(
      expect.objectContaining({
        stage: 'build',
        status: 'passed',
        detail: expect.stringContaining('found in the store'),
      }),
    );
    const unknown = await runCli(['run', '--env', 'mor'], { cwd });
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('there is no environment "mor" - did you mean "more"?');
  });

  it('ends with 1 when the tests fail or a check does, and cleans up all the same', async () => {
    const cwd = folderWith({ 'rowmill.yaml': TO_FILES, 'check.mjs': 'process.exit(7);\n' });
    const tests = await runCli(['run', '--scale', '0.1'], { cwd });
    expect(tests.code).toBe(1);
    expect(tests.stderr).toContain('test command `node check.mjs` ended with exit code 7');
    expect(tests.stdout).toMatch(/✗ test: node check\.mjs/);
    expect(filesIn(cwd).filter((file) => file.startsWith('lake'))).toEqual([]);
    const wrong =
      'validation: { expectations: [{ expect: rowCountIsBetween, table: users, rows: 5 }] }\n';
    writeFileSync(join(cwd, 'rowmill.yaml'), `${TO_FILES}${wrong}`);
    const checks = await runCli(['run', '--scale', '0.1'], { cwd });
    expect(checks.code).toBe(1);
    expect(checks.stdout).toMatch(/✗ users: rowCountIsBetween/);
    expect(checks.stdout).not.toContain('test:');
  });

  it('keeps the environment with --keep, until the next run of it', async () => {
    const cwd = folderWith({ 'rowmill.yaml': TO_FILES, 'check.mjs': CHECK });
    const { stdout } = await runCli(['run', '--scale', '0.1', '--env', 'more', '--keep'], { cwd });
    expect(stdout).toContain('kept until the next run of this environment');
    expect(readFileSync(join(cwd, 'more/users.ndjson'), 'utf8').split('\n')).toHaveLength(2001);
    const doctor = await runCli(['doctor', '--fix'], { cwd });
    expect(doctor.stdout).toContain('removed file');
    expect(filesIn(cwd).filter((file) => file.startsWith('more'))).toEqual([]);
  });

  it('writes a summary for GitHub', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    await runCli(['run', '--scale', '0.01'], {
      cwd,
      variables: { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') },
    });
    expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toMatch(/^### ✅ rowmill small: passed/);
  });
});

describePostgres('rowmill run into PostgreSQL', () => {
  const postgres = usePostgres();
  const request = `${SMALL_REQUEST}environments: { qa: { targets: [{ kind: postgres, url: env:QA_URL }] } }\n`;
  const databases = async (): Promise<unknown[]> =>
    postgres.sql("SELECT datname FROM pg_database WHERE datname LIKE 'rowmill_qa%'");

  it('loads, verifies and removes', async () => {
    const cwd = folderWith({ 'rowmill.yaml': request });
    const { code, stdout } = await runCli(['run'], {
      cwd,
      variables: { QA_URL: postgres.server.url },
    });
    expect(stdout).toMatch(/✓ postgres .* rows in 2 tables, read back and equal/);
    expect(code).toBe(0);
    expect(await databases()).toEqual([]);
  });

  it('names a wrong password and never shows it', async () => {
    const cwd = folderWith({ 'rowmill.yaml': request });
    const url = new URL(postgres.server.url);
    url.password = 'not-the-password';
    const { code, stdout, stderr } = await runCli(['run', '--verbose'], {
      cwd,
      variables: { QA_URL: String(url) },
    });
    expect(code).toBe(3);
    expect(stderr).toContain('the password for user "postgres" is wrong');
    expect(stdout + stderr).not.toContain('not-the-password');
  });

  it('removes what it made when it is stopped in the middle of the load', async () => {
    const cwd = folderWith({ 'rowmill.yaml': request });
    const running = startCli(['run', '--scale', '40'], {
      cwd,
      variables: { QA_URL: postgres.server.url },
    });
    while (!running.notes().includes('provision: done') && running.child.exitCode === null)
      await sleep(20);
    running.child.kill('SIGINT');
    const { code, stdout } = await running.ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(/- removed database "rowmill_qa/);
    expect(await databases()).toEqual([]);
  });

  it('ends with 5 when the server goes away for good, and tells what is left', async () => {
    const cwd = folderWith({ 'rowmill.yaml': request });
    const running = startCli(['run', '--scale', '40'], {
      cwd,
      variables: { QA_URL: postgres.server.url },
    });
    while (!running.notes().includes('provision: done') && running.child.exitCode === null)
      await sleep(20);
    process.kill(postgres.server.pid, 'SIGQUIT');
    const { code, stderr } = await running.ended;
    expect(stderr).toContain('clean-up is incomplete');
    expect(code).toBe(5);
    const doctor = await runCli(['doctor'], { cwd });
    expect(doctor.stdout).toContain('left behind: qa (1 thing)');
  });
});
