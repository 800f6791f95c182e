import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  eventsOf,
  folderWith,
  runCli,
  startCli,
} from '../../../rowmill/src/cli/testing/run-cli.ts';
import { untilNotes } from '../../../rowmill/src/cli/testing/until.ts';
import { createDirectoryStore } from '../../../rowmill/src/stores/directory-store.ts';
import { describeMoto } from '../../../rowmill/src/testing/moto.ts';
import { DEPLOYMENT } from '../proof/testing/function-world.ts';
import { untilWaiting, useClientWorld } from './testing/client-world.ts';

const REQUEST = `name: shop
seed: 21
tables:
  users:
    rows: 3_000
    key: id
    columns: { id: uuid, email: { generator: internet.email, unique: true } }
`;
const TESTED = `${REQUEST}test: { command: 'true' }\n`;
const AWS = ['--engine', 'aws', '--deployment', DEPLOYMENT];

describeMoto('the command line on AWS', () => {
  const world = useClientWorld();
  const rowmill = (args: readonly string[], cwd: string, variables = {}) =>
    runCli(args, { cwd, variables: { ...world().environment, ...variables } });

  it('makes the same run as on this machine, and tells of it in the same words', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    const here = await rowmill(['run', '--report', 'report-here'], cwd);
    const there = await rowmill(['run', '--report', 'report-there', ...AWS], cwd);
    expect([here.code, there.code, there.stderr]).toEqual([0, 0, expect.any(String)]);
    const plain = (text: string): string =>
      text
        .replaceAll(/\d[\d.,]* ?(ms|s|min|MB|kB|B)\b|[\d.]+ [kM]? ?rows\/s/g, 'N')
        .replaceAll(/report-(here|there)/g, 'REPORT')
        .replaceAll(/[ ▇]+/g, ' ');
    expect(plain(there.stdout)).toBe(plain(here.stdout));
    const stages = (text: string): string[] =>
      text.split('\n').flatMap((line) => /^[a-z ]+: (done|skipped)/.exec(line)?.[0] ?? []);
    expect(stages(there.stderr)).toEqual(stages(here.stderr));
    const reportOf = (folder: string) => {
      const { tables, checks, datasetId } = JSON.parse(
        readFileSync(join(cwd, folder, 'report.json'), 'utf8'),
        (name, value: unknown) => (name === 'seconds' ? undefined : value),
      );
      return { checks, datasetId, rows: tables.map(({ rows, bytes }: never) => [rows, bytes]) };
    };
    expect(reportOf('report-there')).toEqual(reportOf('report-here'));

    const { datasetId } = reportOf('report-here');
    const key = `datasets/${datasetId}/users/part-00000.parquet`;
    const local = createDirectoryStore(join(cwd, '.rowmill'));
    expect((await world().store.get(key)).equals(await local.get(key))).toBe(true);

    const shown = await rowmill(['runs', 'show', ...AWS], cwd);
    expect(shown.stdout).toMatch(/^✓ shop passed in /);
    expect(shown.stdout).toMatch(/✓ BuildShards .* 1 of 1 done/);
    expect(shown.stdout).toMatch(/report +s3:\/\/.*\/report\.html/);
    const listed = await rowmill(['runs', 'list', '--json', ...AWS], cwd);
    expect(eventsOf(listed).at(-1)).toMatchObject({ ok: true, runs: [{ status: 'passed' }] });
    const logs = await rowmill(['runs', 'logs', ...AWS], cwd);
    expect(logs.stdout).toMatch(/build: done[\s\S]*report: done/);
    const again = await rowmill(['runs', 'resume', 'latest', ...AWS], cwd);
    expect([again.code, again.stderr]).toEqual([0, expect.stringMatching(/has ended \(passed\)/)]);
    const removed = await rowmill(['runs', 'remove', 'latest', ...AWS], cwd);
    expect([removed.code, removed.stdout]).toEqual([0, expect.stringMatching(/^removed run 20/)]);
  });

  it('stops a run by a signal, with clean-up, and redrives it', async () => {
    const cwd = folderWith({ 'rowmill.yaml': TESTED.replace('21', '22') });
    const running = startCli(['run', ...AWS], { cwd, variables: { ...world().environment } });
    await untilNotes(running, 'validate: done');
    running.child.kill('SIGINT');
    const { code, stderr } = await running.ended;
    expect([code, stderr]).toEqual([130, expect.stringMatching(/cleans up there/)]);
    expect(stderr).toMatch(/clean up: /);
    const again = startCli(['runs', 'redrive', 'latest', ...AWS], {
      cwd,
      variables: { ...world().environment },
    });
    const id = await world().engine.find('latest');
    const token = await untilWaiting(world().engine, id);
    const told = await rowmill(
      ['task', 'complete', token, '--output', '{"exitCode":0}', ...AWS],
      cwd,
    );
    expect([told.code, told.stdout]).toEqual([0, '✓ the answer is left\n']);
    expect((await again.ended).code).toBe(0);
    const late = await rowmill(['task', 'fail', token, ...AWS], cwd);
    expect([late.code, late.stderr]).toEqual([2, expect.stringMatching(/nothing waits for this/)]);
  });

  it('leaves a run to itself, and asks it to stop', async () => {
    const cwd = folderWith({ 'rowmill.yaml': TESTED.replace('21', '23') });
    const launched = await rowmill(['run', '--detach', ...AWS], cwd);
    expect([launched.code, launched.stdout]).toEqual([0, expect.stringMatching(/has begun/)]);
    const cancelled = await rowmill(['runs', 'cancel', 'latest', ...AWS], cwd);
    expect([cancelled.code, cancelled.stdout]).toEqual([0, expect.stringMatching(/asked to stop/)]);
    const followed = await rowmill(['runs', 'resume', 'latest', ...AWS], cwd);
    expect([followed.code, followed.stderr]).toEqual([143, expect.stringMatching(/report: done/)]);
  });

  it.each([
    ['a budget that the run breaks', ['--budget', '0.000001'], {}, 4, /--budget allows \$0/],
    [
      'no credentials',
      [],
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' },
      3,
      /no AWS credentials - sign in/,
    ],
    [
      'a deployment that is not there',
      ['--deployment', 'other'],
      {},
      2,
      /rowmill deploy --deployment other/,
    ],
    [
      'another region',
      ['--region', 'us-east-1'],
      { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9' },
      3,
      /us-east-1: looking for it failed: AWS cannot be reached/,
    ],
    [
      'options of this machine',
      ['--store', 'x', '--workers', '2'],
      {},
      2,
      /--store, --workers: belongs to runs on this machine/,
    ],
  ])('refuses %s before anything is begun', async (_, args, variables, code, message) => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    const ids = async () => (await world().engine.list()).map(({ id }) => id);
    const before = await ids();
    const refused = await rowmill(['run', ...AWS, ...args], cwd, variables);
    expect([refused.code, refused.stderr]).toEqual([code, expect.stringMatching(message)]);
    expect(await ids()).toEqual(before);
  });

  it('refuses options of AWS for runs on this machine', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    const budget = await rowmill(['run', '--budget', '1'], cwd);
    expect([budget.code, budget.stderr]).toEqual([2, expect.stringMatching(/add --engine aws/)]);
    const detached = await rowmill(['run', '--detach'], cwd);
    expect([detached.code, detached.stderr]).toEqual([2, expect.stringMatching(/--engine aws/)]);
  });

  it('refuses what only this machine has, each with its place', async () => {
    const cwd = folderWith();
    writeFileSync(
      join(cwd, 'rowmill.yaml'),
      `${REQUEST}environments: { qa: { targets: [{ kind: directory, path: lake, format: csv }] } }\n`,
    );
    const { code, stderr } = await rowmill(['run', ...AWS], cwd);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/rowmill\.yaml:\d+:\d+.*the folder lake/),
    ]);
  });

  it('plans for AWS without asking it', async () => {
    const cwd = folderWith({ 'rowmill.yaml': REQUEST });
    const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ACCESS_KEY_ID: '' };
    const planned = await rowmill(['plan', ...AWS], cwd, nowhere);
    expect([planned.code, planned.stdout]).toEqual([
      0,
      expect.stringMatching(/on AWS {2}about \$0\.\d+/),
    ]);
    const refused = await rowmill(['plan', '--budget', '0.000001', '--json', ...AWS], cwd, nowhere);
    expect(refused.code).toBe(4);
    expect(eventsOf(refused).at(-1)).toMatchObject({ error: { name: 'BudgetExceededError' } });
  });
});
