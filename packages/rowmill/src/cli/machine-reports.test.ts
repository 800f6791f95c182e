import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { PublishedSchema } from '../reports/schema-uri.ts';
import { junitProblems, readXml } from '../reports/testing/junit-shape.ts';
import { sarifProblems } from '../reports/testing/sarif-problems.ts';
import { schemaProblems } from '../reports/testing/schema-problems.ts';
import { eventsOf, filesIn, folderWith, runCli, SMALL_REQUEST } from './testing/run-cli.ts';

const FAILING = `${SMALL_REQUEST}validation:
  expectations:
    - { expect: rowCountIsBetween, table: users, rows: 5 }
    - { expect: valuesAreBetween, table: orders, column: total, min: 50, severity: warning }
    - { expect: valuesAreNotNull, table: users, column: name, waive: { reason: later, until: 2999-12-31 } }
`;

const MASKED = `name: masked
masking: { key: env:ROWMILL_KEY }
tables:
  people:
    source: { kind: csv, path: ./people.csv }
    key: n
    columns:
      n: { mask: keep, reason: a number }
      mail: { mask: fake.email }
validation:
  expectations:
    - { expect: valuesAreInSet, table: people, column: mail, values: [nobody@example.com] }
`;

const CANARY = 'canary.person@rowmill-canary.org';
const PEOPLE = `n,mail\n${Array.from({ length: 40 }, (_, n) => `${n},${n}.${CANARY}`).join('\n')}\n`;
const KEY = { ROWMILL_KEY: '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0' };

const textOf = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const jsonOf = (...path: string[]): Record<string, unknown> => JSON.parse(textOf(...path));
const uriOf = (name: PublishedSchema): string => `https://rowmill.dev/schema/${name}.json`;

/** Holds everything that a run has written for machines to its form. */
function expectForms(cwd: string): void {
  const [run = ''] = readdirSync(join(cwd, '.rowmill/runs'));
  const kept = join(cwd, '.rowmill/runs', run);
  for (const folder of [join(cwd, 'rowmill-report'), kept]) {
    for (const [file, name] of [
      ['report.json', 'report-1'],
      ['profile.json', 'profile-1'],
    ] as const) {
      expect(jsonOf(folder, file).$schema ?? uriOf(name)).toBe(uriOf(name));
      expect(schemaProblems(name, jsonOf(folder, file))).toEqual([]);
    }
    expect(sarifProblems(jsonOf(folder, 'report.sarif'))).toEqual([]);
    expect(junitProblems(readXml(textOf(folder, 'junit.xml')))).toEqual([]);
  }
  expect(schemaProblems('checks-1', jsonOf(kept, 'checks.json'))).toEqual([]);
  const lists = filesIn(kept).filter((file) => file.startsWith('failures/'));
  for (const line of lists.flatMap((file) => textOf(kept, file).trimEnd().split('\n')))
    expect(schemaProblems('failure-1', JSON.parse(line))).toEqual([]);
}

