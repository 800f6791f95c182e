import type { InvalidRow, ResolvedExpectation } from '@rowmill/core/engine';
import { onlyRowsWhere, type StoredTable } from '../validation/check-sql.ts';
import type { CheckedTable, OpenDatabase } from '../validation/checked-tables.ts';
import type { Database } from '../validation/open-duckdb.ts';
import { quoteName, quoteText } from '../validation/sql-names.ts';

/** Tells which rows have keys that a stored table has. */
export interface KnownKeys {
  /** @returns places in `rows` whose cells of `columns` a row of the table has in its own `storedColumns` */
  find(question: KeyQuestion): Promise<ReadonlySet<number>>;
}

interface KeyQuestion {
  readonly rows: readonly Pick<InvalidRow, 'row'>[];
  readonly columns: readonly string[];
  readonly storedTable: string;
  readonly storedColumns: readonly string[];
  /** Only rows of the stored table for which it is true. */
  readonly condition?: ResolvedExpectation['condition'];
}

/** Looks keys up in the stored parts of a dataset; these are read when a key is asked for. */
export function openKnownKeys(
  database: OpenDatabase,
  stored: ReadonlyMap<string, CheckedTable>,
): KnownKeys {
  return {
    async find({ rows, columns, storedTable, storedColumns, condition }) {
      const table = await stored.get(storedTable)?.open();
      const candidates = rows.flatMap(({ row }, place) => {
        const cells = columns.map((name) => row[name] ?? null);
        return cells.includes(null) ? [] : [{ place, cells: cells.map(String) }];
      });
      if (table === undefined || candidates.length === 0) return new Set();
      const used = await database();
      const view = await viewOf(used, table, condition);
      const types = await typesOf(used, view);
      const names = storedColumns.map((_, i) => `v${i}`);
      const values = candidates.map(
        ({ place, cells }) => `(${place}, ${cells.map(quoteText).join(', ')})`,
      );
      // What is no value of the column's type is none of its values.
      const same = storedColumns.map(
        (name, i) => `r.${quoteName(name)} = TRY_CAST(c.v${i} AS ${types.get(name) ?? 'VARCHAR'})`,
      );
      const found = await used.query(
        `SELECT DISTINCT c.place FROM ${view} r
         JOIN (VALUES ${values.join(', ')}) c(place, ${names.join(', ')}) ON ${same.join(' AND ')}`,
      );
      return new Set(found.map(([place]) => Number(place)));
    },
  };
}

async function viewOf(
  database: Database,
  table: StoredTable,
  condition: ResolvedExpectation['condition'],
): Promise<string> {
  if (condition === undefined) return table.view;
  const some = onlyRowsWhere(table, condition);
  for (const statement of some.statements) await database.query(statement);
  return some.table.view;
}

async function typesOf(database: Database, view: string): Promise<Map<string, string>> {
  const columns = await database.query(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${view})`,
  );
  return new Map(columns.map(([name, type]) => [String(name), String(type)]));
}
