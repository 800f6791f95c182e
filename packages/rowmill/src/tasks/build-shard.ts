import { buildShard } from '../stages/build-shard.ts';
import { defineTask } from './define-task.ts';

/** `rowmill-build-shard`: {run, table, shard, firstRow, rowCount} to {table, shard, rows, bytes}. */
export const buildShardTask = defineTask({
  name: 'rowmill-build-shard',
  fields: { table: 'text', shard: 'count', firstRow: 'count', rowCount: 'count or null' },
  async work({ run: _, ...shard }, { context, memory }) {
    const planned = await memory.planned(context);
    const progress = (await memory.buildProgress(context, shard.table)).begin();
    try {
      const built = await buildShard(planned, shard, context, progress.report);
      progress.end(built.rows);
      return built;
    } catch (error) {
      progress.fail();
      throw error;
    }
  },
});
