import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn } from '../cli/testing/run-cli.ts';
import { ownIdentity } from '../environments/process-identity.ts';
import { buildRun, failureOf, provisionRun } from './testing/build-run.ts';
import { openHarness, type TaskHarness } from './testing/task-harness.ts';

const USERS = {
  key: 'id',
  columns: {
    id: { generator: 'uuid' },
    name: { generator: 'person.fullName', nulls: 0.1 },
  },
};

const ledgers = ({ directory }: TaskHarness): string[] =>
  filesIn(directory).filter((file) => /environments\/[^/]*\.json$/.test(file));

describe('delivering to a folder by tasks', () => {
  const request = {
    name: 'files',
    tables: { users: { ...USERS, rows: 1000 } },
    environments: { qa: { targets: [{ kind: 'directory', path: 'out/deep', format: 'csv' }] } },
  };

  it('gives the same files however often and by whomever each task is called', async () => {
    const harness = openHarness();
    await harness.addRun('run', request);
    await buildRun(harness, harness.process(), 'run');
    const first = await provisionRun(harness, harness.process());
    const again = await provisionRun(harness, harness.process());
    expect(again).toEqual(first);
    const [delivery] = first;
    const sent = await harness.process().call('rowmill-deliver-shard', 'run', delivery);
    expect(sent).toEqual({ rows: 1000 });
    const file = join(harness.directory, 'out/deep/users.csv');
    const bytes = readFileSync(file);
    expect(await harness.process().call('rowmill-deliver-shard', 'run', delivery)).toEqual(sent);
    expect(readFileSync(file)).toEqual(bytes);
    // What a killed process left of the file is no obstacle to the removal of the folder.
    await writeFile(`${file}.unfinished`, 'half');
    for (let time = 0; time < 2; time++) {
      expect(await harness.process().call('rowmill-set-up', 'run')).toEqual({
        summary: 'files complete',
      });
    }
    const removed = await harness.process().call('rowmill-clean-up', 'run', { failed: false });
    expect(removed).toEqual({
      removed: 3,
      skipped: false,
      summary: '3 things removed, nothing left',
    });
    expect(existsSync(join(harness.directory, 'out'))).toBe(false);
    expect(ledgers(harness)).toEqual([]);
    expect(await harness.process().call('rowmill-clean-up', 'run', { failed: false })).toEqual(
      removed,
    );
  });

  it('keeps what the request says is to stay', async () => {
    const harness = openHarness();
    await harness.addRun('run', { ...request, cleanup: 'on-success' });
    const process = harness.process();
    await buildRun(harness, process, 'run');
    for (const delivery of await provisionRun(harness, process))
      await process.call('rowmill-deliver-shard', 'run', delivery);
    expect(await process.call('rowmill-clean-up', 'run', { failed: true })).toEqual({
      removed: 0,
      skipped: true,
      summary: 'the request keeps its environments (cleanup: on-success)',
    });
    expect(ledgers(harness)).toHaveLength(1);
    await process.call('rowmill-clean-up', 'run', { failed: false });
    expect(ledgers(harness)).toEqual([]);
  });

  it('notices that another run has removed its environment, and makes it again', async () => {
    const harness = openHarness();
    for (const run of ['run', 'other']) await harness.addRun(run, request);
    const first = harness.process();
    await buildRun(harness, first, 'run');
    const [delivery] = await provisionRun(harness, first);
    await first.call('rowmill-deliver-shard', 'run', delivery);
    // As a run finds it whose predecessor was killed.
    const ledger = join(harness.directory, '.rowmill/environments/qa.json');
    const held = JSON.parse(await readFile(ledger, 'utf8'));
    const gone = { ...ownIdentity(), pid: 2 ** 22 - 1, started: '' };
    await writeFile(ledger, JSON.stringify({ ...held, process: gone }));
    const other = harness.process();
    await buildRun(harness, other, 'other');
    await other.call('rowmill-provision', 'other');

    const second = harness.process();
    expect(await failureOf(second.call('rowmill-set-up', 'run'))).toBe('EnvironmentLostError');
    expect(await failureOf(second.call('rowmill-provision', 'run'))).toBe('EnvironmentBusyError');
    await other.call('rowmill-clean-up', 'other', { failed: false });
    const anew = await provisionRun(harness, second);
    expect(await failureOf(second.call('rowmill-set-up', 'run'))).toBe('EnvironmentLostError');
    for (const one of anew) await second.call('rowmill-deliver-shard', 'run', one);
    await second.call('rowmill-set-up', 'run');
    await second.call('rowmill-clean-up', 'run', { failed: false });
    expect(existsSync(join(harness.directory, 'out'))).toBe(false);
  });

  it('removes what a failed run had built, unless another one builds it too', async () => {
    const harness = openHarness();
    for (const run of ['run', 'other']) await harness.addRun(run, request);
    const process = harness.process();
    for (const run of ['run', 'other']) {
      await process.call('rowmill-plan', run);
      await process.call('rowmill-build-shard', run, {
        table: 'users',
        shard: 0,
        firstRow: 0,
        rowCount: 1000,
      });
    }
    const datasets = async (): Promise<string[]> =>
      readdir(join(harness.directory, '.rowmill/datasets'));
    expect(await datasets()).toHaveLength(2);
    await process.call('rowmill-clean-up', 'run', { failed: true });
    expect(await datasets()).toHaveLength(2);
    await process.call('rowmill-clean-up', 'other', { failed: true });
    expect(await datasets()).toEqual([]);
  });
});
