import { performance } from 'node:perf_hooks';
import { DataError } from '@rowmill/core';
import type { ExpectationQuery, ResolvedExpectation } from '@rowmill/core/engine';
import type { CheckContext } from './check-context.ts';
import type { CheckResult } from './check-result.ts';
import {
  countFailing,
  hasRowNumbers,
  onlyRows,
  onlyRowsWhere,
  type StoredTable,
} from './check-sql.ts';
import { type CheckedTable, numberOf } from './checked-tables.ts';
import { checkStatement } from './figures/check-statement.ts';
import { measureNamed } from './figures/measures.ts';
import type { Finding } from './finding.ts';
import { judge } from './judge-check.ts';
import { listFailingRows } from './list-failing.ts';

/** Checks one expectation, the `index`-th of all. */
export async function checkExpectation(
  expectation: ResolvedExpectation,
  index: number,
  context: CheckContext,
): Promise<CheckResult> {
  const started = performance.now();
  const finding = await find(expectation, index, context);
  const seconds = (performance.now() - started) / 1000;
  return judge(expectation, { ...finding, seconds, today: context.today });
}

async function find(
  expectation: ResolvedExpectation,
  index: number,
  context: CheckContext,
): Promise<Finding> {
  const { query } = expectation;
  switch (query.failing) {
    case 'row-total': {
      const checkedRows = await countChecked(expectation, context);
      return { checkedRows, failingRows: rowsOff(query, checkedRows), examples: [] };
    }
    case 'figure': {
      const table = await openScope(expectation, undefined, context);
      const measured = await measureNamed(query.figure.name).measure(query, {
        database: await context.database(),
        table,
        directory: context.directory,
        open: (name) => checkedTableOf(name, context).open(),
      });
      const { value: figure } = measured;
      const checkedRows = await countChecked(expectation, context);
      const isWithin = figure !== undefined && figure >= query.minimum && figure <= query.maximum;
      return { checkedRows, failingRows: 0, examples: [], measured, isWithin };
    }
    case 'sql':
      return checkStatement(
        { expectation, query, index, checkedRows: await countChecked(expectation, context) },
        context,
      );
    default:
      return findRows(expectation, index, context);
  }
}

async function findRows(
  expectation: ResolvedExpectation,
  index: number,
  context: CheckContext,
): Promise<Finding> {
  const { query, table } = expectation;
  const checkedRows = await countChecked(expectation, context);
  const candidates = await candidatesOf(expectation, context);
  if (candidates?.length === 0) return { checkedRows, failingRows: 0, examples: [] };
  const scope = await openScope(expectation, candidates, context);
  assertNumbered(query, scope);
  const other = otherTableOf(query);
  const parent = other === undefined ? undefined : await checkedTableOf(other, context).open();
  const database = await context.database();
  const failingRows = await numberOf(database, countFailing(query, scope, parent));
  if (failingRows === 0) return { checkedRows, failingRows, examples: [] };
  const place = { table, index, failingRows };
  const listed = await listFailingRows(expectation, { scope, parent, place }, context);
  return { checkedRows, failingRows, ...listed };
}

/**
 * The rows among which all failing ones are, as far as that is known without reading: none where whoever wrote the
 * parts has counted their nulls, few where keys tell.
 */
async function candidatesOf(
  expectation: ResolvedExpectation,
  context: CheckContext,
): Promise<readonly number[] | undefined> {
  const { query, table } = expectation;
  if (isWithoutNulls(query, checkedTableOf(table, context))) return [];
  return context.keys?.candidates(expectation);
}

function isWithoutNulls(query: ExpectationQuery, { parts: { nulls } }: CheckedTable): boolean {
  if (query.failing !== 'rows-with-null' || nulls === undefined) return false;
  return query.columns.every((column) => (Object.hasOwn(nulls, column) ? nulls[column] : 0) === 0);
}

/** The rows that an expectation has to be held against: of the candidates those that count. */
async function openScope(
  { table, condition }: ResolvedExpectation,
  candidates: readonly number[] | undefined,
  context: CheckContext,
): Promise<StoredTable> {
  let scope = await checkedTableOf(table, context).open();
  const statements: string[] = [];
  if (candidates !== undefined && hasRowNumbers(scope)) {
    const few = onlyRows(scope, candidates);
    scope = few.table;
    statements.push(...few.statements);
  }
  if (condition !== undefined) {
    const some = onlyRowsWhere(scope, condition);
    scope = some.table;
    statements.push(...some.statements);
  }
  const database = await context.database();
  for (const statement of statements) await database.query(statement);
  return scope;
}

/** Rows that count: all of the table, or those for which `where` is true. */
async function countChecked(
  expectation: ResolvedExpectation,
  context: CheckContext,
): Promise<number> {
  if (expectation.condition === undefined)
    return checkedTableOf(expectation.table, context).rowCount();
  const { view } = await openScope(expectation, undefined, context);
  return numberOf(await context.database(), `SELECT count(*) FROM ${view}`);
}

/** The table that rows are held against; undefined where they are looked at alone. */
function otherTableOf(query: ExpectationQuery): string | undefined {
  if (query.failing === 'rows-by-children') return query.childTable;
  return query.failing === 'rows-without-parent' ? query.parentTable : undefined;
}

/** The table of a dataset by that name. */
function checkedTableOf(name: string, { stored }: Pick<CheckContext, 'stored'>): CheckedTable {
  const table = stored.get(name);
  if (table === undefined) throw new DataError(name, undefined, 'is not part of the dataset');
  return table;
}

function assertNumbered(query: ExpectationQuery, table: StoredTable): void {
  if (query.failing !== 'rows-out-of-order' || hasRowNumbers(table)) return;
  throw new DataError(
    table.shape.name,
    undefined,
    'its rows have no numbers beside a column "file_row_number", so their order is unknown - rename the column',
  );
}

function rowsOff(
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  rows: number,
): number {
  return Math.max(minimum - rows, rows - maximum, 0);
}
