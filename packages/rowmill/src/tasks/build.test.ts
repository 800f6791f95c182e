import { statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn } from '../cli/testing/run-cli.ts';
import { RunStoppedError } from '../errors.ts';
import type { PlannedShards } from '../stages/plan-shards.ts';
import type { Shard } from '../stages/shards.ts';
import { buildRun, failureOf, linesOf } from './testing/build-run.ts';
import { partsOf } from './testing/parts-of.ts';
import { openHarness } from './testing/task-harness.ts';

const REQUEST = {
  name: 'small',
  seed: 7,
  tables: {
    users: {
      rows: 300_000,
      key: 'id',
      columns: {
        id: { generator: 'uuid' },
        name: { generator: 'person.fullName', nulls: 0.1 },
        email: { generator: 'internet.email', unique: true },
      },
    },
    orders: {
      rows: { per: 'users', count: { min: 0, max: 1 } },
      key: 'id',
      columns: { id: 'sequence', user_id: { references: 'users.id' } },
    },
  },
};

describe('building a dataset by tasks', () => {
  it('makes the same in one process, in several, and when every task is called twice', async () => {
    const once = openHarness();
    await once.addRun('run', REQUEST);
    const { planned, shards } = await buildRun(once, once.process(), 'run');
    expect(planned).toMatchObject({ isStored: false, shardCount: 3, hasTest: false });
    expect(shards.map(({ table, shard, firstRow }) => [table, shard, firstRow])).toEqual([
      ['users', 0, 0],
      ['users', 1, 262_144],
      ['orders', 0, 0],
    ]);
    const parts = partsOf(once);
    expect(Object.keys(parts).filter((part) => part.includes('/users/'))).toHaveLength(5);

    const twice = openHarness(1);
    await twice.addRun('run', REQUEST);
    const again = async (name: string, payload: object = {}): Promise<unknown> => {
      const first = await twice.process().call(name, 'run', payload);
      expect(await twice.process().call(name, 'run', payload)).toEqual({
        ...(first as object),
      });
      return first;
    };
    const plan = (await again('rowmill-plan')) as PlannedShards;
    const [first] = await linesOf<Shard>(twice, plan.shards);
    const racing = await Promise.all(
      [1, 2, 3].map(() => twice.process().call('rowmill-build-shard', 'run', first)),
    );
    expect(racing[1]).toEqual(racing[0]);
    expect(racing[2]).toEqual(racing[0]);
    for (const shard of shards.toReversed()) await again('rowmill-build-shard', shard);
    expect(await again('rowmill-store-dataset')).toMatchObject({
      tables: 2,
      summary: expect.stringMatching(/ rows, .* stored$/),
    });
    expect(partsOf(twice)).toEqual(parts);
    expect(filesIn(twice.directory).filter((file) => file.includes('unfinished'))).toEqual([]);
  });

  it('tells how far a table is, over all its shards and over processes', async () => {
    const harness = openHarness();
    await harness.addRun('run', REQUEST);
    const first = harness.process();
    const planned = (await first.call('rowmill-plan', 'run')) as unknown as PlannedShards;
    const shards = await linesOf<Shard>(harness, planned.shards);
    await first.call('rowmill-build-shard', 'run', shards[0]);
    const second = harness.process();
    await second.call('rowmill-build-shard', 'run', shards[1]);
    const rows = second.events.flatMap((event) => (event.type === 'progress' ? [event] : []));
    expect(rows.at(-1)).toMatchObject({ table: 'users', rows: 300_000, totalRows: 300_000 });
    expect(rows.every((event) => event.rows >= 262_144)).toBe(true);
  });

  it('shares parts with other runs, and finds a dataset that is stored', async () => {
    const harness = openHarness();
    for (const run of ['one', 'two', 'three']) await harness.addRun(run, REQUEST);
    const [one, two] = [harness.process(), harness.process()];
    await Promise.all([buildRun(harness, one, 'one'), buildRun(harness, two, 'two')]);
    const parts = partsOf(harness);
    const third = harness.process();
    const planned = await third.call('rowmill-plan', 'three');
    expect(planned).toMatchObject({ isStored: true, shardCount: 0 });
    expect(await third.call('rowmill-store-dataset', 'three')).toMatchObject({
      summary: expect.stringMatching(/found in the store$/),
    });
    expect(partsOf(harness)).toEqual(parts);
  });

  it('makes parts anew that somebody has cut, and refuses those that differ', async () => {
    const harness = openHarness();
    for (const run of ['one', 'two', 'three']) await harness.addRun(run, REQUEST);
    await buildRun(harness, harness.process(), 'one');
    const parts = partsOf(harness);
    const part = join(
      harness.directory,
      '.rowmill/datasets',
      Object.keys(parts).find((file) => file.includes('users/part-00003')) ?? '',
    );
    truncateSync(part, 100);
    await buildRun(harness, harness.process(), 'two');
    expect(partsOf(harness)).toEqual(parts);

    truncateSync(part, 100);
    const late = harness.process();
    const planned = (await late.call('rowmill-plan', 'three')) as unknown as PlannedShards;
    writeFileSync(part, Buffer.alloc(1000));
    const shards = await linesOf<Shard>(harness, planned.shards);
    expect(await failureOf(late.call('rowmill-build-shard', 'three', shards[0]))).toBe(
      'ShardConflictError',
    );
    expect(statSync(part).size).toBe(1000);
  });

  it('says so when parts went away before the dataset was stored', async () => {
    const harness = openHarness();
    await harness.addRun('run', REQUEST);
    const process = harness.process();
    const planned = (await process.call('rowmill-plan', 'run')) as unknown as PlannedShards;
    const shards = await linesOf<Shard>(harness, planned.shards);
    for (const shard of shards) await process.call('rowmill-build-shard', 'run', shard);
    truncateSync(
      join(harness.directory, '.rowmill/datasets', planned.datasetId, 'users/part-00000.parquet'),
      7,
    );
    await expect(process.call('rowmill-store-dataset', 'run')).rejects.toThrow(
      /were removed while it was built/,
    );
  });

  it('refuses payloads, stopped runs, and requests that make something else by now', async () => {
    const harness = openHarness(1);
    await harness.addRun('run', REQUEST);
    const process = harness.process();
    await expect(
      process.call('rowmill-build-shard', 'run', { table: '', shard: -1 }),
    ).rejects.toThrow(/`table` .* must be text\n.*`shard` .*\n.*`firstRow` .*\n.*`rowCount`/);

    const stop = AbortSignal.abort(new RunStoppedError('stopped by SIGINT'));
    const stopping = harness.process({ signal: stop });
    await expect(stopping.call('rowmill-plan', 'run')).rejects.toThrow('stopped by SIGINT');

    await process.call('rowmill-plan', 'run');
    await harness.addRun('run', { ...REQUEST, seed: 8 });
    expect(await failureOf(harness.process().call('rowmill-plan', 'run'))).toBe('PlanChangedError');
  });
});
