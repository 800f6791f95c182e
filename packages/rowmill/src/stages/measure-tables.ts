import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResolvedRequest } from '@rowmill/core/engine';
import { tableKeys } from '../validation/dataset-keys.ts';
import { createControl } from '../workers/control.ts';
import type { StoreShardJob, TableSchema } from '../workers/jobs.ts';
import { storeShard } from '../workers/store-shard.ts';
import { loadSchemas } from './load-schemas.ts';
import {
  type GeneratedRunTable,
  type MaskedRunTable,
  type PlanOptions,
  planRun,
  type RunPlan,
} from './plan-run.ts';
import { PART_ROWS } from './table-place.ts';
import { planKeys } from './validate-dataset.ts';

/** What the rows of one table take, found out by making some of them. */
export interface MeasuredTable {
  readonly name: string;
  readonly origin: 'generated' | 'masked';
  readonly rows: number;
  readonly columns: number;
  /**
   * Seconds of one core of this machine in which a row is made, checked against its schema, encoded, compressed,
   * digested, and its keys computed. Undefined for rows that are read from a source.
   */
  readonly secondsPerRow: number | undefined;
  /** Bytes of a row in the store. */
  readonly storedBytesPerRow: number;
  /** Bytes of the keys of a row, with the number of the row, for each set of them. */
  readonly keyBytes: readonly number[];
  /** Rows of the parent that planning goes through to know how many rows this table has. */
  readonly countedParents: number;
}

/** The CPU time of a table is measured over at least so much, or so many rows. */
const ENOUGH_SECONDS = 0.06;
const FIRST_ROWS = 4096;
/** A row of a source that nobody has read yet. */
const GUESSED_BYTES_PER_CELL = 8;

/**
 * Makes some rows of each table of a request, as they would be stored, and measures them. Takes about a tenth of a
 * second for each table; nothing is kept.
 */
export async function measureTables(
  resolved: ResolvedRequest,
  options: PlanOptions,
): Promise<readonly MeasuredTable[]> {
  const schemas = await loadSchemas(resolved.request, options.directory);
  const plan = await planRun(resolved, options);
  const folder = await mkdtemp(join(tmpdir(), 'rowmill-measure-'));
  try {
    const measured: MeasuredTable[] = [];
    for (const table of plan.tables) {
      const counted = countedParents(resolved, table.name, plan);
      measured.push(
        table.kind === 'masked'
          ? maskedTable(table)
          : await generatedTable(table, { resolved, plan, schemas, folder, counted }),
      );
    }
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Bench {
  readonly resolved: ResolvedRequest;
  readonly plan: RunPlan;
  readonly schemas: ReadonlyMap<string, TableSchema>;
  readonly folder: string;
  readonly counted: number;
}

async function generatedTable(
  table: GeneratedRunTable,
  { resolved, plan, schemas, folder, counted }: Bench,
): Promise<MeasuredTable> {
  const keys = planKeys(resolved.request, plan);
  const own = tableKeys(keys, table.name, (set) => join(folder, set));
  for (const { directory } of own.sets) await mkdir(directory, { recursive: true });
  const job = (rows: number): StoreShardJob => ({
    kind: 'store-shard',
    id: `measure ${folder} ${table.name}`,
    program: table.program,
    columns: table.shape.columns,
    key: table.shape.key,
    schema: schemas.get(table.name),
    keys: own,
    shard: 0,
    // Numbers grow with the rows, and so do their digits.
    firstRow: Math.floor(Math.max(0, table.rowCount - rows) / 2 / rows) * rows,
    rowCount: rows,
    partRows: rows,
    place: { directory: folder, unfinished: folder, failuresFile: join(folder, 'failures') },
    control: createControl().buffer,
  });
  const { seconds, bytes, rows } = await measure(table.rowCount, job, folder);
  return {
    name: table.name,
    origin: 'generated',
    rows: table.rowCount,
    columns: table.shape.columns.length,
    secondsPerRow: rows === 0 ? 0 : seconds / rows,
    storedBytesPerRow: rows === 0 ? 0 : bytes / rows,
    keyBytes: own.sets.map(({ form }) => (form.isWide ? 20 : 12)),
    countedParents: counted,
  };
}

/** Doubles the rows until they take long enough to be told from noise; what is compiled on the way is not counted. */
async function measure(
  rowCount: number,
  job: (rows: number) => StoreShardJob,
  folder: string,
): Promise<{ seconds: number; bytes: number; rows: number }> {
  if (rowCount === 0) return { seconds: 0, bytes: 0, rows: 0 };
  const most = Math.min(PART_ROWS, rowCount);
  for (let rows = Math.min(FIRST_ROWS, most); ; rows = Math.min(most, rows * 4)) {
    const before = process.cpuUsage();
    const parts = await storeShard(job(rows));
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
    for (const { file } of parts) await rm(join(folder, file), { force: true });
    if (rows === most || (rows > FIRST_ROWS && seconds > ENOUGH_SECONDS))
      return { seconds, bytes, rows };
  }
}

function maskedTable({ name, shape, facts }: MaskedRunTable): MeasuredTable {
  return {
    name,
    origin: 'masked',
    rows: facts.estimatedRows ?? 0,
    columns: shape.columns.length,
    secondsPerRow: undefined,
    storedBytesPerRow: shape.columns.length * GUESSED_BYTES_PER_CELL,
    keyBytes: [],
    countedParents: 0,
  };
}

/** Planning counts the children of every parent, where a table has its rows per parent. */
function countedParents({ request }: ResolvedRequest, name: string, { tables }: RunPlan): number {
  const asked = request.tables[name];
  if (asked?.kind !== 'generated' || asked.rows.kind !== 'per') return 0;
  const { import: from, table } = asked.rows.parent;
  const parent = from === undefined && tables.find((other) => other.name === table);
  return parent && parent.kind === 'generated' ? parent.rowCount : 0;
}
