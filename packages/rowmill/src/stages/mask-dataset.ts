import { mkdir, rm } from 'node:fs/promises';
import { StoreError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import {
  isComplete,
  MANIFEST_VERSION,
  type Manifest,
  partFiles,
  readManifest,
  type StoredTable,
  tableKey,
  writeManifest,
} from '../stores/manifest.ts';
import type { DirectoryStore } from '../stores/object-store.ts';
import { burnRunSurrogates } from '../surrogates/run-surrogates.ts';
import type { RowOrigin, TableSchema } from '../workers/jobs.ts';
import { isSystemFailure } from '../workers/worker-error.ts';
import { auditedReading, type KeyWords } from './audit-masking.ts';
import { maskTable } from './mask-table.ts';
import type { MaskedRunTable, RunPlan } from './plan-run.ts';
import { storedTable } from './stored-table.ts';

/** Parts are written at their places, by this process alone. */
type LocalContext = RunContext & {
  readonly store: DirectoryStore;
  /** Settings of masking of the request, for the log. */
  readonly masking: KeyWords;
};

/**
 * Masks all source tables of a plan and stores them, or finds the same dataset stored.
 *
 * @param schemas JSON Schema by table, loaded
 * @throws StoreError when the store takes no more; DataError for rows that cannot be read.
 */
export async function maskDataset(
  plan: RunPlan,
  schemas: ReadonlyMap<string, TableSchema>,
  context: LocalContext,
): Promise<Manifest> {
  const { store } = context;
  const stored = plan.reusable ? await readManifest(store, plan.datasetId) : undefined;
  if (stored !== undefined && (await isComplete(store, stored))) return stored;
  try {
    const tables: StoredTable[] = [];
    for (const table of plan.tables)
      if (table.kind === 'masked') tables.push(await maskOne(table, plan, schemas, context));
    const manifest: Manifest = { version: MANIFEST_VERSION, datasetId: plan.datasetId, tables };
    await writeManifest(store, manifest);
    return manifest;
  } catch (error) {
    // What was made so far is of no use to a later command, and may fill the disk that has just run full.
    await rm(store.path(`datasets/${plan.datasetId}`), { recursive: true, force: true });
    throw isSystemFailure(error)
      ? StoreError.of(store.describe(), 'building the dataset', error)
      : error;
  } finally {
    burnRunSurrogates(context.runId);
  }
}

async function maskOne(
  table: MaskedRunTable,
  plan: RunPlan,
  schemas: ReadonlyMap<string, TableSchema>,
  context: LocalContext,
): Promise<StoredTable> {
  const { store, runId, emit } = context;
  const { name } = table;
  const directory = store.path(tableKey(plan.datasetId, name));
  // Parts of an unfinished try may have had other rows.
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await mkdir(store.path(`runs/${runId}`), { recursive: true });
  const started = performance.now();
  const schema = schemas.get(name);
  const file = `runs/${runId}/${encodeURIComponent(name)}.schema-failures.ndjson`;
  const place = { directory, failuresFile: store.path(file), schema };
  const built = await auditedReading(
    { table, plan, words: context.masking },
    context,
    () => maskTable(table, plan, place, context),
    ({ parts }) => ({ rows: parts.reduce((sum, { rows }) => sum + rows, 0) }),
  );
  const seconds = (performance.now() - started) / 1000;
  const stored = storedTable(table, built, { plan, seconds, hasSchema: schema !== undefined });
  emit({ type: 'table', table: name, rows: stored.rows, bytes: stored.bytes, seconds });
  return stored;
}

/** Rows of a stored table, as they are written to files. */
export async function storedOrigin(
  table: StoredTable,
  { datasetId }: Manifest,
  { store }: Pick<RunContext, 'store'>,
): Promise<RowOrigin> {
  const files = table.rows === 0 ? [] : await partFiles(store, datasetId, table);
  const { name, rows, shape } = table;
  return { kind: 'stored', table: name, columns: shape.columns, files, rowCount: rows };
}
