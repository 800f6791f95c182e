import { expect, it } from 'vitest';
import type { ShardFile } from '../stages/shard-file.ts';
import { linesOf } from './testing/build-run.ts';
import { openHarness } from './testing/task-harness.ts';

const REQUEST = {
  name: 'checked',
  tables: {
    users: {
      rows: 50,
      columns: { id: 'sequence', city: { generator: 'location.city', nulls: 0.5 } },
    },
  },
  validation: {
    expectations: [{ expect: 'valuesAreNotNull', table: 'users', columns: ['city'] }],
  },
};

it.each([
  ['counted', (file: ShardFile) => file],
  ['not counted, as in runs that older versions began', withoutNulls],
])('finds nulls that were %s', async (_, change) => {
  const harness = openHarness(1);
  await harness.addRun('run', REQUEST);
  const process = harness.process();
  const planned = (await process.call('rowmill-plan', 'run')) as { shards: { key: string } };
  const shards = await linesOf<{ shard: number }>(harness, planned.shards);
  for (const shard of shards) await process.call('rowmill-build-shard', 'run', shard);
  const key = 'runs/run/shards/users/0.json';
  const file = JSON.parse(String(await harness.store.get(key))) as ShardFile;
  await harness.store.put(key, JSON.stringify(change(file)));
  await process.call('rowmill-store-dataset', 'run');
  expect(await process.call('rowmill-validate-dataset', 'run')).toMatchObject({ failed: 1 });
});

function withoutNulls(file: ShardFile): ShardFile {
  return { ...file, parts: file.parts.map(({ nulls: _, ...part }) => part) };
}
