import { DataError } from '@rowmill/core';
import type { Condition } from '@rowmill/core/engine';
import { createViews } from '../check-sql.ts';
import type { CheckedTable } from '../checked-tables.ts';
import { type Database, type DatabaseOptions, openDuckDb } from '../open-duckdb.ts';
import { quoteName, quoteText } from '../sql-names.ts';
import { typedSql } from '../typed-sql.ts';

/** What a statement of a request may see. */
export interface Confines extends DatabaseOptions {
  /** Tables under their own names. */
  readonly tables: readonly CheckedTable[];
  /** Rows that count, of one of them. */
  readonly only?: { readonly table: string; readonly condition: Condition };
  /** Folder that lists of failing rows are written to. */
  readonly failuresDirectory: string | undefined;
}

/**
 * Opens a database of its own for statements of a request: they see tables by their names and no other file, no network
 * and no settings, and can change none of that.
 *
 * @throws {@link DataError} when tables have names that differ in case alone, which SQL takes for one.
 */
export async function openConfined({
  tables,
  only,
  failuresDirectory,
  ...options
}: Confines): Promise<Database> {
  assertDistinct(tables.map(({ table }) => table.shape.name));
  const database = await openDuckDb(options);
  try {
    const paths: string[] = [];
    for (const { table, parts } of tables) {
      const files = await parts.files();
      paths.push(...files);
      // No table of a request has a name with a blank in front.
      const stored = { ...table, view: quoteName(` ${table.view}`) };
      const [partsView = ''] = createViews(stored, files, []);
      await database.query(partsView);
      const condition = only?.table === table.shape.name ? only.condition : undefined;
      await database.query(nameView(stored, condition));
    }
    const list = (texts: readonly string[]): string => `[${texts.map(quoteText).join(', ')}]`;
    await database.query(`SET allowed_paths = ${list(paths)}`);
    await database.query(
      `SET allowed_directories = ${list(failuresDirectory === undefined ? [] : [failuresDirectory])}`,
    );
    await database.query('SET enable_external_access = false');
    await database.query('SET lock_configuration = true');
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function nameView(table: CheckedTable['table'], condition: Condition | undefined): string {
  const columns = table.shape.columns.map(({ name }) => `r.${quoteName(name)}`);
  const where = condition === undefined ? '' : ` WHERE ${typedSql(condition)}`;
  return `CREATE VIEW ${quoteName(table.shape.name)} AS SELECT ${columns.join(', ')} FROM ${table.view} r${where}`;
}

function assertDistinct(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined)
      throw new DataError(
        name,
        undefined,
        `differs from table ${other} in case alone, which SQL takes for one - rename one of them`,
      );
    seen.set(name.toLowerCase(), name);
  }
}
