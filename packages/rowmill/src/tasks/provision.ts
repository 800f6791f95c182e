import type { StageContext } from '../ports.ts';
import { countOf } from '../reports/quantities.ts';
import type { Sizing } from '../runs/sizing.ts';
import { beginDeliveries } from '../stages/audit-deliveries.ts';
import { deliveriesTo } from '../stages/deliver-shard.ts';
import type { OpenEnvironment } from '../stages/open-environments.ts';
import { SHARDS_PER_WORKER } from '../stages/plan-shards.ts';
import { provisionEnvironment } from '../stages/provision-environments.ts';
import { defineTask } from './define-task.ts';

const DELIVERIES_FILE = 'deliveries.jsonl';

/** `rowmill-provision`: {run} to {deliveries, deliveryCount, environments, rows, concurrency, summary}. */
export const provisionTask = defineTask({
  name: 'rowmill-provision',
  fields: {},
  async work({ run }, { context, memory }) {
    const { request, sizing } = await memory.planned(context);
    const manifest = await memory.manifest(context);
    memory.forgetEnvironments(context);
    const environments: OpenEnvironment[] = [];
    for (const [name, wanted] of Object.entries(request.environments))
      environments.push(await provisionEnvironment(name, wanted, manifest, context));
    memory.holdEnvironments(context, environments);
    await beginDeliveries(environments, context);
    return { ...(await listDeliveries(environments, { bucket: run.bucket, sizing }, context)) };
  },
});

async function listDeliveries(
  environments: readonly OpenEnvironment[],
  { bucket, sizing }: { readonly bucket: string; readonly sizing: Sizing | undefined },
  { files, pool }: StageContext,
) {
  const deliveries = environments.flatMap((environment) => deliveriesTo(environment, sizing));
  await files.writeLines(DELIVERIES_FILE, deliveries);
  const targets = environments.flatMap((environment) => environment.targets);
  return {
    deliveries: { bucket, key: files.key(DELIVERIES_FILE) },
    deliveryCount: deliveries.length,
    environments: environments.length,
    rows: deliveries.reduce((sum, { rowCount }) => sum + rowCount, 0),
    concurrency: sizing?.deliveryConcurrency ?? SHARDS_PER_WORKER * pool.size,
    summary: targets.map(({ target }) => target.describe()).join(', ') || countOf(0, 'target'),
  };
}
