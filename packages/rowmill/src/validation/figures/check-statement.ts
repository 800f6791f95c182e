import { DataError } from '@rowmill/core';
import type { ExpectationQuery, ResolvedExpectation } from '@rowmill/core/engine';
import type { CheckContext } from '../check-context.ts';
import { asToken } from '../check-sql.ts';
import { type CheckedTable, numberOf } from '../checked-tables.ts';
import type { Finding } from '../finding.ts';
import { listRows } from '../list-failing.ts';
import type { Database } from '../open-duckdb.ts';
import { quoteName, quoteText } from '../sql-names.ts';
import { openConfined } from './confined-database.ts';
import type { Measured } from './define.ts';
import { writeBounds, writeNumber } from './figure-words.ts';
import { type ReadStatement, readStatement } from './statement-tables.ts';

/** A SELECT of a request, and the expectation that it is of. */
export interface AskedStatement {
  readonly expectation: ResolvedExpectation;
  readonly query: Extract<ExpectationQuery, { failing: 'sql' }>;
  /** Place of the expectation among all. */
  readonly index: number;
  /** Rows of its table that count. */
  readonly checkedRows: number;
}

/**
 * Every row that the statement gives fails, or its only number has to lie within bounds. A statement that takes too
 * long, or breaks on a value, fails as a whole.
 *
 * @throws {@link DataError} when it is not one SELECT over tables of the dataset.
 */
export async function checkStatement(
  asked: AskedStatement,
  context: CheckContext,
): Promise<Finding> {
  const { checkedRows } = asked;
  const { timeoutMs } = asked.query;
  const signal = AbortSignal.timeout(timeoutMs);
  const found = await openStatement(asked, context, signal);
  try {
    const columns = await describeColumns(found);
    return await carryOut(found, columns, context);
  } catch (error) {
    if (!signal.aborted) throw error;
    const observed = `no answer within ${writeNumber(timeoutMs / 1000)} s`;
    return failedWhole(checkedRows, { observed, expected: 'an answer in time' });
  } finally {
    await found.confined.close();
  }
}

/**
 * Holds a statement against the tables, without reading a row of them.
 *
 * @throws {@link DataError} when it is not one SELECT over tables of the dataset, or names what they do not have.
 */
export async function assertStatement(asked: AskedStatement, context: CheckContext): Promise<void> {
  const signal = AbortSignal.timeout(asked.query.timeoutMs);
  const found = await openStatement(asked, context, signal);
  try {
    await describeColumns(found);
  } finally {
    await found.confined.close();
  }
}

/** A database with the tables that a statement reads. */
async function openStatement(
  asked: AskedStatement,
  context: CheckContext,
  signal: AbortSignal,
): Promise<Confined> {
  const { table: owner, condition } = asked.expectation;
  const read = await readStatement(asked.query.statement, [...context.stored.keys()], {
    database: await context.database(),
    owner,
  });
  const tables = read.tables.flatMap((name) => context.stored.get(name) ?? []);
  const confined = await openConfined({
    tables,
    ...(condition === undefined ? {} : { only: { table: owner, condition } }),
    failuresDirectory: context.failuresDirectory,
    signal,
  });
  return { ...asked, read, tables, confined };
}

/** A value that the statement cannot work with, such as a text that is no number, makes it fail as a whole. */
async function carryOut(
  found: Confined,
  columns: readonly Column[],
  context: CheckContext,
): Promise<Finding> {
  const { bounds } = found.query;
  try {
    return bounds === undefined
      ? await rowsOf(found, columns, context)
      : await numberOfStatement(found, columns, bounds);
  } catch (error) {
    const [, kind] =
      /^duckdb {2}((?:Conversion|Invalid Input|Out of Range|Out of Memory) Error)/.exec(
        String((error as Error).message),
      ) ?? [];
    if (kind === undefined) throw error;
    const observed =
      kind === 'Out of Memory Error'
        ? 'no answer, as the statement takes more memory than there is'
        : `no answer (${kind}), as there is a value that the statement cannot work with`;
    return failedWhole(found.checkedRows, { observed, expected: 'an answer' });
  }
}

interface Confined extends AskedStatement {
  readonly read: ReadStatement;
  readonly tables: readonly CheckedTable[];
  readonly confined: Database;
}

const failedWhole = (checkedRows: number, words: Omit<Measured, 'value'>): Finding => ({
  checkedRows,
  failingRows: 0,
  examples: [],
  measured: { value: undefined, ...words },
  isWithin: false,
});

/** The statement as a relation; its lines stay whole, so that places in it can be told. */
const relation = ({ read }: Confined): string => `(\n${read.statement}\n) s`;

