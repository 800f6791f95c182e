import { performance } from 'node:perf_hooks';
import type { TableShape } from '@rowmill/core';
import type { Request } from '@rowmill/core/engine';
import { type Database, type DatabaseOptions, openDuckDb } from '../validation/open-duckdb.ts';
import {
  type ColumnProfile,
  type DatasetProfile,
  PROFILE_VERSION,
  type TableProfile,
} from './dataset-profile.ts';
import { declaredColumn } from './declared-column.ts';
import {
  binsOf,
  type Counts,
  hasFewValues,
  type Measured,
  type MeasuredColumn,
  profileColumn,
} from './profile-column.ts';
import { type CountedColumn, countSql, measureSql } from './profile-sql.ts';
import { rowsOf, sampleParts } from './sample-parts.ts';

/** One part of a stored table. */
export interface ProfiledPart {
  readonly file: string;
  readonly rows: number;
  /** Null cells by column, without those that have none; undefined where nobody has counted. */
  readonly nulls?: Readonly<Record<string, number>> | undefined;
}

/** A stored table to be profiled. */
export interface ProfiledTable {
  readonly shape: TableShape;
  /** In row order. */
  readonly parts: readonly ProfiledPart[];
  /** Columns with values of a masked source. */
  readonly guarded: ReadonlySet<string>;
  /** Paths of some of the parts, for reading alone. */
  files(parts: readonly ProfiledPart[]): Promise<readonly string[]>;
}

export interface ProfileOptions extends DatabaseOptions {
  readonly datasetId: string;
  readonly tables: readonly ProfiledTable[];
  readonly request: Pick<Request, 'tables' | 'referenceDate'>;
  /** Makes tokens of hidden values. */
  readonly tokenKey: string;
}

/**
 * Looks at a stored dataset: two passes over the parts of each table, or over some whole parts of a large one, in
 * bounded memory.
 *
 * @throws {@link MissingDependencyError} when DuckDB is not installed; {@link DataError} when parts cannot be read.
 */
export async function profileDataset({
  datasetId,
  tables,
  request,
  tokenKey,
  ...options
}: ProfileOptions): Promise<DatasetProfile> {
  const started = performance.now();
  const database = await openDuckDb(options);
  try {
    const profiles: TableProfile[] = [];
    for (const table of tables)
      profiles.push(await profileTable(table, { database, request, tokenKey }));
    const seconds = (performance.now() - started) / 1000;
    return { version: PROFILE_VERSION, datasetId, tables: profiles, seconds };
  } finally {
    await database.close();
  }
}

interface ProfileContext extends Pick<ProfileOptions, 'request' | 'tokenKey'> {
  readonly database: Database;
}

async function profileTable(table: ProfiledTable, context: ProfileContext): Promise<TableProfile> {
  const { shape, parts } = table;
  const filled = parts.filter(({ rows }) => rows > 0);
  const chosen = sampleParts(filled);
  const files = chosen.length === 0 ? [] : await table.files(chosen);
  const measured = await measureColumns(table, { chosen, files }, context);
  const columns = await countColumns(measured, files, context);
  return {
    name: shape.name,
    rows: rowsOf(parts),
    profiledRows: rowsOf(chosen),
    parts: filled.length,
    profiledParts: chosen.length,
    columns,
  };
}

async function measureColumns(
  { shape: table, parts, guarded }: ProfiledTable,
  {
    chosen,
    files,
  }: { readonly chosen: readonly ProfiledPart[]; readonly files: readonly string[] },
  { database, request }: ProfileContext,
): Promise<MeasuredColumn[]> {
  const [row = []] =
    files.length === 0 ? [] : await database.query(measureSql(table.columns, guarded, files));
  const nulls = nullsOf(parts);
  const isSampled = rowsOf(chosen) < rowsOf(parts);
  return table.columns.map((shape, index): MeasuredColumn => {
    const measured = readMeasured(row[index]);
    const sampled = rowsOf(chosen);
    return {
      shape,
      measured,
      nulls:
        nulls === undefined
          ? { count: sampled - measured.present, of: sampled }
          : { count: nulls.get(shape.name) ?? 0, of: rowsOf(parts) },
      declared: declaredColumn(request, { table: table.name, column: shape.name }),
      guarded: guarded.has(shape.name),
      ordered: isKey(shape.name, table) || (isSampled && isReference(shape.name, table)),
    };
  });
}

/** Keys are counters more often than not; a chart of them tells nothing. */
function isKey(column: string, { key }: TableShape): boolean {
  return key.length === 1 && key[0] === column;
}

/** Rows of one parent stand side by side. */
function isReference(column: string, { references }: TableShape): boolean {
  return references.some(({ columns }) => columns.includes(column));
}

/** Sums over all parts; undefined where one has not been counted. */
function nullsOf(parts: readonly ProfiledPart[]): ReadonlyMap<string, number> | undefined {
  const sums = new Map<string, number>();
  for (const { nulls } of parts) {
    if (nulls === undefined) return undefined;
    for (const [column, count] of Object.entries(nulls))
      sums.set(column, (sums.get(column) ?? 0) + count);
  }
  return sums;
}

/** Whole numbers come as text, so that none is rounded. */
function readMeasured(cell: unknown): Measured {
  const found = (cell ?? {}) as Readonly<Record<string, unknown>>;
  const numberOf = (value: unknown): number | null => {
    const number = value === null || value === undefined ? Number.NaN : Number(value);
    return Number.isNaN(number) ? null : number;
  };
  const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const { quantiles } = found;
  return {
    present: numberOf(found.present) ?? 0,
    distinct: numberOf(found.distinct) ?? 0,
    min: numberOf(found.min),
    max: numberOf(found.max),
    mean: numberOf(found.mean),
    quantiles: Array.isArray(quantiles) ? quantiles.map(Number) : [],
    least: textOf(found.least),
    greatest: textOf(found.greatest),
  };
}

async function countColumns(
  columns: readonly MeasuredColumn[],
  files: readonly string[],
  { database, tokenKey }: ProfileContext,
): Promise<ColumnProfile[]> {
  const counted = columns.flatMap((column): (CountedColumn & { column: MeasuredColumn })[] => {
    const bins = binsOf(column);
    if (bins !== undefined) return [{ column, shape: column.shape, bins }];
    return hasFewValues(column) ? [{ column, shape: column.shape }] : [];
  });
  const isNeeded = counted.length > 0 && files.length > 0;
  const [row = []] = isNeeded ? await database.query(countSql(counted, files)) : [];
  const countsOf = new Map(
    counted.map(({ column, bins }, index) => [column, { bins, rows: readCounts(row[index]) }]),
  );
  return columns.map((column) => profileColumn(column, countsOf.get(column), tokenKey));
}

function readCounts(cell: unknown): Counts {
  const entries = Array.isArray(cell) ? (cell as readonly { key: unknown; value: unknown }[]) : [];
  return new Map(entries.map(({ key, value }) => [String(key), Number(value)]));
}
