import type { PlannedShards } from '../../stages/plan-shards.ts';
import type { Shard } from '../../stages/shards.ts';
import type { TaskHarness, TaskProcess } from './task-harness.ts';

/** The lines of a list that a task has written. */
export async function linesOf<Line>(
  { store }: Pick<TaskHarness, 'store'>,
  { key }: { readonly key: string },
): Promise<Line[]> {
  const text = String(await store.get(key));
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
}

/** Plans a run and builds its dataset, several shards at the same time. */
export async function buildRun(
  harness: Pick<TaskHarness, 'store'>,
  process: TaskProcess,
  run: string,
): Promise<{ readonly planned: PlannedShards; readonly shards: readonly Shard[] }> {
  const planned = (await process.call('rowmill-plan', run)) as unknown as PlannedShards;
  const shards = await linesOf<Shard>(harness, planned.shards);
  await Promise.all(shards.map((shard) => process.call('rowmill-build-shard', run, shard)));
  await process.call('rowmill-store-dataset', run);
  return { planned, shards };
}
