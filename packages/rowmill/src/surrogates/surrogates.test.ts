import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, runCli } from '../cli/testing/run-cli.ts';

const PATIENTS = 'mrn,ward\nM-1001,A\nM-1002,B\nM-1003,A\n';
const VISITS = 'visit,mrn\n1,M-1002\n2,M-1001\n3,M-1002\n4,\n';

const request = (rule: string, masking = ''): string => `
name: clinic
tables:
  patients:
    source: { kind: csv, path: patients.csv }
    key: mrn
    columns: { mrn: ${rule}, ward: keep }
  visits:
    source: { kind: csv, path: visits.csv }
    key: visit
    columns: { visit: keep, mrn: ${rule.replace(' }', ', references: patients.mrn }')} }
${masking}`;

const KEPT = request('{ mask: token.vault }', 'masking: { key: env:KEY, vault: file:masks.vault }');
const variables = { KEY: 'a passphrase of a test' };

const clinic = (text: string): string =>
  folderWith({ 'rowmill.yaml': text, 'patients.csv': PATIENTS, 'visits.csv': VISITS });

/** Masks of a run: those of the patients, and for each visit that of its patient. */
async function maskIn(cwd: string, out: string) {
  const args = ['mask', '--format', 'csv', '--out', out];
  const { code, stderr } = await runCli(args, { cwd, variables });
  expect([code, stderr.includes('M-100'), stderr]).toEqual([0, false, expect.anything()]);
  const rows = (table: string): string[][] =>
    readFileSync(join(cwd, out, `${table}.csv`), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
  return {
    patients: rows('patients').map(([mrn = '']) => mrn),
    visits: rows('visits').map(([, mrn = '']) => mrn),
  };
}

describe('surrogate.random', () => {
  it('joins the tables of a run, and gives other masks in the next one', async () => {
    const cwd = clinic(request('{ mask: surrogate.random, format: digits, length: 12 }'));
    const first = await maskIn(cwd, 'one');
    const [a, b] = first.patients;
    expect(first.visits).toEqual([b, a, b, '']);
    expect(new Set(first.patients).size).toBe(3);
    const second = await maskIn(cwd, 'two');
    expect(second.patients).not.toEqual(first.patients);
    expect(second.visits[0]).toBe(second.patients[1]);
    // Nothing that was there before is left beside the sources, the request and the masks.
    for (const file of filesIn(join(cwd, '.rowmill')))
      expect(readFileSync(join(cwd, '.rowmill', file), 'latin1')).not.toContain('M-100');
  });

  it('joins the tables of a run that delivers and tests them, and keeps no map', async () => {
    const more = `environments:
  files: { targets: [{ kind: directory, path: lake, format: csv }] }
test: { command: "cat lake/patients.csv lake/visits.csv" }
`;
    const cwd = clinic(request('{ mask: surrogate.random, format: letters, length: 9 }', more));
    const { code, stderr } = await runCli(['run'], { cwd });
    const codes = [...stderr.matchAll(/\b[a-z]{9}\b(?=,[AB]$)/gm)].map(([text]) => text);
    expect([code, codes.length]).toEqual([0, 3]);
    expect(stderr).toMatch(new RegExp(`1,${codes[1]}$[^]*2,${codes[0]}$`, 'm'));
    for (const file of filesIn(cwd).filter((name) => !/^(?:patients|visits)\.csv$/.test(name)))
      expect(readFileSync(join(cwd, file), 'latin1')).not.toContain('M-100');
  });

  it('asks for a vault where its map is kept', async () => {
    const cwd = clinic(request('{ mask: surrogate.random, map: keep }'));
    const { code, stderr } = await runCli(['mask'], { cwd, variables });
    expect([code, stderr]).toEqual([2, expect.anything()]);
    expect(stderr).toMatch(/random masks that are kept, but masking\.vault is not set/);
  });
});

describe('token.vault', () => {
  it('gives the tokens of earlier runs from a vault that only its owner may read', async () => {
    const cwd = clinic(KEPT);
    const first = await maskIn(cwd, 'one');
    const file = join(cwd, 'masks.vault');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    for (const secret of ['M-1001', btoa('M-1001'), ...first.patients])
      expect(text).not.toContain(secret);
    writeFileSync(join(cwd, 'patients.csv'), `${PATIENTS}M-1004,C\n`);
    const second = await maskIn(cwd, 'two');
    expect(second.patients.slice(0, 3)).toEqual(first.patients);
    expect(second.visits).toEqual(first.visits);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(text.split('\n').length + 1);
  });

  it('refuses a vault of another key, and one that was changed, before anything is written', async () => {
    const cwd = clinic(KEPT);
    await maskIn(cwd, 'one');
    const file = join(cwd, 'masks.vault');
    const text = readFileSync(file, 'utf8');
    const fails = async (key: string): Promise<string> => {
      const args = ['mask', '--out', 'two'];
      const { code, stderr } = await runCli(args, { cwd, variables: { KEY: key } });
      expect(code).not.toBe(0);
      expect(filesIn(cwd)).not.toContain('two');
      return stderr;
    };
    expect(await fails('another passphrase, as long')).toMatch(/sealed by masking key [\da-f]{8}/);
    writeFileSync(file, text.replace(/"sealed":"..../, '"sealed":"AAAA'));
    expect(await fails(variables.KEY)).toMatch(/an entry is changed/);
    writeFileSync(file, `M-1001 ${text}`);
    const broken = await fails(variables.KEY);
    expect([broken.includes('broken one'), broken.includes('M-1001')]).toEqual([true, false]);
  });
});
