import { TaskInputError } from '../errors.ts';
import { defineTask } from './define-task.ts';
import { makeShard } from './make-shard.ts';

const NAME = 'rowmill-build-shard';

/**
 * `rowmill-build-shard`: {run, table, shard, firstRow, rowCount} to {table, shard, rows, bytes}. Of tables whose rows
 * are computed: it can reach no source.
 */
export const buildShardTask = defineTask({
  name: NAME,
  fields: { table: 'text', shard: 'count', firstRow: 'count', rowCount: 'count or null' },
  async work({ run: _, ...shard }, tools) {
    const { plan } = await tools.memory.planned(tools.context);
    const table = plan.tables.find(({ name }) => name === shard.table);
    if (table?.kind === 'masked') {
      const problem = `table ${shard.table} is read from a source and masked - call \${MaskTableFunctionArn} for it, as the state BuildShard of the pipeline does where \`rowCount\` is null`;
      throw new TaskInputError(NAME, [problem]);
    }
    return makeShard(shard, tools);
  },
});