/** Names and types of what it gives. What is wrong with its names and types is found here, before a row is read. */
async function describeColumns(
  found: Confined,
): Promise<readonly { readonly name: string; readonly type: string }[]> {
  try {
    const rows = await found.confined.query(`DESCRIBE SELECT * FROM ${relation(found)}`);
    return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
  } catch (error) {
    throw refusal(error, found.expectation.table);
  }
}

/** What DuckDB says of a statement; its lines are counted from the line before, which is ours. */
function refusal(error: unknown, table: string): unknown {
  if (!(error instanceof DataError)) return error;
  const problem = error.message.replace(
    /at line (\d+)/,
    (_, line: string) => `at line ${Number(line) - 1}`,
  );
  return new DataError(table, undefined, `satisfiesSql: ${problem}`, { cause: error });
}

type Column = Awaited<ReturnType<typeof describeColumns>>[number];

async function numberOfStatement(
  found: Confined,
  columns: readonly Column[],
  bounds: { readonly minimum: number; readonly maximum: number },
): Promise<Finding> {
  const expected = writeBounds(bounds);
  const { checkedRows } = found;
  if (columns.length !== 1)
    return failedWhole(checkedRows, { observed: `${columns.length} columns`, expected });
  const rows = await found.confined.query(
    `SELECT CAST(COLUMNS(*) AS DOUBLE) FROM ${relation(found)} LIMIT 2`,
  );
  if (rows.length !== 1)
    return failedWhole(checkedRows, {
      observed: rows.length === 0 ? 'no row' : 'more than one row',
      expected,
    });
  const cell = rows[0]?.[0];
  if (cell === null || cell === undefined)
    return failedWhole(checkedRows, { observed: 'null', expected });
  const value = Number(cell);
  const isWithin = value >= bounds.minimum && value <= bounds.maximum;
  const observed = isMasked(found)
    ? `a figure of masked rows ${isWithin ? 'within' : 'beyond'} that`
    : writeNumber(value);
  return {
    checkedRows,
    failingRows: 0,
    examples: [],
    measured: { value, observed, expected },
    isWithin,
  };
}

const isMasked = ({ tables }: Confined): boolean =>
  tables.some(({ table }) => table.hidden.size > 0);

async function rowsOf(
  found: Confined,
  columns: readonly Column[],
  context: CheckContext,
): Promise<Finding> {
  const { expectation, index, confined, checkedRows } = found;
  const { table, expect } = expectation;
  const failingRows = await numberOf(confined, `SELECT count(*) FROM ${relation(found)}`);
  if (failingRows === 0) return { checkedRows, failingRows, examples: [] };
  const listed = await listRows(
    listOf(found, columns, context),
    { table, index, failingRows, expect, isSorted: false },
    { ...context, database: async () => confined },
  );
  return { checkedRows, failingRows, ...listed };
}

/** The rows as `key`, `row`, `rule`, `column` and `values`: the key, where the statement gives all of its columns. */
function listOf(
  found: Confined,
  columns: readonly Column[],
  { stored, tokenKey }: CheckContext,
): string {
  const { expectation } = found;
  const key = stored.get(expectation.table)?.table.shape.key ?? [];
  const isKeyed = key.every((name) => columns.some((column) => column.name === name));
  const keyColumns = isKeyed ? columns.filter(({ name }) => key.includes(name)) : [];
  const others = columns.filter((column) => !keyColumns.includes(column));
  const json = (list: readonly Column[]): string =>
    `json_object(${list.flatMap(({ name, type }) => [quoteText(name), cellOf(name, type)]).join(', ')})`;
  // What a column of the statement was made of is not known: where one table is masked, none of its values is shown.
  const cellOf = (name: string, type: string): string => {
    const cell = `s.${quoteName(name)}`;
    if (isMasked(found)) return asToken(cell, tokenKey);
    return jsonOf(cell, type);
  };
  return `SELECT ${json(keyColumns)} AS "key", NULL AS "row", ${quoteText(expectation.expect)} AS "rule",
      ${quoteText(others.map(({ name }) => name).join(', '))} AS "column", ${json(others)} AS "values"
    FROM ${relation(found)}`;
}

/** Truth values and whole numbers that JSON has exactly as such, all else as text. */
function jsonOf(cell: string, type: string): string {
  const text = `CAST(${cell} AS VARCHAR)`;
  if (type === 'BOOLEAN') return cell;
  return /INT(EGER)?$/.test(type)
    ? `CASE WHEN abs(${cell}) <= ${Number.MAX_SAFE_INTEGER} THEN to_json(${cell}) ELSE to_json(${text}) END`
    : text;
}
