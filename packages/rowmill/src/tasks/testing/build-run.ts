import { expect } from 'vitest';
import type { Delivery } from '../../stages/deliver-shard.ts';
import type { PlannedShards } from '../../stages/plan-shards.ts';
import type { Shard } from '../../stages/shards.ts';
import { errorName, type TaskHarness, type TaskProcess } from './task-harness.ts';

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
  await Promise.all(shards.map((shard) => process.call(functionOf(shard), run, shard)));
  await process.call('rowmill-store-dataset', run);
  return { planned, shards };
}

/** Who makes a shard, as the pipeline has it. */
const functionOf = ({ rowCount }: Shard): string =>
  rowCount === null ? 'rowmill-mask-table' : 'rowmill-build-shard';

/** Provisions the environments of `run`, and gives what is to be delivered. */
export async function provisionRun(
  harness: TaskHarness,
  process: TaskProcess,
): Promise<Delivery[]> {
  const made = (await process.call('rowmill-provision', 'run')) as {
    readonly deliveries: { readonly key: string };
    readonly deliveryCount: number;
  };
  const deliveries = await linesOf<Delivery>(harness, made.deliveries);
  expect(deliveries).toHaveLength(made.deliveryCount);
  return deliveries;
}

/** Name of the error that a call fails with; empty when it does not. */
export const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(() => '', errorName);
