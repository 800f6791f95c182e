import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ShardConflictError, StoreError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import { eachOf } from '../stores/each-of.ts';
import { tableKeys } from '../validation/dataset-keys.ts';
import type { StoredPart, StoreShardJob, TableKeys } from '../workers/jobs.ts';
import { isSystemFailure } from '../workers/worker-error.ts';
import { type DatasetPlace, datasetPlace, makeTablePlace, publishParts } from './dataset-place.ts';
import { maskTable } from './mask-table.ts';
import type { GeneratedRunTable, MaskedRunTable, RunTable } from './plan-run.ts';
import type { PlannedRun } from './planned-run.ts';
import { keyFile, keyFolder, type ShardFile, shardFileName } from './shard-file.ts';
import type { Shard } from './shards.ts';
import { type BuiltParts, PART_ROWS } from './table-place.ts';

export interface BuiltShard {
  readonly table: string;
  readonly shard: number;
  readonly rows: number;
  readonly bytes: number;
}

/** Takes how far a shard is. */
export type OnShardProgress = (progress: { readonly rows: number; readonly bytes: number }) => void;

/**
 * Makes one shard of one table and stores its parts. Safe to repeat, by any process and by two at a time: names and
 * bytes follow from the plan, and what is there already stays.
 *
 * @throws {@link ShardConflictError} when something else is there; StoreError when the store takes no more.
 */
export async function buildShard(
  planned: PlannedRun,
  shard: Shard,
  context: StageContext,
  onProgress: OnShardProgress,
): Promise<BuiltShard> {
  const table = planned.plan.tables.find(({ name }) => name === shard.table);
  if (table === undefined) throw new StoreError(shard.table, 'is no table of the run - run again');
  const place = datasetPlace(planned.plan, context);
  const name = shardFileName(shard.table, shard.shard);
  const before = await context.files.find<ShardFile>(name);
  if (before !== undefined && (await hasParts(place, before, context))) return summaryOf(before);
  const built = await build(table, shard, planned, place, context, onProgress).catch(
    (error: unknown) => {
      throw isSystemFailure(error)
        ? StoreError.of(context.store.describe(), 'building the dataset', error)
        : error;
    },
  );
  if (before !== undefined && !place.isShared) {
    // An earlier execution of the run has published what it read; the source may have other rows now.
    await context.files.write(name, built);
    return summaryOf(built);
  }
  if (await context.files.create(name, built)) return summaryOf(built);
  const winner = await context.files.read<ShardFile>(name);
  if (!isSameShard(winner, built)) throw new ShardConflictError(context.files.key(name));
  return summaryOf(winner);
}

async function build(
  table: RunTable,
  shard: Shard,
  planned: PlannedRun,
  place: DatasetPlace,
  context: StageContext,
  onProgress: OnShardProgress,
): Promise<ShardFile> {
  const startedAt = Date.now();
  await makeTablePlace(place, table.name);
  const failures = `schema-failures/${encodeURIComponent(table.name)}/${shard.shard}.ndjson`;
  const failuresFile = context.files.localPath(failures);
  await mkdir(dirname(failuresFile), { recursive: true });
  // An earlier try may have told of some rows.
  await rm(failuresFile, { force: true });
  const files = { place, failuresFile, onProgress };
  const { parts, masking, proof } =
    table.kind === 'generated'
      ? await generateShard(table, shard, planned, context, files)
      : await maskWhole(table, planned, context, files);
  await publishParts(place, table.name, parts, context);
  await publishFindings({ failures, parts, shard }, planned, context);
  return {
    version: 1,
    table: table.name,
    shard: shard.shard,
    firstRow: shard.firstRow,
    startedAt,
    endedAt: Date.now(),
    parts,
    masking,
    ...(proof === undefined ? {} : { proof }),
  };
}

interface Findings {
  /** Name of the file of rows that break the schema. */
  readonly failures: string;
  readonly parts: readonly StoredPart[];
  readonly shard: Shard;
}

/** Stores what else workers of this machine have found out: rows that break the schema, and keys. */
async function publishFindings(
  { failures, parts, shard }: Findings,
  { keys }: PlannedRun,
  { files }: StageContext,
): Promise<void> {
  const sets = keys.sets.filter(({ table }) => table === shard.table);
  await eachOf(sets, ({ name }) => files.publish(keyFile(name, shard.shard)));
  if (parts.some(({ schemaFailures }) => schemaFailures.rows > 0)) await files.publish(failures);
}

interface ShardFiles {
  readonly place: DatasetPlace;
  readonly failuresFile: string;
  readonly onProgress: OnShardProgress;
}

async function generateShard(
  { name, program, shape }: GeneratedRunTable,
  { shard, firstRow, rowCount }: Shard,
  { schemas, keys }: PlannedRun,
  { pool, runId, signal, files }: StageContext,
  { place, failuresFile, onProgress }: ShardFiles,
): Promise<BuiltParts> {
  const directory = place.tableDirectory(name);
  const job: Omit<StoreShardJob, 'control'> = {
    kind: 'store-shard',
    id: `${runId} ${directory}`,
    program,
    columns: shape.columns,
    key: shape.key,
    schema: schemas.get(name),
    keys: await makeKeyFolders(tableKeys(keys, name, (set) => files.localPath(keyFolder(set)))),
    shard,
    firstRow,
    rowCount: rowCount ?? program.rowCount,
    partRows: PART_ROWS,
    place: {
      directory,
      unfinished: place.unfinished,
      failuresFile,
    },
  };
  return { parts: await pool.runOne<StoreShardJob>(job, { signal, onProgress }), masking: [] };
}

async function makeKeyFolders(keys: TableKeys): Promise<TableKeys> {
  for (const { directory } of keys.sets) await mkdir(directory, { recursive: true });
  return keys;
}

async function maskWhole(
  table: MaskedRunTable,
  { plan, schemas }: PlannedRun,
  context: StageContext,
  { place, failuresFile }: ShardFiles,
): Promise<BuiltParts> {
  const directory = place.tableDirectory(table.name);
  // Rows of a live database may be others now: parts of an earlier try are of no use.
  if (!place.isShared) await context.store.deleteFolder(place.tableKey(table.name));
  await makeTablePlace(place, table.name);
  const { unfinished } = place;
  const schema = schemas.get(table.name);
  return maskTable(table, plan, { directory, unfinished, failuresFile, schema }, context);
}

async function hasParts(
  place: DatasetPlace,
  { table, parts }: ShardFile,
  { store }: StageContext,
): Promise<boolean> {
  const found = await eachOf(parts, ({ file }) => store.head(`${place.tableKey(table)}/${file}`));
  return found.every((info, part) => info?.bytes === parts[part]?.bytes);
}

/** Everything but the time that it took. */
function isSameShard(one: ShardFile, other: ShardFile): boolean {
  const factsOf = ({ parts, masking }: ShardFile): string => JSON.stringify([parts, masking]);
  return factsOf(one) === factsOf(other);
}

function summaryOf({ table, shard, parts }: ShardFile): BuiltShard {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  return { table, shard, rows, bytes };
}
