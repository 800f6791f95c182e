import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '@rowmill/core';
import type { ResolvedExpectation } from '@rowmill/core/engine';
import type { CheckExample, CheckResult } from './check-result.ts';
import { listFailing, type StoredTable } from './check-sql.ts';
import type { OpenDatabase } from './checked-tables.ts';
import type { Database } from './open-duckdb.ts';
import { quoteText } from './sql-names.ts';

/** How the complete list of the rows that fail a check is written. */
export type FailuresFormat = 'ndjson' | 'parquet';

/** Where failing rows are listed. */
export interface FailuresPlace {
  readonly database: OpenDatabase;
  /** Most of them that a result lists itself. */
  readonly limit: number;
  /** Folder for complete lists; made when there is one to write. No lists without it. */
  readonly failuresDirectory?: string;
  /** Whether there are lists too of rows that the result lists all itself. */
  readonly listsAll?: boolean;
  readonly failuresFormat: FailuresFormat;
  readonly tokenKey: string;
}

/** Of which check they are. */
export interface ListedCheck {
  readonly table: string;
  /** Place of the expectation among all. */
  readonly index: number;
  readonly failingRows: number;
}

interface FailingScope {
  readonly scope: StoredTable;
  readonly parent: StoredTable | undefined;
  readonly place: ListedCheck;
}

/** The first failing rows, and a file with every one of them where there are more. */
export function listFailingRows(
  expectation: ResolvedExpectation,
  { scope, parent, place }: FailingScope,
  context: FailuresPlace,
): Promise<Pick<CheckResult, 'examples' | 'failuresFile'>> {
  const list = listFailing(expectation, scope, parent, context.tokenKey);
  return listRows(list, { ...place, expect: expectation.expect }, context);
}

interface ListedRows extends ListedCheck {
  readonly expect: string;
  /** Whether the list is in an order, which takes memory to bring it into; true unless given. */
  readonly isSorted?: boolean;
}

/**
 * The rows of a list, the first of them and a file.
 *
 * @param list SELECT of `key`, `row`, `rule`, `column` and `values`, `key` and `values` as JSON
 */
export async function listRows(
  list: string,
  { table, index, failingRows, expect, isSorted = true }: ListedRows,
  context: FailuresPlace,
): Promise<Pick<CheckResult, 'examples' | 'failuresFile'>> {
  const { limit, failuresFormat, failuresDirectory, listsAll = false } = context;
  const database = await context.database();
  const rows = await database.query(`${list} LIMIT ${limit}`);
  const examples = rows.map(toExample);
  const isComplete = failingRows <= limit && !listsAll;
  if (isComplete || failuresDirectory === undefined) return { examples };
  const name = `${String(index + 1).padStart(3, '0')}-${fileName(table)}-${expect}.${failuresFormat}`;
  await mkdir(failuresDirectory, { recursive: true });
  const file = join(failuresDirectory, name);
  await writeList(list, file, { ...context, isSorted });
  return { examples, failuresFile: file };
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
  file: string,
  { database, failuresFormat, isSorted }: FailuresPlace & { readonly isSorted: boolean },
): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const format = failuresFormat === 'parquet' ? 'parquet' : 'json';
  try {
    const used = await database();
    const copy = `COPY (${list}) TO ${quoteText(unfinished)} (FORMAT ${format})`;
    if (isSorted) await inLittleMemory(used, copy);
    else await used.query(copy);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** What a list may take while it is sorted: a million rows go through a file then. */
const SORT_MEMORY = '64MB';

/** A list that cannot be made in so little, such as one of very long rows, gets what there is. */
async function inLittleMemory(database: Database, statement: string): Promise<void> {
  const [[usual] = []] = await database.query("SELECT current_setting('memory_limit')");
  await database.query(`SET memory_limit = '${SORT_MEMORY}'`);
  const problem = await database.query(statement).then(
    () => undefined,
    (error: unknown) => error,
  );
  await database.query(`SET memory_limit = ${quoteText(String(usual))}`);
  if (problem === undefined) return;
  if (!(problem instanceof DataError && problem.message.includes('Out of Memory'))) throw problem;
  await database.query(statement);
}

function fileName(table: string): string {
  return table.replace(/[^\w.-]/g, '_').slice(0, 60);
}
