import { TaskInputError } from '../errors.ts';
import type { BuiltShard } from '../stages/build-shard.ts';
import { describeSources } from '../stages/describe-sources.ts';
import { shardsOfTable } from '../stages/shards.ts';
import { defineTask, type TaskTools } from './define-task.ts';
import { makeShard } from './make-shard.ts';

const NAME = 'rowmill-mask-table';

/**
 * `rowmill-mask-table`: {run} to {sources, summary}, which describes the sources of a run; {run, table} to {table, shard,
 * rows, bytes}, which masks a table. One function, so that there is one that reaches sources and knows masking keys.
 */
export const maskTableTask = defineTask({
  name: NAME,
  fields: { table: 'optional text' },
  work: async ({ table }, tools) =>
    table === undefined ? describeSources(tools.context) : maskOne(table, tools),
});

async function maskOne(name: string, tools: TaskTools): Promise<BuiltShard> {
  const { plan, sizing } = await tools.memory.planned(tools.context);
  const table = plan.tables.find((one) => one.name === name);
  // A masked table is one shard.
  const [shard] = table?.kind === 'masked' ? shardsOfTable(table, sizing) : [];
  if (shard === undefined)
    throw new TaskInputError(NAME, [`table ${name} of the run has no source that could be masked`]);
  return makeShard(shard, tools);
}
