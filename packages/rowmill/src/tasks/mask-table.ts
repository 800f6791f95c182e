import { TaskInputError } from '../errors.ts';
import { auditedReading } from '../stages/audit-masking.ts';
import type { BuiltShard } from '../stages/build-shard.ts';
import { shardsOfTable } from '../stages/shards.ts';
import { defineTask, type TaskTools } from './define-task.ts';
import { makeShard } from './make-shard.ts';
import { openSources } from './open-sources.ts';

const NAME = 'rowmill-mask-table';

/**
 * `rowmill-mask-table`: {run} to {sources, summary}, which describes the sources of a run; {run, table} to {table, shard,
 * rows, bytes}, which masks a table. One function, so that there is one that reaches sources and knows masking keys.
 */
export const maskTableTask = defineTask({
  name: NAME,
  fields: { table: 'optional text' },
  work: async ({ table }, tools) =>
    table === undefined ? openSources(tools.context) : maskOne(table, tools),
});

async function maskOne(name: string, tools: TaskTools): Promise<BuiltShard> {
  const { plan, sizing, request } = await tools.memory.planned(tools.context);
  const table = plan.tables.find((one) => one.name === name);
  // A masked table is one shard.
  const [shard] = table?.kind === 'masked' ? shardsOfTable(table, sizing) : [];
  if (table?.kind !== 'masked' || shard === undefined)
    throw new TaskInputError(NAME, [`table ${name} of the run has no source that could be masked`]);
  return auditedReading(
    { table, plan, words: request.masking },
    tools.context,
    () => makeShard(shard, tools),
    ({ rows, bytes }) => ({ rows, bytes }),
  );
}
