import type { Session } from '../postgres/session.ts';

/** A table, view or partitioned table as the catalogue of its database knows it. */
export interface CatalogueTable {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  /** Undefined before the first ANALYZE, and for views. */
  readonly estimatedRows: number | undefined;
}

/** Finds a table by name, in the schema or along the search path; undefined when there is none. */
export async function findTable(
  session: Session,
  table: string,
  schema: string | undefined,
): Promise<CatalogueTable | undefined> {
  const visible = schema === undefined ? 'pg_table_is_visible(class.oid)' : 'nspname = $2';
  const [row] = await session.query<{ oid: string; schema: string; name: string; rows: string }>(
    `SELECT class.oid::text, nspname AS schema, relname AS name,
       CASE WHEN relkind = 'p' THEN
         (SELECT sum(greatest(leaf.reltuples, 0)) FROM pg_partition_tree(class.oid) AS part
          JOIN pg_class AS leaf ON leaf.oid = part.relid WHERE part.isleaf)
       ELSE reltuples END::bigint::text AS rows
     FROM pg_class AS class JOIN pg_namespace AS space ON space.oid = relnamespace
     WHERE relname = $1 AND relkind IN ('r', 'p', 'v', 'm', 'f') AND ${visible}`,
    schema === undefined ? [table] : [table, schema],
  );
  if (row === undefined) return undefined;
  const rows = Number(row.rows);
  return {
    oid: row.oid,
    schema: row.schema,
    name: row.name,
    estimatedRows: rows > 0 ? rows : undefined,
  };
}

/** Names of the tables that could have been meant, at most 20. */
export async function tableNames(
  session: Session,
  schema: string | undefined,
): Promise<readonly string[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT CASE WHEN nspname = coalesce($1, current_schema()) THEN relname
       ELSE nspname || '.' || relname END AS name
     FROM pg_class JOIN pg_namespace AS space ON space.oid = relnamespace
     WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relispartition
       AND nspname = coalesce($1, nspname)
       AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
     ORDER BY 1 LIMIT 20`,
    [schema ?? null],
  );
  return rows.map(({ name }) => name);
}
