import type { ColumnShape, TableShape } from '@rowmill/core';
import type { Condition, ExpectationQuery, ResolvedExpectation } from '@rowmill/core/engine';
import { byChildren } from './children-sql.ts';
import { quoteName, quoteText } from './sql-names.ts';
import { typedSql } from './typed-sql.ts';

/** A table as the database sees it. Its names are ours, since the database takes `Users` and `users` for one. */
export interface StoredTable {
  readonly shape: TableShape;
  /** Name of the view over the stored parts. */
  readonly view: string;
  /** Name of the view that has `rowmill row` beside the columns: the row number in the table, or null. */
  readonly numberedView: string;
  readonly hidden: ReadonlySet<string>;
}

const ROW_COLUMN = 'rowmill row';
const FILE_COLUMN = 'rowmill file';

/** Statements that make the two views of a table; `firstRows` runs in parallel with the files. */
export function createViews(
  table: StoredTable,
  files: readonly string[],
  firstRows: readonly number[],
): string[] {
  const { shape, view, numberedView } = table;
  if (files.length === 0) {
    const columns = shape.columns.map(
      ({ name, type }) => `CAST(NULL AS ${SQL_TYPES[type.kind]}) AS ${quoteName(name)}`,
    );
    const nothing = `SELECT ${columns.join(', ')}, CAST(NULL AS BIGINT) AS ${quoteName(ROW_COLUMN)} WHERE false`;
    return [view, numberedView].map((name) => `CREATE VIEW ${name} AS ${nothing}`);
  }
  const list = `[${files.map(quoteText).join(', ')}]`;
  const parts = files.map((file, index) => `(${quoteText(file)}, ${firstRows[index] ?? 'NULL'})`);
  const withNumbers = `SELECT data.*, parts.first + data.file_row_number AS ${quoteName(ROW_COLUMN)}
    FROM read_parquet(${list}, filename = ${quoteText(FILE_COLUMN)}, file_row_number = true) data
    LEFT JOIN (VALUES ${parts.join(', ')}) parts(file, first) ON parts.file = data.${quoteName(FILE_COLUMN)}`;
  const withoutNumbers = `SELECT *, CAST(NULL AS BIGINT) AS ${quoteName(ROW_COLUMN)} FROM read_parquet(${list})`;
  return [
    `CREATE VIEW ${view} AS SELECT * FROM read_parquet(${list})`,
    `CREATE VIEW ${numberedView} AS ${hasRowNumbers(table) ? withNumbers : withoutNumbers}`,
  ];
}

/** Whether the rows of a table have numbers: a column of that name hides DuckDB's own. */
export function hasRowNumbers({ shape }: StoredTable): boolean {
  return !shape.columns.some(({ name }) => name.toLowerCase() === 'file_row_number');
}

/** The same table with a few of its rows alone, and the statements that make it. */
export function onlyRows(
  table: StoredTable,
  rows: readonly number[],
): { table: StoredTable; statements: string[] } {
  const view = `few_${table.view}`;
  const row = quoteName(ROW_COLUMN);
  return {
    table: { ...table, view, numberedView: view },
    statements: [
      `CREATE OR REPLACE TEMP TABLE ${view}_rows AS SELECT unnest([${rows.join(', ')}]::BIGINT[]) AS ${row}`,
      `CREATE OR REPLACE TEMP TABLE ${view} AS SELECT * FROM ${table.numberedView}
        WHERE ${row} IN (SELECT ${row} FROM ${view}_rows)`,
    ],
  };
}

/** The same table with the rows alone for which a condition is true, and the statements that make it. */
export function onlyRowsWhere(
  table: StoredTable,
  condition: Condition,
): { table: StoredTable; statements: string[] } {
  const [view, numberedView] = [`some_${table.view}`, `some_${table.numberedView}`];
  const some = (all: string) => `SELECT * FROM ${all} r WHERE ${typedSql(condition)}`;
  return {
    table: { ...table, view, numberedView },
    statements: [
      `CREATE OR REPLACE TEMP VIEW ${view} AS ${some(table.view)}`,
      `CREATE OR REPLACE TEMP VIEW ${numberedView} AS ${some(table.numberedView)}`,
    ],
  };
}

/** The number of failing rows, as one row with one number. */
export function countFailing(
  query: ExpectationQuery,
  table: StoredTable,
  parent: StoredTable | undefined,
): string {
  if (query.failing === 'rows-repeated') {
    // Only the count is selected, so no column can have its name.
    const counts = repeatedGroups(query.columns, table.view, 'count(*) AS n');
    return `SELECT coalesce(sum(n), 0)::BIGINT FROM (${counts})`;
  }
  // An order is one of row numbers.
  const view = query.failing === 'rows-out-of-order' ? table.numberedView : table.view;
  return `SELECT count(*) FROM ${view} r ${failingRows(query, table, parent)}`;
}

