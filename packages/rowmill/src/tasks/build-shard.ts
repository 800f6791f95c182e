import { buildShard } from '../stages/build-shard.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-build-shard`: {run, table, shard, firstRow, rowCount} to {table, shard, rows, bytes}. */
export const buildShardTask = defineTask({
  name: 'rowmill-build-shard',
  fields: { table: 'text', shard: 'count', firstRow: 'count', rowCount: 'count or null' },
  async work({ run: _, ...shard }, { context, memory }) {
    const planned = await memory.planned(context);
    const progress = (await memory.progress(context, shard.table)).begin();
    try {
      return await buildShard(planned, shard, context, progress);
    } catch (error) {
      // Rows of a shard that failed will be made again.
      progress({ rows: 0, bytes: 0 });
      throw error;
    }
  },
});
