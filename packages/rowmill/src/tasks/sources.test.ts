import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourcesFile } from '../stages/sources-file.ts';
import { buildRun, failureOf, provisionRun } from './testing/build-run.ts';
import { openHarness, type TaskHarness } from './testing/task-harness.ts';

const KEY = '07'.repeat(32);
const environment = { MASK_KEY: `hex:${KEY}` };

const REQUEST = {
  name: 'masked',
  masking: { key: 'env:MASK_KEY' },
  tables: {
    people: {
      source: { kind: 'csv', path: 'people.csv' },
      key: 'id',
      columns: { id: { mask: 'keep' }, email: { mask: 'fake.email' } },
    },
    visits: { rows: 10, columns: { id: 'sequence' } },
  },
  environments: { lake: { targets: [{ kind: 'directory', path: './lake', format: 'csv' }] } },
};

const SHARD = { table: 'people', shard: 0, firstRow: 0, rowCount: null };

/** A run whose source is a file that can be taken away. */
async function openSourceRun(): Promise<{
  readonly harness: TaskHarness;
  readonly file: string;
  /** Does something while neither the file nor the key is there. */
  withoutSource<Value>(work: () => Promise<Value>): Promise<Value>;
}> {
  const harness = openHarness(1);
  const file = join(harness.directory, 'people.csv');
  writeFileSync(file, 'id,email\n1,ann@example.com\n2,bob@example.com\n');
  await harness.addRun('run', REQUEST);
  return {
    harness,
    file,
    async withoutSource(work) {
      renameSync(file, `${file}.away`);
      try {
        return await work();
      } finally {
        renameSync(`${file}.away`, file);
      }
    },
  };
}

const sourcesOf = async ({ store }: TaskHarness): Promise<SourcesFile> =>
  JSON.parse(String(await store.get('runs/run/sources.json'))) as SourcesFile;

describe('sources of a run', () => {
  it('are reached by the task that masks alone, and so is the masking key', async () => {
    const { harness, withoutSource } = await openSourceRun();
    const masking = () => harness.process({ environment });
    const other = () => harness.process({ environment: {} });
    expect(await masking().call('rowmill-mask-table', 'run')).toEqual({
      sources: 1,
      summary: '1 source',
    });
    const planned = await withoutSource(() => other().call('rowmill-plan', 'run'));
    expect(planned).toMatchObject({ isStored: false, shardCount: 2 });
    const masked = await masking().call('rowmill-mask-table', 'run', SHARD);
    expect(masked).toMatchObject({ table: 'people', shard: 0, rows: 2 });
    await withoutSource(async () => {
      const visits = { table: 'visits', shard: 0, firstRow: 0, rowCount: 10 };
      await other().call('rowmill-build-shard', 'run', visits);
      expect(await other().call('rowmill-store-dataset', 'run')).toMatchObject({ rows: 12 });
      expect(await other().call('rowmill-validate-dataset', 'run')).toMatchObject({ failed: 0 });
      for (const delivery of await provisionRun(harness, other()))
        await other().call('rowmill-deliver-shard', 'run', delivery);
      expect(await other().call('rowmill-set-up', 'run')).toMatchObject({
        summary: expect.any(String),
      });
      await other().call('rowmill-clean-up', 'run', { failed: false });
      await other().call('rowmill-report', 'run', {});
      // Found again: nothing is left to be read.
      expect(await other().call('rowmill-mask-table', 'run')).toMatchObject({ sources: 1 });
      expect(await other().call('rowmill-mask-table', 'run', SHARD)).toEqual(masked);
    });
  });

  it('are on record as they were found first, without a key and without a row', async () => {
    const { harness, file } = await openSourceRun();
    const describeOnce = () => harness.process({ environment }).call('rowmill-mask-table', 'run');
    const described = await Promise.all([describeOnce(), describeOnce()]);
    expect(described[1]).toEqual(described[0]);
    const found = await sourcesOf(harness);
    expect(found).toMatchObject({
      version: 1,
      maskKeyId: expect.stringMatching(/^[0-9a-f]{8}$/),
      tables: [
        {
          table: 'people',
          describe: `csv ${file}`,
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          columns: [{ name: 'id' }, { name: 'email' }],
        },
      ],
    });
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`${KEY}|ann@|MASK_KEY`));
    appendFileSync(file, '3,cy@example.com\n');
    expect(await describeOnce()).toEqual(described[0]);
    expect(await sourcesOf(harness)).toEqual(found);
  });

  it('are described by the plan where no state before it does', async () => {
    const { harness, withoutSource } = await openSourceRun();
    const { planned } = await buildRun(harness, harness.process({ environment }), 'run');
    expect(await sourcesOf(harness)).toMatchObject({ tables: [{ table: 'people' }] });
    const again = await withoutSource(() =>
      harness.process({ environment: {} }).call('rowmill-plan', 'run'),
    );
    expect(again).toEqual(planned);
  });

  it('may not have changed when they are described for another execution', async () => {
    const { harness, file } = await openSourceRun();
    await buildRun(harness, harness.process({ environment }), 'run');
    appendFileSync(file, '3,cy@example.com\n');
    // Where an execution begins, what the one before has found is forgotten.
    await harness.store.delete('runs/run/sources.json');
    const later = harness.process({ environment });
    expect(await failureOf(later.call('rowmill-mask-table', 'run'))).toBe('PlanChangedError');
    expect(await failureOf(later.call('rowmill-mask-table', 'run', SHARD))).toBe('StoreError');
  });

  it('are asked for of the function that reaches them, and no other table is', async () => {
    const { harness } = await openSourceRun();
    const process = harness.process({ environment });
    await process.call('rowmill-plan', 'run');
    const refused = process.call('rowmill-build-shard', 'run', SHARD);
    expect(await failureOf(refused)).toBe('TaskInputError');
    await expect(refused).rejects.toThrow(
      /people is read from a source.*\$\{MaskTableFunctionArn\}/,
    );
    for (const table of ['visits', 'nothing']) {
      const call = process.call('rowmill-mask-table', 'run', { table });
      await expect(call).rejects.toThrow(
        new RegExp(`rowmill-mask-table: table ${table} .* no source`),
      );
    }
    await expect(process.call('rowmill-mask-table', 'run', { table: 7 })).rejects.toThrow(
      /`table` in its payload must be text, or left out/,
    );
  });
});
