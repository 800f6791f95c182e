import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DataError, type TableShape } from '@rowmill/core';
import {
  type Expectation,
  type ExpectationQuery,
  type ResolvedExpectation,
  resolveExpectations,
} from '@rowmill/core/engine';
import type { CheckExample, CheckResult } from './check-result.ts';
import {
  countFailing,
  hasRowNumbers,
  listFailing,
  onlyRows,
  quoteText,
  type StoredTable,
} from './check-sql.ts';
import {
  type CheckedTable,
  describeTables,
  numberOf,
  type OpenDatabase,
} from './checked-tables.ts';
import type { StoredKeys } from './dataset-keys.ts';
import { describeProblem } from './describe-problem.ts';
import { type KeyChecks, openKeyChecks } from './key-checks.ts';
import { type Database, type DatabaseOptions, openDuckDb } from './open-duckdb.ts';
import type { TableParts } from './table-parts.ts';

export interface DatasetCheckOptions extends DatabaseOptions {
  readonly tables: readonly TableShape[];
  /** Parquet parts by table: their paths in row order, or what else is known of them. A table without rows has none. */
  readonly files: Readonly<Record<string, readonly string[] | TableParts>>;
  readonly expectations: readonly Expectation[];
  /** Most failing rows that a result lists itself. */
  readonly limit?: number;
  /** Folder for the complete lists of failing rows; made when there is one to write. */
  readonly failuresDirectory: string;
  /** Columns by table whose values must not appear anywhere: those that came from a masked source. */
  readonly hide?: Readonly<Record<string, readonly string[]>>;
  /** Keys of the same rows, from the run that made them: they tell which rows the database has to look at. */
  readonly keys?: StoredKeys;
}

interface CheckContext {
  /** Opened when the first check has to look at rows: most are proven by what is known of the parts. */
  readonly database: OpenDatabase;
  readonly stored: ReadonlyMap<string, CheckedTable>;
  readonly limit: number;
  readonly failuresDirectory: string;
  readonly tokenKey: string;
  readonly keys: KeyChecks | undefined;
}

/**
 * Checks a whole dataset in bounded memory: by what is known of its stored parts where that is enough, otherwise by SQL
 * over them. Counts are exact.
 *
 * @throws {@link RequestError} when an expectation does not fit the tables.
 * @throws {@link MissingDependencyError} when DuckDB is not installed: unchecked data never counts as right.
 * @throws {@link DataError} when the stored parts cannot be read.
 */
export async function checkDataset({
  tables,
  files,
  expectations,
  limit = 20,
  failuresDirectory,
  hide = {},
  keys,
  ...options
}: DatasetCheckOptions): Promise<CheckResult[]> {
  const resolved = resolveExpectations(expectations, tables);
  let opened: Promise<Database> | undefined;
  const database = (): Promise<Database> => {
    opened ??= openDuckDb(options);
    return opened;
  };
  try {
    const stored = describeTables(database, { tables, files, hide });
    // Drawn anew each time, so that tokens tell nothing beyond one report.
    const tokenKey = randomBytes(16).toString('hex');
    const checks = keys && openKeyChecks(keys);
    const context = { database, stored, limit, failuresDirectory, tokenKey, keys: checks };
    const results: CheckResult[] = [];
    for (const [index, expectation] of resolved.entries()) {
      results.push(await checkOne(expectation, index, context));
    }
    return results;
  } finally {
    await opened?.then(
      (used) => used.close(),
      () => undefined,
    );
  }
}

async function checkOne(
  expectation: ResolvedExpectation,
  index: number,
  context: CheckContext,
): Promise<CheckResult> {
  const started = performance.now();
  const { expect, table, columns, query } = expectation;
  const all = checkedTableOf(table, context);
  const checkedRows = await all.rowCount();
  const base = { name: expect, table, columns, checkedRows };
  const stored = await scopeOf(expectation, all, context);
  const failingRows =
    query.failing === 'row-total'
      ? rowsOff(query, checkedRows)
      : await countRows(query, stored, context);
  if (failingRows === 0) {
    return { ...base, passed: true, failingRows, examples: [], seconds: secondsSince(started) };
  }
  const listed =
    query.failing === 'row-total'
      ? { examples: [] }
      : await listRows({ expectation, index, failingRows }, stored ?? all.table, context);
  return {
    ...base,
    passed: false,
    failingRows,
    problem: describeProblem(expectation, checkedRows, failingRows),
    ...listed,
    seconds: secondsSince(started),
  };
}

