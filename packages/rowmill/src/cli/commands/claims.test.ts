import { describe, expect, it } from 'vitest';
import { eventsOf, filesIn, folderWith, runCli } from '../testing/run-cli.ts';

const PATIENTS = `name,mail,born,zip,total
Kim Lee,kim@mail.example,1931-04-02,03601,7
`;

const request = (columns: string, masking: string) => `name: clinic
tables:
  patients:
    source: { kind: csv, path: ./patients.csv }
    columns:
${columns}
masking: { ${masking} }
environments:
  qa: { targets: [{ kind: directory, path: ./lake, format: csv }] }
cleanup: never
`;

const SAFE = `      name: { mask: redact, type: full-name }
      mail: { mask: 'null', type: email }
      born: { mask: date.truncate, topcodeAges: 89, type: birth-date }
      zip: { mask: zip3, type: postal-code }
      total: { mask: keep, type: none }`;

const CLAIM =
  'claim: hipaa-safe-harbor, asOf: 2026-11-23, statements: { actualKnowledge: { name: R. Roe, date: 2026-01-02 } }';

const folder = (columns: string, masking: string) =>
  folderWith({ 'rowmill.yaml': request(columns, masking), 'patients.csv': PATIENTS });

const variables = { ROWMILL_KEY: 'a passphrase of a test' };

describe('a claim that the plan does not earn', () => {
  const columns = SAFE.replace("mask: 'null'", 'mask: fake.email').replace(
    ', type: postal-code',
    '',
  );
  const unearned = () => folder(columns, `${CLAIM}, key: env:ROWMILL_KEY`);

  it('is shown with every reason, and refused', async () => {
    const { code, stdout } = await runCli(['plan'], { cwd: unearned(), variables });
    expect(stdout).toMatch(/^claim hipaa-safe-harbor {2}refused$/m);
    expect(stdout).toMatch(/patients\.mail +refused +\(F\) the mask is a code derived/);
    expect(stdout).toMatch(/patients\.zip +refused +nobody has decided/);
    expect(stdout).toMatch(/patients\.total +not concerned +data of nobody/);
    expect(code).toBe(4);
  });

  it.each([['run'], ['mask', '--out', 'masked']])(
    'stops %s before a row is read',
    async (...args) => {
      const cwd = unearned();
      const { code, stderr } = await runCli(args, { cwd, variables });
      expect(code).toBe(4);
      expect(stderr).toContain('the request claims what its plan does not earn');
      expect(stderr).toContain('patients.mail');
      expect(filesIn(cwd).filter((file) => /lake|masked|part-/.test(file))).toEqual([]);
    },
  );
});

describe('a claim that the plan earns', () => {
  it('is open until the run has shown it, and a check of the run', async () => {
    const cwd = folder(SAFE, CLAIM);
    const planned = await runCli(['plan'], { cwd, variables });
    expect(planned.stdout).toMatch(/claim hipaa-safe-harbor/);
    expect(planned.code).toBe(0);
    const run = await runCli(['run', '--json'], { cwd, variables });
    expect(run.code).toBe(0);
    const text = JSON.stringify(eventsOf(run));
    expect(text).not.toContain('Kim');
    const masked = await runCli(['mask', '--format', 'csv', '--out', '-'], { cwd, variables });
    expect(masked.stdout + masked.stderr).not.toContain('kim@mail');
  });
});

describe('decisions that are not good enough', () => {
  it.each([
    ['name: { mask: keep, type: full-name }', 'is kept, but nobody says why, nor who answers'],
    ['name: { mask: redact, type: full-name, expires: 2020-01-01 }', 'held until 2020-01-01'],
  ])('%s is refused with exit code 4', async (name, problem) => {
    const columns = SAFE.replace('name: { mask: redact, type: full-name }', name);
    const { code, stderr } = await runCli(['plan'], { cwd: folder(columns, ''), variables });
    expect(stderr).toContain(problem);
    expect(code).toBe(4);
  });
});