/** The failing rows in row order as `key`, `row`, `rule`, `column` and `values`. */
export function listFailing(
  { expect, query, columns }: ResolvedExpectation,
  table: StoredTable,
  parent: StoredTable | undefined,
  tokenKey: string,
): string {
  const key = jsonObject(table.shape.key, table, tokenKey);
  const values = jsonObject(columns, table, tokenKey);
  const row = `r.${quoteName(ROW_COLUMN)}`;
  return `SELECT ${key} AS "key", ${row} AS "row", ${quoteText(expect)} AS "rule",
      ${columnsAtFault(query, columns)} AS "column", ${values} AS "values"
    FROM ${table.numberedView} r ${failingRows(query, table, parent)} ORDER BY ${row}`;
}

function failingRows(
  query: ExpectationQuery,
  { view, numberedView }: StoredTable,
  parent: StoredTable | undefined,
): string {
  switch (query.failing) {
    case 'rows-with-null':
      return `WHERE ${query.columns.map((column) => `r.${quoteName(column)} IS NULL`).join(' OR ')}`;
    case 'rows-repeated': {
      const same = query.columns.map((column) => `r.${quoteName(column)} = g.${quoteName(column)}`);
      const names = query.columns.map(quoteName).join(', ');
      return `JOIN (${repeatedGroups(query.columns, view, names)}) g ON ${same.join(' AND ')}`;
    }
    case 'rows-without-parent': {
      const present = query.columns.map((column) => `r.${quoteName(column)} IS NOT NULL`);
      const same = query.columns.map(
        (column, index) =>
          `p.${quoteName(query.parentColumns[index] ?? '')} = r.${quoteName(column)}`,
      );
      // NOT EXISTS says the same, and is planned as three joins.
      return `ANTI JOIN ${parent?.view} p ON ${same.join(' AND ')} WHERE ${present.join(' AND ')}`;
    }
    case 'rows-by-children':
      return byChildren(query, parent?.view ?? view);
    case 'rows-against':
      return `WHERE NOT ${typedSql(query.condition)}`;
    case 'rows-out-of-order':
      return outOfOrder(query, numberedView);
    default:
      return 'WHERE false';
  }
}

/** Rows that come before the value of the last row of their group that has one, or equal it. */
function outOfOrder(
  { value, direction, strictly, by }: Extract<ExpectationQuery, { failing: 'rows-out-of-order' }>,
  view: string,
): string {
  const row = quoteName(ROW_COLUMN);
  const group =
    by.length === 0 ? '' : `PARTITION BY ${by.map((name) => `r.${quoteName(name)}`).join(', ')} `;
  const sign = `${direction === 'increasing' ? '<' : '>'}${strictly ? '=' : ''}`;
  const steps = `SELECT r.${row} AS n, ${typedSql(value)} AS v,
      lag(${typedSql(value)}) OVER (${group}ORDER BY r.${row}) AS before
    FROM ${view} r WHERE ${typedSql(value)} IS NOT NULL`;
  return `SEMI JOIN (SELECT n FROM (${steps}) WHERE v ${sign} before) s ON s.n = r.${row}`;
}

/** @param selected what is told of each group */
function repeatedGroups(columns: readonly string[], view: string, selected: string): string {
  const names = columns.map(quoteName);
  const present = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
  return `SELECT ${selected} FROM ${view} WHERE ${present}
    GROUP BY ${names.join(', ')} HAVING count(*) > 1`;
}

function columnsAtFault(query: ExpectationQuery, columns: readonly string[]): string {
  if (query.failing !== 'rows-with-null') return quoteText(columns.join(', '));
  const nulls = columns.map(
    (column) => `CASE WHEN r.${quoteName(column)} IS NULL THEN ${quoteText(column)} END`,
  );
  return `concat_ws(', ', ${nulls.join(', ')})`;
}

function jsonObject(
  names: readonly string[],
  { shape, hidden }: StoredTable,
  tokenKey: string,
): string {
  const entries = names.flatMap((name) => {
    const column = shape.columns.find((candidate) => candidate.name === name);
    const cell = `r.${quoteName(name)}`;
    const shown = hidden.has(name) ? asToken(cell, tokenKey) : asText(cell, column);
    return [quoteText(name), shown];
  });
  return `json_object(${entries.join(', ')})`;
}

/** Nested hashing with the key in front of both, as HMAC does, so that a token cannot be tried out without it. */
export function asToken(cell: string, tokenKey: string): string {
  const key = quoteText(tokenKey);
  return `'#' || substr(sha256(${key} || sha256(${key} || CAST(${cell} AS VARCHAR))), 1, 12)`;
}

/** The cell as JSON shows it: numbers and truth values as such, all else as rowmill writes it. */
function asText(cell: string, column: ColumnShape | undefined): string {
  const text = `CAST(${cell} AS VARCHAR)`;
  switch (column?.type.kind) {
    case 'integer':
    case 'boolean':
      return cell;
    case 'timestamp':
      return `coalesce(strftime(TRY_CAST(${cell} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%gZ'), ${text})`;
    default:
      return text;
  }
}

const SQL_TYPES = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  bigint: 'BIGINT',
  float: 'DOUBLE',
  decimal: 'DECIMAL(38, 10)',
  boolean: 'BOOLEAN',
  uuid: 'UUID',
  timestamp: 'TIMESTAMP',
  date: 'DATE',
  json: 'VARCHAR',
} as const;