/**
 * The rows that an expectation has to be held against: all of the table, or the few among which keys say that those
 * are which fail. Undefined when it is known that none does; then no row is read.
 */
async function scopeOf(
  expectation: ResolvedExpectation,
  all: CheckedTable,
  { keys, database }: CheckContext,
): Promise<StoredTable | undefined> {
  const { query } = expectation;
  if (query.failing === 'row-total' || isWithoutNulls(query, all)) return undefined;
  const candidates = await keys?.candidates(expectation);
  if (candidates?.length === 0) return undefined;
  const table = await all.open();
  if (candidates === undefined || !hasRowNumbers(table)) return table;
  const few = onlyRows(table, candidates);
  const used = await database();
  for (const statement of few.statements) await used.query(statement);
  return few.table;
}

/** Whoever wrote the parts has counted their nulls. */
function isWithoutNulls(query: ExpectationQuery, { parts: { nulls } }: CheckedTable): boolean {
  if (query.failing !== 'rows-with-null' || nulls === undefined) return false;
  return query.columns.every((column) => (Object.hasOwn(nulls, column) ? nulls[column] : 0) === 0);
}

async function countRows(
  query: ExpectationQuery,
  stored: StoredTable | undefined,
  context: CheckContext,
): Promise<number> {
  if (stored === undefined) return 0;
  const parent = await parentOf(query, context);
  return numberOf(await context.database(), countFailing(query, stored, parent));
}

function checkedTableOf(name: string, { stored }: CheckContext): CheckedTable {
  const table = stored.get(name);
  if (table === undefined) throw new DataError(name, undefined, 'is not part of the dataset');
  return table;
}

async function parentOf(
  query: ExpectationQuery,
  context: CheckContext,
): Promise<StoredTable | undefined> {
  if (query.failing !== 'rows-without-parent') return undefined;
  return checkedTableOf(query.parentTable, context).open();
}

function rowsOff(
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  rows: number,
): number {
  return Math.max(minimum - rows, rows - maximum, 0);
}

async function listRows(
  {
    expectation,
    index,
    failingRows,
  }: {
    readonly expectation: ResolvedExpectation;
    readonly index: number;
    readonly failingRows: number;
  },
  stored: StoredTable,
  context: CheckContext,
): Promise<Pick<CheckResult, 'examples' | 'failuresFile'>> {
  const { limit, tokenKey } = context;
  const database = await context.database();
  const parent = await parentOf(expectation.query, context);
  const list = listFailing(expectation, stored, parent, tokenKey);
  const rows = await database.query(`${list} LIMIT ${limit}`);
  const examples = rows.map(toExample);
  if (failingRows <= limit) return { examples };
  const name = `${String(index + 1).padStart(3, '0')}-${fileName(expectation.table)}-${expectation.expect}.ndjson`;
  return { examples, failuresFile: await writeList(list, name, context) };
}

function toExample([key, row, rule, column, values]: readonly unknown[]): CheckExample {
  return {
    key: JSON.parse(String(key)),
    ...(row === null ? {} : { row: Number(row) }),
    rule: String(rule),
    column: String(column),
    values: JSON.parse(String(values)),
  };
}

async function writeList(
  list: string,
  name: string,
  { database, failuresDirectory }: CheckContext,
): Promise<string> {
  await mkdir(failuresDirectory, { recursive: true });
  const file = join(failuresDirectory, name);
  const unfinished = `${file}.unfinished`;
  try {
    const used = await database();
    await used.query(`COPY (${list}) TO ${quoteText(unfinished)} (FORMAT json)`);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
  return file;
}

function fileName(table: string): string {
  return table.replace(/[^\w.-]/g, '_').slice(0, 60);
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
