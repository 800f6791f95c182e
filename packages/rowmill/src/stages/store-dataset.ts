import { ShardConflictError, StoreError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import { countOf, formatBytes } from '../reports/quantities.ts';
import { eachOf } from '../stores/each-of.ts';
import {
  isComplete,
  MANIFEST_VERSION,
  type Manifest,
  manifestKey,
  readManifest,
  type StoredTable,
  writeManifest,
} from '../stores/manifest.ts';
import { coveredSeconds } from './covered-seconds.ts';
import { datasetPlace, endBuilding, publishTables } from './dataset-place.ts';
import type { RunPlan, RunTable } from './plan-run.ts';
import { PLAN_FILE, type PlanFile, type PlannedRun } from './planned-run.ts';
import { type ShardFile, shardFileName } from './shard-file.ts';
import { shardsOfTable } from './shards.ts';
import { storedTable } from './stored-table.ts';

export interface StoredDataset {
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
  /** Another run has built it. */
  readonly isFound: boolean;
  /** What its rows would take as NDJSON. */
  readonly jsonBytes: number;
  /** Rows that break the JSON Schema of their table. */
  readonly schemaFailures: number;
  /** Cells that were replaced, by masking strategy. */
  readonly valuesMasked: Readonly<Record<string, number>>;
  readonly summary: string;
}

/**
 * Makes a dataset of the shards of a run: from now on every run finds it. Safe to repeat.
 *
 * @throws {@link StoreError} when a part is missing; {@link ShardConflictError} when another run has stored other rows
 * under the same id.
 */
export async function storeDataset(
  planned: PlannedRun,
  context: StageContext,
): Promise<StoredDataset> {
  const { plan } = planned;
  const { isStored } = await context.files.read<PlanFile>(PLAN_FILE);
  const manifest = isStored ? await storedManifest(plan, context) : await publish(planned, context);
  const sum = (countOf: (table: StoredTable) => number): number =>
    manifest.tables.reduce((total, table) => total + countOf(table), 0);
  const rows = sum((table) => table.rows);
  const bytes = sum((table) => table.bytes);
  const found = isStored ? ', found in the store' : '';
  return {
    tables: manifest.tables.length,
    rows,
    bytes,
    isFound: isStored,
    jsonBytes: sum((table) => table.jsonBytes),
    schemaFailures: sum(({ schema }) => schema?.rows ?? 0),
    valuesMasked: maskedByStrategy(manifest),
    summary: `${countOf(rows, 'row')}, ${formatBytes(bytes)} stored${found}`,
  };
}

function maskedByStrategy({ tables }: Manifest): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { strategy, masked } of tables.flatMap(({ masking }) => masking))
    if (strategy !== 'keep') counts[strategy] = (counts[strategy] ?? 0) + masked;
  return counts;
}

/** The dataset of a run that has stored or found it. */
export async function storedManifest(
  { datasetId }: Pick<RunPlan, 'datasetId'>,
  { store }: StageContext,
): Promise<Manifest> {
  const manifest = await readManifest(store, datasetId);
  if (manifest !== undefined) return manifest;
  throw new StoreError(
    store.describe(),
    `the dataset ${datasetId} is not in it any more - run again`,
  );
}

async function publish(planned: PlannedRun, context: StageContext): Promise<Manifest> {
  const { plan, schemas } = planned;
  const { store } = context;
  const place = datasetPlace(plan, context);
  const tables: StoredTable[] = [];
  for (const table of plan.tables) {
    const shards = await readShards(table, planned, context);
    const seconds = coveredSeconds(shards);
    const built = {
      parts: shards.flatMap(({ parts }) => parts),
      masking: shards.flatMap(({ masking }) => masking),
      // A masked table is one shard.
      proof: shards[0]?.proof,
    };
    const hasSchema = schemas.has(table.name);
    tables.push(storedTable(table, built, { plan, seconds, hasSchema }));
  }
  const manifest: Manifest = { version: MANIFEST_VERSION, datasetId: plan.datasetId, tables };
  await publishTables(plan, place, context);
  if (!(await isComplete(store, manifest))) {
    throw new StoreError(
      store.describe(),
      `parts of the dataset ${plan.datasetId} were removed while it was built - run again`,
    );
  }
  const before = plan.reusable ? await readManifest(store, plan.datasetId) : undefined;
  if (before !== undefined && !isSameDataset(before, manifest))
    throw new ShardConflictError(store.place(manifestKey(plan.datasetId)));
  if (before === undefined) await writeManifest(store, manifest);
  await endBuilding(place, context);
  for (const { name, rows, bytes, seconds } of tables)
    context.emit({ type: 'table', table: name, rows, bytes, seconds });
  return manifest;
}

function readShards(
  table: RunTable,
  { sizing }: PlannedRun,
  { files }: StageContext,
): Promise<readonly ShardFile[]> {
  return eachOf(shardsOfTable(table, sizing), ({ shard }) =>
    files.read<ShardFile>(shardFileName(table.name, shard)),
  );
}

/** What two runs that made the same rows agree on. */
function isSameDataset(one: Manifest, other: Manifest): boolean {
  const factsOf = ({ tables }: Manifest): string =>
    JSON.stringify(tables.map(({ name, parts, digest }) => [name, digest, parts]));
  return factsOf(one) === factsOf(other);
}
