import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, filesIn, folderWith, runCli } from '../testing/run-cli.ts';

const variables = { ROWMILL_KEY: 'a passphrase of a test' };

const PEOPLE = `id,name,note
${Array.from({ length: 40 }, (_, i) => `${i},Vilhelmina Oakenshaw ${i},write to vil${i}@posthaus.dev`).join('\n')}
`;

/** `note` has no type: what it holds is seen where masks are measured, and nowhere else. */
const request = (note: string) => `name: gate
tables:
  people:
    source: { kind: csv, path: ./people.csv }
    key: id
    columns:
      id: { mask: keep }
      name: { mask: redact, type: full-name }
      note: ${note}
masking: { key: env:ROWMILL_KEY }
`;

const folder = (note: string) =>
  folderWith({ 'rowmill.yaml': request(note), 'people.csv': PEOPLE });

const evidence = (cwd: string) =>
  readFileSync(join(cwd, '.rowmill/audit/log.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('rowmill mask --prove', () => {
  it.each([['--prove'], ['--format', 'parquet'], ['--report', 'evidence']].map((args) => [args]))(
    '%j writes nothing where a check fails, and names it',
    async (args) => {
      const cwd = folder('{ mask: keep }');
      const { code, stdout, stderr } = await runCli(['mask', ...args], { cwd, variables });
      expect(stdout).toMatch(
        /✗ people: noPersonalDataIsFound \(note\) {2}detectors find email in 40 of 40 masks/,
      );
      expect(stdout).toMatch(/✓ valuesDoNotSurvive/);
      expect(stderr).toMatch(/1 of \d+ checks failed/);
      expect(code).toBe(1);
      expect(existsSync(join(cwd, 'rowmill-out'))).toBe(false);
      expect(stdout + stderr).not.toMatch(/Vilhelmina|vil\d+@/);
    },
  );

  it('reports what failed, and no copy', async () => {
    const cwd = folder('{ mask: keep }');
    const { code } = await runCli(['mask', '--report', 'evidence'], { cwd, variables });
    expect(code).toBe(1);
    const report = JSON.parse(readFileSync(join(cwd, 'evidence/compliance.json'), 'utf8'));
    expect(report.run.outcome).toBe('failed');
    expect(report.environments).toEqual([]);
    expect(report.checks).toContainEqual(
      expect.objectContaining({ name: 'noPersonalDataIsFound', passed: false }),
    );
  });

  it('fails the same dataset again, which it finds in the store', async () => {
    const cwd = folder('{ mask: keep }');
    for (const _ of [1, 2]) {
      const { code } = await runCli(['mask', '--prove'], { cwd, variables });
      expect(code).toBe(1);
    }
    expect(filesIn(cwd).filter((file) => file.startsWith('rowmill-out'))).toEqual([]);
  });

  it('leaves what was at the destination before as it was', async () => {
    const cwd = folder('redact');
    expect((await runCli(['mask', '--prove'], { cwd, variables })).code).toBe(0);
    const before = readFileSync(join(cwd, 'rowmill-out/people.ndjson'), 'utf8');
    const other = folderWith({ 'rowmill.yaml': request('{ mask: keep }'), 'people.csv': PEOPLE });
    const out = ['--out', join(cwd, 'rowmill-out')];
    expect((await runCli(['mask', '--prove', ...out], { cwd: other, variables })).code).toBe(1);
    expect(readFileSync(join(cwd, 'rowmill-out/people.ndjson'), 'utf8')).toBe(before);
    expect(filesIn(join(cwd, 'rowmill-out'))).toEqual(['people.ndjson']);
  });

  it('says whether files are proven, and the log does', async () => {
    const cwd = folder('redact');
    const proven = await runCli(['mask', '--json', '--prove'], { cwd, variables });
    expect(eventsOf(proven).at(-1)).toMatchObject({ type: 'result', proven: true });
    const quick = await runCli(['mask', '--json'], { cwd, variables });
    expect(eventsOf(quick).at(-1)).toMatchObject({ type: 'result', proven: false });
    const told = await runCli(['mask'], { cwd, variables });
    expect(told.stdout).toContain(
      'not proven: of each table, the first 2,000 rows alone were measured',
    );
    const deeds = evidence(cwd).filter(({ action }) => action === 'target.deliver');
    expect(
      deeds.filter(({ result }) => result === 'begun').map(({ params }) => params.proven),
    ).toEqual([true, false, false]);
    const decided = evidence(cwd).filter(({ action }) => action === 'gate.decide');
    expect(decided).toMatchObject([{ decision: 'allowed' }]);
  });

  it('measures the first rows of every file before the quick way, and everything where they fail', async () => {
    const cwd = folder('{ mask: keep }');
    const { code, stdout } = await runCli(['mask'], { cwd, variables });
    expect(stdout).toMatch(/✗ people: noPersonalDataIsFound \(note\) {2}detectors find email/);
    expect(code).toBe(1);
    expect(existsSync(join(cwd, 'rowmill-out'))).toBe(false);
  });

  it('measures what came out as it was even on the quick way', async () => {
    const cwd = folder('{ mask: char.scramble, type: full-name }');
    // Nothing of it is a letter or digit that could be another one.
    writeFileSync(join(cwd, 'people.csv'), `${PEOPLE}40,Torben,-- * --\n`);
    const { code, stdout } = await runCli(['mask'], { cwd, variables });
    expect(stdout).toMatch(/✗ people: valuesDoNotSurvive \(note\) {2}1 cell as in the source/);
    expect(code).toBe(1);
    expect(existsSync(join(cwd, 'rowmill-out'))).toBe(false);
  });
});
