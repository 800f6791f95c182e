import { DataError, type TableShape } from '@rowmill/core';
import { createViews, type StoredTable } from './check-sql.ts';
import { propagateHidden } from './hidden-columns.ts';
import type { Database } from './open-duckdb.ts';
import { quoteText } from './sql-names.ts';
import { filesAlone, type TableParts } from './table-parts.ts';

/** Opens the database, once, however often it is asked for. */
export type OpenDatabase = () => Promise<Database>;

/** A table, and its parts for the case that its rows have to be looked at. */
export interface CheckedTable {
  readonly table: StoredTable;
  readonly parts: TableParts;
  /** Makes the views of the table; once, however often it is asked for. */
  open(): Promise<StoredTable>;
  rowCount(): Promise<number>;
}

interface DescribedDataset {
  readonly tables: readonly TableShape[];
  readonly files: Readonly<Record<string, readonly string[] | TableParts>>;
  readonly hide: Readonly<Record<string, readonly string[]>>;
}

/**
 * The tables of a dataset, by name. Nothing is read.
 *
 * @throws {@link DataError} when a table has no parts, or columns that the database cannot tell apart.
 */
export function describeTables(
  database: OpenDatabase,
  { tables, files, hide }: DescribedDataset,
): ReadonlyMap<string, CheckedTable> {
  const hidden = propagateHidden(tables, hide);
  const stored = new Map<string, CheckedTable>();
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
    stored.set(
      shape.name,
      checkedTable(table, isList(parts) ? filesAlone(parts) : parts, database),
    );
  }
  return stored;
}

const isList = (parts: readonly string[] | TableParts): parts is readonly string[] =>
  Array.isArray(parts);

function checkedTable(table: StoredTable, parts: TableParts, database: OpenDatabase): CheckedTable {
  let opened: Promise<StoredTable> | undefined;
  const create = async (): Promise<StoredTable> => {
    const used = await database();
    const files = await parts.files();
    const firstRows = parts.firstRows ?? (await firstRowsOf(used, files));
    for (const statement of createViews(table, files, firstRows)) await used.query(statement);
    return table;
  };
  const open = (): Promise<StoredTable> => {
    opened ??= create();
    return opened;
  };
  return {
    table,
    parts,
    open,
    async rowCount() {
      if (parts.rowCount !== undefined) return parts.rowCount;
      const { view } = await open();
      return numberOf(await database(), `SELECT count(*) FROM ${view}`);
    },
  };
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

/** The number that a query gives, as one row with one number. */
export async function numberOf(database: Database, sql: string): Promise<number> {
  const [row] = await database.query(sql);
  return Number(row?.[0]);
}