describe('what a run writes for machines', () => {
  it('has the published forms where all checks passed', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const { code } = await runCli(['run', '--scale', '0.05'], { cwd });
    expect(code).toBe(0);
    expectForms(cwd);
  });

  it('has the published forms where checks failed, and tells GitHub of them at their lines', async () => {
    const cwd = folderWith({ 'rowmill.yaml': FAILING });
    const files = { GITHUB_STEP_SUMMARY: join(cwd, 'sum.md'), GITHUB_OUTPUT: join(cwd, 'out') };
    const variables = { GITHUB_WORKSPACE: cwd, ...files };
    const args = ['run', '--scale', '0.05', '--github'];
    const { code, stdout, stderr } = await runCli(args, { cwd, variables });
    expect(code).toBe(1);
    expectForms(cwd);
    expect(stdout).toMatch(
      /✗ users: rowCountIsBetween[\s\S]*~ users: valuesAreNotNull[\s\S]*! orders: /,
    );
    expect(stdout).toMatch(/passed {2}1 failed, 1 waived, 1 warning/);
    expect(stderr).toMatch(/^::error file=rowmill\.yaml,line=20,col=7,title=rowCountIsBetween::/m);
    expect(stderr).toMatch(/^::warning file=rowmill\.yaml,line=21,/m);
    expect(stderr).toMatch(/^::notice file=rowmill\.yaml,line=22,.*waived until 2999-12-31/m);
    expect(textOf(cwd, 'sum.md')).toMatch(/^### ❌ rowmill small: failed\n/);
    expect(textOf(cwd, 'out')).toMatch(/^outcome<<(\S+)\nfailed\n\1$/m);
    const [log] = (jsonOf(cwd, 'rowmill-report/report.sarif') as unknown as Log).runs;
    expect(log?.results?.map(({ level }) => level).sort()).toEqual(['error', 'error', 'warning']);
  });

  it('has the published forms of masked tables, and nowhere a value of them', async () => {
    const cwd = folderWith({ 'rowmill.yaml': MASKED, 'people.csv': PEOPLE });
    const summary = join(cwd, 'sum.md');
    const variables = { ...KEY, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const { code, stdout, stderr } = await runCli(['run'], { cwd, variables });
    expect(stderr).toMatch(/^::error .*valuesAreInSet/m);
    expect(code).toBe(1);
    expectForms(cwd);
    const written = filesIn(cwd).filter((file) => !/^(people\.csv|.*\.parquet)$/.test(file));
    const texts = written.map((file) => readFileSync(join(cwd, file), 'latin1'));
    expect([stdout, stderr, ...texts].join('\n')).not.toContain(CANARY);
    expect(textOf(summary)).toMatch(/mail = \\#[0-9a-f]{12}/);
  });

  it('comes to the same, whether GitHub takes its summary or not', async () => {
    const cwd = folderWith({ 'rowmill.yaml': SMALL_REQUEST });
    const nowhere = { GITHUB_STEP_SUMMARY: '/dev/full', GITHUB_OUTPUT: join(cwd, 'no/out') };
    const args = ['run', '--scale', '0.01', '--json'];
    const result = await runCli(args, { cwd, variables: nowhere });
    expect(result.code).toBe(0);
    expect(eventsOf(result).at(-1)).toMatchObject({ ok: true, outcome: 'passed' });
    expect(result.stderr).toMatch(/GITHUB_STEP_SUMMARY: no summary is written: ENOSPC/);
    expect(result.stderr).toMatch(/GITHUB_OUTPUT: nothing is handed on: ENOENT/);
  });
});

describe('what rowmill validate writes for machines', () => {
  const SCHEMA = JSON.stringify({ properties: { id: { type: 'integer', minimum: 1 } } });
  const ROWS = '{"id":0}\n{"id":2}\n{"id":"x"}\n{"id":\n';

  it('has the published forms, with the lines of rows that fail', async () => {
    const cwd = folderWith({ 'rows.ndjson': ROWS, 'schema.json': SCHEMA });
    const args = ['validate', 'rows.ndjson', '-s', 'schema.json', '--limit', '1'];
    const all = ['--report', 'out', '--failures', 'all.ndjson', '--github'];
    const { code, stderr } = await runCli([...args, ...all], { cwd });
    expect(code).toBe(1);
    expect(schemaProblems('validation-1', jsonOf(cwd, 'out/validation.json'))).toEqual([]);
    for (const line of textOf(cwd, 'all.ndjson').trimEnd().split('\n'))
      expect(schemaProblems('file-failure-1', JSON.parse(line))).toEqual([]);
    expect(junitProblems(readXml(textOf(cwd, 'out/junit.xml')))).toEqual([]);
    const log = jsonOf(cwd, 'out/validation.sarif');
    expect(sarifProblems(log)).toEqual([]);
    const lines = (log as unknown as Log).runs[0]?.results?.map(
      ({ locations }) => locations?.[0]?.physicalLocation?.region?.startLine,
    );
    expect(lines).toEqual([1, 3, 4]);
    expect(stderr).toMatch(/^::error file=rows\.ndjson,line=1,title=minimum::/m);
  });

  it('shows what it found though the report cannot be written', async () => {
    const cwd = folderWith({ 'rows.ndjson': ROWS, 'schema.json': SCHEMA, taken: '' });
    const args = ['validate', 'rows.ndjson', '-s', 'schema.json', '--report', 'taken'];
    const { code, stdout, stderr } = await runCli(args, { cwd });
    expect(code).toBe(3);
    expect(stdout).toContain('3 of 4 rows failed');
    expect(stderr).toContain('taken: writing the report failed: something else is in its place');
  });

  it('tells of expectations as of a run', async () => {
    const cwd = folderWith({
      'users.csv': 'id,age\n1,34\n1,17\n',
      'x.yaml':
        '- { expect: valuesAreUnique, table: users, column: id }\n- { expect: valuesAreBetween, table: users, column: age, min: 18, severity: info }\n',
    });
    const args = ['validate', 'users.csv', '-x', 'x.yaml', '--report', 'out', '--github'];
    const { code, stderr } = await runCli(args, { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^::error file=x\.yaml,line=1,col=\d+,title=valuesAreUnique::/m);
    expect(stderr).toMatch(/^::notice file=x\.yaml,line=2,/m);
    expect(schemaProblems('checks-1', jsonOf(cwd, 'out/checks.json'))).toEqual([]);
    expect(sarifProblems(jsonOf(cwd, 'out/report.sarif'))).toEqual([]);
    expect(junitProblems(readXml(textOf(cwd, 'out/junit.xml')))).toEqual([]);
    expect(textOf(cwd, 'out/summary.md')).toMatch(/^### ❌ rowmill validate x\.yaml: failed\n/);
  });
});

describe('rowmill mask and rowmill scan', () => {
  it('tell GitHub what they came to, and no value', async () => {
    const passing = MASKED.slice(0, MASKED.indexOf('validation:'));
    const undecided = passing.replace('mail: { mask: fake.email }', 'mail: { mask: keep }');
    const cwd = folderWith({ 'rowmill.yaml': passing, 'people.csv': PEOPLE });
    const sum = join(cwd, 'sum.md');
    const files = { GITHUB_STEP_SUMMARY: sum, GITHUB_OUTPUT: join(cwd, 'out') };
    const variables = { ...KEY, GITHUB_ACTIONS: 'true', ...files };
    const masked = await runCli(['mask', '--prove'], { cwd, variables });
    expect(masked.code).toBe(0);
    expect(textOf(sum)).toMatch(/^### ✅ rowmill mask masked: passed\n/);
    writeFileSync(join(cwd, 'rowmill.yaml'), undecided);
    const args = ['scan', 'people.csv', '--strict'];
    const scanned = await runCli(args, { cwd, variables });
    expect(scanned.code).toBe(4);
    expect(scanned.stderr).toMatch(/^::error title=people\.mail::people\.mail: pii \(email\)/m);
    expect(textOf(sum)).toContain('### ⚠️ rowmill scan: 1 column without a decision');
    const outcomes = [...textOf(cwd, 'out').matchAll(/^outcome<<(\S+)\n(.*)\n\1$/gm)];
    expect(outcomes.map(([, , outcome]) => outcome)).toEqual(['passed', 'failed']);
    const said = [masked.stdout, masked.stderr, scanned.stdout, scanned.stderr, textOf(sum)];
    expect(said.join('\n')).not.toContain(CANARY);
  });
});
