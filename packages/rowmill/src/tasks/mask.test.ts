import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn } from '../cli/testing/run-cli.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { buildRun, failureOf } from './testing/build-run.ts';
import { partsOf } from './testing/parts-of.ts';
import { openHarness } from './testing/task-harness.ts';

/** Not used anywhere: 32 bytes in hexadecimal digits. */
const environment = { MASK_KEY: `hex:${'07'.repeat(32)}` };
const columns = {
  id: { mask: 'keep' },
  email: { mask: 'fake.email' },
};

const rowsFrom = (first: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `${first + i},person${first + i}@example.com\n`).join('');

describe('masking a file by tasks', () => {
  it('reads it once as one shard, and gives the same when it is read again', async () => {
    const harness = openHarness(1);
    writeFileSync(join(harness.directory, 'people.csv'), `id,email\n${rowsFrom(0, 70_000)}`);
    const request = {
      name: 'masked',
      masking: { key: 'env:MASK_KEY' },
      tables: { people: { source: { kind: 'csv', path: 'people.csv' }, key: 'id', columns } },
    };
    for (const run of ['run', 'again']) await harness.addRun(run, request);
    const { shards } = await buildRun(harness, harness.process({ environment }), 'run');
    expect(shards).toEqual([{ table: 'people', shard: 0, firstRow: 0, rowCount: null }]);
    const parts = partsOf(harness);
    expect(Object.keys(parts)).toHaveLength(2);

    // The parts of a run that was killed before it noted them.
    await harness.store.delete('runs/run/shards/people/0.json');
    const built = await harness
      .process({ environment })
      .call('rowmill-mask-table', 'run', shards[0]);
    expect(built).toMatchObject({ rows: 70_000 });
    expect(partsOf(harness)).toEqual(parts);
    expect(await harness.process({ environment }).call('rowmill-plan', 'again')).toMatchObject({
      isStored: true,
    });

    appendFileSync(join(harness.directory, 'people.csv'), rowsFrom(70_000, 1));
    const later = harness.process({ environment });
    // What is masked stays; what has to be read again would have other rows.
    expect(await later.call('rowmill-mask-table', 'run', shards[0])).toEqual(built);
    await harness.store.delete('runs/run/shards/people/0.json');
    const changed = later.call('rowmill-mask-table', 'run', shards[0]);
    expect(await failureOf(changed)).toBe('PlanChangedError');
    await expect(changed).rejects.toThrow(/^run run: csv .*people\.csv has changed since/);
    expect(partsOf(harness)).toEqual(parts);
  });
});

describe('masking several files by tasks', () => {
  it('keeps tables apart that are masked at the same time', async () => {
    const harness = openHarness(1);
    const tables = ['people', 'guests'];
    const counts = { people: 30_000, guests: 40_000 };
    for (const [name, count] of Object.entries(counts)) {
      const file = join(harness.directory, `${name}.csv`);
      writeFileSync(file, `id,email\n${rowsFrom(0, count)}`);
    }
    const request = (names: readonly string[]) => ({
      name: 'masked',
      masking: { key: 'env:MASK_KEY' },
      tables: Object.fromEntries(
        names.map((name) => [
          name,
          { source: { kind: 'csv', path: `${name}.csv` }, key: 'id', columns },
        ]),
      ),
    });
    const shardOf = (table: string) => ({ table, shard: 0, firstRow: 0, rowCount: null });
    for (const name of tables) {
      await harness.addRun(name, request([name]));
      await buildRun(harness, harness.process({ environment }), name);
    }
    await harness.addRun('both', request(tables));
    const both = harness.process({ environment });
    await both.call('rowmill-plan', 'both');
    await Promise.all(tables.map((name) => both.call('rowmill-mask-table', 'both', shardOf(name))));
    await both.call('rowmill-store-dataset', 'both');

    const digests = new Map<string, Set<string>>();
    for (const [file, digest] of Object.entries(partsOf(harness))) {
      const part = file.split('/').slice(1).join('/');
      digests.set(part, (digests.get(part) ?? new Set()).add(digest));
    }
    expect([...digests].map(([part, found]) => [part, found.size])).toEqual([
      ['guests/part-00000.parquet', 1],
      ['people/part-00000.parquet', 1],
    ]);
  });
});

describePostgres('masking a live database by tasks', () => {
  const postgres = usePostgres();

  it('keeps what a run has read apart from other runs, until it is complete', async () => {
    await postgres.sql(
      `CREATE TABLE people (id int PRIMARY KEY, email text);
       INSERT INTO people SELECT n, 'person' || n FROM generate_series(1, 1000) n`,
    );
    const harness = openHarness(1);
    const variables = { ...environment, SOURCE_URL: postgres.server.url };
    const request = {
      name: 'live',
      masking: { key: 'env:MASK_KEY' },
      tables: {
        people: {
          source: { kind: 'postgres', url: 'env:SOURCE_URL', table: 'people' },
          key: 'id',
          columns,
        },
      },
    };
    for (const run of ['one', 'two']) await harness.addRun(run, request);
    const open = () => harness.process({ environment: variables });
    await buildRun(harness, open(), 'one');
    const first = partsOf(harness);
    expect(Object.keys(first)).toHaveLength(1);
    await postgres.sql("INSERT INTO people VALUES (1001, 'another')");

    const second = open();
    const planned = await second.call('rowmill-plan', 'two');
    expect(planned).toMatchObject({ isStored: false, shardCount: 1 });
    const shard = { table: 'people', shard: 0, firstRow: 0, rowCount: null };
    expect(await second.call('rowmill-mask-table', 'two', shard)).toMatchObject({ rows: 1001 });
    expect(partsOf(harness)).toMatchObject(first);
    expect(Object.keys(partsOf(harness)).filter((file) => file.endsWith('.parquet'))).toEqual(
      Object.keys(first),
    );
    // Another process, which finds that the shard is there, and stores it twice.
    const third = open();
    expect(await third.call('rowmill-mask-table', 'two', shard)).toMatchObject({ rows: 1001 });
    const stored = await open().call('rowmill-store-dataset', 'two');
    expect(stored).toMatchObject({ rows: 1001 });
    expect(await open().call('rowmill-store-dataset', 'two')).toEqual(stored);
    expect(Object.keys(partsOf(harness))).toEqual(Object.keys(first));
    expect(partsOf(harness)).not.toEqual(first);
    expect(filesIn(harness.directory).filter((file) => file.includes('unfinished'))).toEqual([]);
    // Driven again after its dataset was stored: the table is read anew, and may have other rows by now.
    await postgres.sql("INSERT INTO people VALUES (1002, 'one more')");
    const { shards } = await buildRun(harness, open(), 'two');
    expect(shards).toEqual([shard]);
    expect(await open().call('rowmill-store-dataset', 'two')).toMatchObject({ rows: 1002 });
    // Nobody has the source open any more: nothing keeps its owner from the table.
    await postgres.sql('DROP TABLE people');
  });
});
