import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventsOf, filesIn, folderWith, runCli } from '../testing/run-cli.ts';

interface Finding {
  readonly name: string;
  readonly status: string;
  readonly detail: string;
}

async function findings(cwd: string, ...args: string[]) {
  const result = await runCli(['doctor', '--json', ...args], { cwd });
  const [event] = eventsOf(result) as unknown as [{ findings: Finding[] }];
  return {
    code: result.code,
    found: new Map(event.findings.map((finding) => [finding.name, finding])),
  };
}

/** What a run leaves that was killed before it could clean up. */
function leaveBehind(cwd: string): void {
  mkdirSync(join(cwd, '.rowmill/environments'), { recursive: true });
  mkdirSync(join(cwd, 'lake'));
  const lease = '0d8e3c1e-0000-4000-8000-000000000000';
  const at = '2020-01-01T00:00:00.000Z';
  const folder = join(cwd, 'lake');
  const object = (kind: string, name: string) => ({
    target: 'directory',
    kind,
    name,
    place: { folder },
  });
  const ledger = {
    version: 1,
    environment: 'qa',
    lease,
    owner: 'somebody',
    process: { pid: 1, host: 'elsewhere', space: '', started: '' },
    created: at,
    expires: at,
    objects: [object('folder', folder), object('file', join(folder, 'users.csv'))],
  };
  writeFileSync(join(folder, 'users.csv'), 'id\n1\n');
  writeFileSync(join(cwd, '.rowmill/environments/qa.json'), JSON.stringify(ledger));
}

describe('rowmill doctor', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it('tells which engine runs, and what to do about another one', async () => {
    vi.stubEnv('ROWMILL_ENGINE', 'ts');
    const slow = await findings(folderWith());
    expect(slow.found.get('engine')).toMatchObject({
      status: 'hint',
      detail: expect.stringContaining('TypeScript'),
      fix: expect.stringContaining('ROWMILL_ENGINE'),
    });
    vi.stubEnv('ROWMILL_ENGINE', 'rust');
    const wrong = await findings(folderWith());
    expect(wrong.found.get('engine')).toMatchObject({ status: 'problem' });
  });

  it('finds this machine fit', async () => {
    const cwd = folderWith();
    const { code, found } = await findings(cwd);
    expect(code).toBe(0);
    expect(found.get('Node')).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining(process.versions.node),
    });
    expect(found.get('engine')).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('WebAssembly'),
    });
    expect(found.get('pg')?.status).toBe('ok');
    expect(found.get('environments')?.status).toBe('ok');
    expect(filesIn(cwd)).toEqual([]);
  });

  it('tells of a store that cannot be made, with the way out, and ends with 1', async () => {
    const cwd = folderWith({ file: '' });
    const { code, stdout } = await runCli(['doctor', '--store', 'file/store'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ +store/);
    expect(stdout).toMatch(/To mend:\n.*store: let this user write there/s);
  });

  it('finds what a killed run left behind, and removes it with --fix alone', async () => {
    const cwd = folderWith();
    leaveBehind(cwd);
    const first = await findings(cwd);
    expect(first.code).toBe(0);
    expect(first.found.get('environments')).toMatchObject({
      status: 'hint',
      detail: 'left behind: qa (2 things)',
    });
    expect(filesIn(cwd)).toHaveLength(2);
    const fixed = await findings(cwd, '--fix');
    expect(fixed.found.get('environments')?.detail).toContain('users.csv');
    // The audit trail tells of the removal.
    expect(filesIn(cwd).filter((file) => !file.startsWith('.rowmill/audit/'))).toEqual([]);
    expect((await findings(cwd)).found.get('environments')).toMatchObject({
      status: 'ok',
      detail: 'none left behind',
    });
  });
});
