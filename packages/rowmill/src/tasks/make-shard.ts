import { type BuiltShard, buildShard } from '../stages/build-shard.ts';
import type { Shard } from '../stages/shards.ts';
import type { TaskTools } from './define-task.ts';

/** Makes one shard of a run, and tells how far its table is. */
export async function makeShard(shard: Shard, { context, memory }: TaskTools): Promise<BuiltShard> {
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
}
