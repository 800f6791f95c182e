import { mkdir, rm } from 'node:fs/promises';
import { mergeDigests } from '@rowmill/core/engine';
import { StoreError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import {
  isComplete,
  MANIFEST_VERSION,
  type Manifest,
  readManifest,
  type StoredTable,
  tableKey,
  writeManifest,
} from '../stores/manifest.ts';
import { type DatasetKeys, tableKeys } from '../validation/dataset-keys.ts';
import type { StoredPart, StorePartsJob, TableKeys, TableSchema } from '../workers/jobs.ts';
import { isSystemFailure } from '../workers/worker-error.ts';
import { maskTable } from './mask-table.ts';
import type { GeneratedRunTable, MaskedRunTable, RunPlan, RunTable } from './plan-run.ts';
import { type BuiltParts, PART_ROWS, type TablePlace } from './table-place.ts';

export interface BuiltDataset {
  readonly manifest: Manifest;
  /** It was in the store already. */
  readonly reused: boolean;
}

/**
 * Makes every table and stores it, or finds the same dataset stored.
 *
 * @param schemas JSON Schema by table, loaded
 * @param keys what to compute of the rows for the checks that follow
 * @throws StoreError when the store takes no more; WorkerError for what happens in a worker.
 */
export async function buildDataset(
  plan: RunPlan,
  schemas: ReadonlyMap<string, TableSchema>,
  context: RunContext,
  keys?: DatasetKeys,
): Promise<BuiltDataset> {
  const { store } = context;
  const stored = plan.reusable ? await readManifest(store, plan.datasetId) : undefined;
  if (stored !== undefined && (await isComplete(store, stored)))
    return { manifest: stored, reused: true };
  try {
    const tables: StoredTable[] = [];
    for (const table of plan.tables)
      tables.push(await buildTable(table, plan, schemas.get(table.name), context, keys));
    const manifest: Manifest = { version: MANIFEST_VERSION, datasetId: plan.datasetId, tables };
    await writeManifest(store, manifest);
    return { manifest, reused: false };
  } catch (error) {
    // What was made so far is of no use to a later run, and may fill the disk that has just run full.
    await rm(store.path(`datasets/${plan.datasetId}`), { recursive: true, force: true });
    throw isSystemFailure(error)
      ? StoreError.of(store.describe(), 'building the dataset', error)
      : error;
  }
}

async function buildTable(
  table: RunTable,
  plan: RunPlan,
  schema: TableSchema | undefined,
  context: RunContext,
  keys: DatasetKeys | undefined,
): Promise<StoredTable> {
  const { store } = context;
  const directory = store.path(tableKey(plan.datasetId, table.name));
  // Parts of an unfinished build are of no use to this one: masked tables may have had other rows.
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await mkdir(store.path(`runs/${context.runId}`), { recursive: true });
  const started = performance.now();
  const place: TablePlace = {
    directory,
    failuresFile: store.path(
      `runs/${context.runId}/${encodeURIComponent(table.name)}.schema-failures.ndjson`,
    ),
    schema,
  };
  const built =
    table.kind === 'generated'
      ? await generate(table, place, context, keys && (await openTableKeys(keys, table.name)))
      : await maskTable(table, plan.maskKey, place, context);
  const seconds = (performance.now() - started) / 1000;
  const result = summarise(table, built, plan, seconds, schema !== undefined);
  context.emit({
    type: 'table',
    table: table.name,
    rows: result.rows,
    bytes: result.bytes,
    seconds,
  });
  return result;
}

async function openTableKeys(keys: DatasetKeys, table: string): Promise<TableKeys> {
  const own = tableKeys(keys, table);
  for (const { directory } of own.sets) await mkdir(directory, { recursive: true });
  return own;
}

async function generate(
  { name, program, shape, rowCount }: GeneratedRunTable,
  { directory, failuresFile, schema }: TablePlace,
  context: RunContext,
  keys: TableKeys | undefined,
): Promise<BuiltParts> {
  const job: Omit<StorePartsJob, 'control'> = {
    kind: 'store-parts',
    program,
    columns: shape.columns,
    key: shape.key,
    directory,
    partRows: PART_ROWS,
    schema,
    failuresFile,
    keys,
  };
  const parts = await context.pool.run<StorePartsJob>(job, {
    signal: context.signal,
    onProgress: ({ rows, bytes }) =>
      context.emit({ type: 'progress', table: name, rows, bytes, totalRows: rowCount }),
  });
  return { parts: parts.flat().sort((a, b) => a.firstRow - b.firstRow), masking: [] };
}

function summarise(
  { kind, name, shape }: GeneratedRunTable | MaskedRunTable,
  { parts, masking }: BuiltParts,
  { maskKey }: RunPlan,
  seconds: number,
  hasSchema: boolean,
): StoredTable {
  const sum = (sizeOf: (part: StoredPart) => number): number =>
    parts.reduce((total, part) => total + sizeOf(part), 0);
  return {
    name,
    origin: kind,
    shape,
    rows: sum(({ rows }) => rows),
    bytes: sum(({ bytes }) => bytes),
    jsonBytes: sum(({ jsonBytes }) => jsonBytes),
    digest: mergeDigests(parts).digest,
    seconds,
    parts: parts.map(({ schemaFailures: _, ...part }) => part),
    schema: hasSchema ? mergeSchemaFailures(parts) : undefined,
    masking,
    maskKeyId: kind === 'masked' ? maskKey?.id : undefined,
  };
}

const MAX_EXAMPLES = 20;

function mergeSchemaFailures(parts: readonly StoredPart[]): StoredTable['schema'] {
  const byRule: Record<string, number> = {};
  for (const { schemaFailures } of parts) {
    for (const [rule, count] of Object.entries(schemaFailures.byRule))
      byRule[rule] = (byRule[rule] ?? 0) + count;
  }
  return {
    rows: parts.reduce((total, { schemaFailures }) => total + schemaFailures.rows, 0),
    byRule,
    examples: parts.flatMap(({ schemaFailures }) => schemaFailures.examples).slice(0, MAX_EXAMPLES),
  };
}
