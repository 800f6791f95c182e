import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, runCli, startCli } from '../testing/run-cli.ts';
import { resultOf, untilNotes } from '../testing/until.ts';

const REQUEST = `name: shop
tables:
  users: { rows: 20, columns: { id: sequence } }
test: { command: 'node -e "setTimeout(() => {}, process.env.WAIT)"' }
`;

describe('rowmill runs remove', () => {
  it('takes the directory of a run that has ended, and leaves its dataset', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    const variables = { WAIT: '0' };
    await runCli(['run'], { cwd, variables });
    await runCli(['run'], { cwd, variables });
    const young = await runCli(['runs', 'remove', '--older-than', '1h'], { cwd });
    expect(young).toMatchObject({ code: 0, stdout: '0 runs removed\n' });

    const one = await runCli(['runs', 'remove', 'latest'], { cwd });
    expect(one).toMatchObject({ code: 0, stdout: expect.stringMatching(/^removed run 20\S+\n$/) });
    const others = await runCli(['runs', 'remove', '--older-than', '0.001s'], { cwd });
    expect(others.stdout).toMatch(/^removed run 20\S+\n1 run removed\n$/);
    const files = filesIn(join(cwd, '.rowmill'));
    expect(files.filter((file) => file.startsWith('runs'))).toEqual([]);
    expect(files.filter((file) => file.endsWith('.parquet'))).toHaveLength(1);
  });

  it('refuses what has not ended, and says what to do; doctor tells of it and lets it be', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    const run = startCli(['run'], { cwd, variables: { WAIT: '60000' } });
    await untilNotes(run, 'validate: done');
    const busy = await runCli(['runs', 'remove', 'latest'], { cwd });
    expect(busy.code).toBe(3);
    expect(busy.stderr).toMatch(/process \d+ .* drives it/);
    run.child.kill('SIGKILL');
    await run.ended;
    const killed = await runCli(['runs', 'remove', 'latest'], { cwd });
    expect(killed.code).toBe(2);
    expect(killed.stderr).toMatch(/has not ended .* rowmill runs cancel 20/);

    mkdirSync(join(cwd, '.rowmill/datasets/shop-1.building/gone'), { recursive: true });
    const told = await runCli(['doctor', '--fix'], { cwd });
    expect(told.stdout).toMatch(/! +runs +1 run interrupted: 20/);
    expect(told.stdout).toMatch(/runs: rowmill runs resume ID .* rowmill runs cancel ID/);
    expect(told.stdout).toMatch(/✓ +half-made +1 folder removed: .*shop-1\.building.gone/);
    expect((await runCli(['runs', 'cancel', 'latest'], { cwd })).code).toBe(0);
    const after = await resultOf(['doctor'], cwd);
    expect(after.result.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'runs', status: 'ok' }),
        expect.objectContaining({ name: 'half-made', status: 'ok' }),
      ]),
    );
    expect((await runCli(['runs', 'remove', 'latest'], { cwd })).code).toBe(0);
  });

  it.each([
    [[], 'one of the two'],
    [['latest', '--older-than', '3d'], 'one of the two'],
    [['--older-than', 'tomorrow'], '"tomorrow" is no age'],
    [['2020'], 'there is no run "2020"'],
  ])('refuses %j', async (args, problem) => {
    const { code, stderr } = await runCli(['runs', 'remove', ...args], { cwd: folderWith() });
    expect(stderr).toContain(problem);
    expect(code).toBe(2);
  });
});
