import { type Delivery, deliverShard, receiverOf } from '../stages/deliver-shard.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-deliver-shard`: {run, environment, target, table, shard, firstRow, rowCount} to {rows}. */
export const deliverShardTask = defineTask({
  name: 'rowmill-deliver-shard',
  fields: {
    environment: 'text',
    target: 'count',
    table: 'text',
    shard: 'count',
    firstRow: 'count',
    rowCount: 'count',
  },
  async work({ run: _, ...delivery }, { context, memory }) {
    const { plan } = await memory.planned(context);
    const source = { plan, manifest: await memory.manifest(context) };
    const receiver = receiverOf(delivery satisfies Delivery, await memory.environments(context));
    const progress = (await memory.deliveryProgress(context, delivery, receiver)).begin();
    try {
      const sent = await deliverShard(delivery, receiver, source, context, progress.report);
      progress.end(sent.rows);
      return sent;
    } catch (error) {
      progress.fail();
      throw error;
    }
  },
});
