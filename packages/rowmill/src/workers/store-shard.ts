import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type BatchTable, openBatchTable } from '@rowmill/core/kernels';
import { type Control, openControl } from './control.ts';
import type { StoredPart, StoreShardJob } from './jobs.ts';
import { partName } from './part-name.ts';
import { openPartWriter, programForms } from './part-writer.ts';
import type { SchemaCheck } from './schema-checker.ts';
import { openShardKeys, type ShardKeys } from './shard-keys.ts';
import type { TableValidator } from './table-validator.ts';

/** A table that this worker has opened, for all of its shards that follow. */
interface OpenTable {
  readonly id: string;
  readonly table: BatchTable;
  readonly keys: ShardKeys;
  readonly validator: TableValidator | undefined;
}

/** One at a time: an open table takes tens of megabytes, and shards come table by table. */
let opened: OpenTable | undefined;

/** Stores the parts of one shard. */
export async function storeShard(job: StoreShardJob): Promise<StoredPart[]> {
  const control = openControl(job.control);
  if (opened?.id !== job.id) opened = await openTable(job);
  const { keys } = opened;
  const stored: StoredPart[] = [];
  keys.begin(job.shard);
  try {
    const end = job.firstRow + job.rowCount;
    let firstRow = job.firstRow;
    do {
      const rowCount = Math.min(job.partRows, end - firstRow);
      stored.push(storePart(job, { firstRow, rowCount }, opened, control));
      firstRow += rowCount;
      // Where the caller is in this thread, it has to hear of the end of the run in between.
      await setImmediate();
    } while (firstRow < end);
    keys.finish();
    return stored;
  } catch (error) {
    keys.abandon();
    // Whatever failed may have left the table in the midst of a batch.
    opened = undefined;
    throw error;
  }
}

function storePart(
  job: StoreShardJob,
  range: { readonly firstRow: number; readonly rowCount: number },
  { table, keys, validator }: OpenTable,
  control: Control,
): StoredPart {
  const { place, columns } = job;
  const writer = openPartWriter({
    path: join(place.directory, partName(range.firstRow / job.partRows)),
    unfinished: place.unfinished,
    firstRow: range.firstRow,
    columns,
    asText: false,
    pages: table.pages(),
    schema: validator && schemaCheck(validator, job),
  });
  try {
    table.read({ ...range, startsPart: true }, (batch, encoded) => {
      if (control.isAborted()) throw control.aborted();
      writer.add(batch, encoded);
      keys.add(batch);
      control.addProgress(batch.rowCount, 0);
    });
  } catch (error) {
    writer.abandon();
    throw error;
  }
  const part = writer.finish();
  control.addProgress(0, part.bytes);
  return part;
}

const schemaCheck = (validator: TableValidator, { key, place }: StoreShardJob): SchemaCheck => ({
  ...validator,
  key,
  hidden: new Set(),
  failuresFile: place.failuresFile,
});

async function openTable({
  id,
  program,
  columns,
  schema,
  keys,
}: StoreShardJob): Promise<OpenTable> {
  // What was open before makes room first.
  opened = undefined;
  const table = await openBatchTable(program, ...programForms(columns));
  return {
    id,
    table,
    keys: openShardKeys(keys, table),
    validator: schema && (await openValidator(schema, table)),
  };
}

async function openValidator(
  schema: NonNullable<StoreShardJob['schema']>,
  table: BatchTable,
): Promise<TableValidator> {
  // The validator is slow to load, and few tables have a schema.
  const { openTableValidator } = await import('./table-validator.ts');
  return openTableValidator(schema, table);
}
