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
  createViews,
  hasRowNumbers,
  listFailing,
  onlyRows,
  quoteText,
  type StoredTable,
} from './check-sql.ts';
import type { StoredKeys } from './dataset-keys.ts';
import { describeProblem } from './describe-problem.ts';
import { propagateHidden } from './hidden-columns.ts';
import { type KeyChecks, openKeyChecks } from './key-checks.ts';
import { type Database, type DatabaseOptions, openDuckDb } from './open-duckdb.ts';

export interface DatasetCheckOptions extends DatabaseOptions {
  readonly tables: readonly TableShape[];
  /** Parquet parts by table, in row order. A table without rows has none. */
  readonly files: Readonly<Record<string, readonly string[]>>;
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
  readonly database: Database;
  readonly stored: ReadonlyMap<string, StoredTable>;
  readonly limit: number;
  readonly failuresDirectory: string;
  readonly tokenKey: string;
  readonly keys: KeyChecks | undefined;
}

/**
 * Checks a whole dataset by SQL over its stored parts, in bounded memory. Counts are exact.
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
  const database = await openDuckDb(options);
  try {
    const stored = await openTables(database, { tables, files, hide });
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
    await database.close();
  }
}

async function openTables(
  database: Database,
  { tables, files, hide }: Required<Pick<DatasetCheckOptions, 'tables' | 'files' | 'hide'>>,
): Promise<Map<string, StoredTable>> {
  const hidden = propagateHidden(tables, hide);
  const stored = new Map<string, StoredTable>();
  for (const [index, shape] of tables.entries()) {
    assertDistinctNames(shape);
    const parts = Object.hasOwn(files, shape.name) ? files[shape.name] : undefined;
    if (parts === undefined)
      throw new DataError(shape.name, undefined, 'has no list of stored parts');
    const table: StoredTable = {
      shape,
      view: `table_${index}`,
      numberedView: `numbered_${index}`,
      hidden: hidden.get(shape.name) ?? new Set(),
    };
    const firstRows = await firstRowsOf(database, parts);
    for (const statement of createViews(table, parts, firstRows)) await database.query(statement);
    stored.set(shape.name, table);
  }
  return stored;
}

function assertDistinctNames({ name, columns }: TableShape): void {
  const seen = new Map<string, string>();
  for (const column of columns) {
    const other = seen.get(column.name.toLowerCase());
    if (other !== undefined) {
      const pair = `${JSON.stringify(other)} and ${JSON.stringify(column.name)}`;
      throw new DataError(
        name,
        undefined,
        `columns ${pair} differ in case alone - rename one of them`,
      );
    }
    seen.set(column.name.toLowerCase(), column.name);
  }
}

async function firstRowsOf(database: Database, files: readonly string[]): Promise<number[]> {
  const firstRows: number[] = [];
  let rows = 0;
  for (const file of files) {
    firstRows.push(rows);
    const [first] = await database.query(
      `SELECT num_rows FROM parquet_file_metadata(${quoteText(file)})`,
    );
    rows += Number(first?.[0]);
  }
  return firstRows;
}

async function checkOne(
  expectation: ResolvedExpectation,
  index: number,
  context: CheckContext,
): Promise<CheckResult> {
  const started = performance.now();
  const { expect, table, columns, query } = expectation;
  const all = storedTable(table, context);
  const checkedRows = await numberOf(context.database, `SELECT count(*) FROM ${all.view}`);
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
      : await listRows(expectation, index, failingRows, stored ?? all, context);
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
 * are which fail. Undefined when keys prove that none does.
 */
async function scopeOf(
  expectation: ResolvedExpectation,
  table: StoredTable,
  { keys, database }: CheckContext,
): Promise<StoredTable | undefined> {
  const candidates = keys?.candidates(expectation);
  if (candidates?.length === 0) return undefined;
  if (candidates === undefined || !hasRowNumbers(table)) return table;
  const few = onlyRows(table, candidates);
  for (const statement of few.statements) await database.query(statement);
  return few.table;
}

async function countRows(
  query: ExpectationQuery,
  stored: StoredTable | undefined,
  context: CheckContext,
): Promise<number> {
  if (stored === undefined) return 0;
  return numberOf(context.database, countFailing(query, stored, parentOf(query, context)));
}

function storedTable(name: string, { stored }: CheckContext): StoredTable {
  const table = stored.get(name);
  if (table === undefined) throw new DataError(name, undefined, 'is not part of the dataset');
  return table;
}

function parentOf(query: ExpectationQuery, context: CheckContext): StoredTable | undefined {
  return query.failing === 'rows-without-parent'
    ? storedTable(query.parentTable, context)
    : undefined;
}

function rowsOff(
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  rows: number,
): number {
  return Math.max(minimum - rows, rows - maximum, 0);
}

async function numberOf(database: Database, sql: string): Promise<number> {
  const [row] = await database.query(sql);
  return Number(row?.[0]);
}

async function listRows(
  expectation: ResolvedExpectation,
  index: number,
  failingRows: number,
  stored: StoredTable,
  context: CheckContext,
): Promise<Pick<CheckResult, 'examples' | 'failuresFile'>> {
  const { database, limit, tokenKey } = context;
  const list = listFailing(expectation, stored, parentOf(expectation.query, context), tokenKey);
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
    await database.query(`COPY (${list}) TO ${quoteText(unfinished)} (FORMAT json)`);
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
