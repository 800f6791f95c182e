import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsOf, filesIn, folderWith, runCli } from '../testing/run-cli.ts';

const text = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

describe('rowmill init', () => {
  it('writes a request that plan takes and generate makes', async () => {
    const cwd = folderWith();
    const { code, stdout } = await runCli(['init', '--yes'], {
      cwd,
      variables: { DATABASE_URL: '' },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('rowmill plan');
    const plan = await runCli(['plan', '--json'], { cwd });
    expect(plan.code).toBe(0);
    expect(eventsOf(plan).at(-1)).toMatchObject({
      type: 'result',
      ok: true,
      tables: [{ name: 'users', rows: 1000 }, { name: 'orders' }],
    });
    expect((await runCli(['generate'], { cwd })).code).toBe(0);
    expect(filesIn(cwd)).toEqual([
      '.gitignore',
      'rowmill-out/orders.ndjson',
      'rowmill-out/users.ndjson',
      'rowmill.yaml',
    ]);
  });

  it('uses the database that DATABASE_URL names', async () => {
    const cwd = folderWith();
    const variables = { DATABASE_URL: 'postgres://localhost/shop' };
    const { stdout } = await runCli(['init'], { cwd, variables });
    expect(stdout).toContain('DATABASE_URL is set');
    expect(text(cwd, 'rowmill.yaml')).toContain('url: env:DATABASE_URL');
    expect((await runCli(['plan'], { cwd, variables })).code).toBe(0);
  });

  it.each(['rowmill.yaml', 'rowmill.config.ts'])(
    'leaves %s as it is and ends with 2',
    async (file) => {
      const cwd = folderWith({ [file]: 'mine' });
      const { code, stderr } = await runCli(['init'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain(`${file} is there already and stays as it is`);
      expect(filesIn(cwd)).toEqual([file]);
      expect(text(cwd, file)).toBe('mine');
    },
  );

  it('adds to .gitignore only what is missing', async () => {
    const cwd = folderWith({ '.gitignore': 'node_modules\n/.rowmill\n.rowmill' });
    await runCli(['init'], { cwd });
    expect(text(cwd, '.gitignore')).toBe(
      'node_modules\n/.rowmill\n.rowmill\nrowmill-report/\nrowmill-out/\n',
    );
  });
});
