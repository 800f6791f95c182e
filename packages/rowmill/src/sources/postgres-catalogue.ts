import type { ValueType } from '@rowmill/core';
import type { Session } from '../postgres/session.ts';
import type { SourceColumn } from './source.ts';

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

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly key: boolean;
  readonly parent_table: string | null;
  readonly parent_column: string | null;
}

/** Columns in their order. A domain is told by the type below it: other databases do not know the domain. */
export async function readColumns(
  session: Session,
  { oid }: CatalogueTable,
): Promise<readonly SourceColumn[]> {
  const rows = await session.query<ColumnRow>(
    `SELECT attname AS name,
       CASE typtype WHEN 'd' THEN format_type(typbasetype, typtypmod)
         ELSE format_type(atttypid, atttypmod) END AS type,
       NOT (attnotnull OR typnotnull) AS nullable,
       EXISTS (SELECT FROM pg_constraint
         WHERE conrelid = attrelid AND contype = 'p' AND attnum = ANY (conkey)) AS key,
       parent.relname AS parent_table, parent.column AS parent_column
     FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
     LEFT JOIN LATERAL (
       SELECT relname, (SELECT attname FROM pg_attribute
           WHERE attrelid = confrelid AND attnum = confkey[1]) AS column
       FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid
       WHERE conrelid = attrelid AND contype = 'f' AND conkey = ARRAY[attnum]
       ORDER BY conname LIMIT 1) AS parent ON true
     WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [oid],
  );
  return rows.map((row) => ({
    name: row.name,
    type: valueTypeOf(row.type),
    sourceType: row.type,
    nullable: row.nullable,
    isKey: row.key,
    ...(row.parent_table !== null &&
      row.parent_column !== null && {
        references: { table: row.parent_table, column: row.parent_column },
      }),
  }));
}

/** By type without length; the others have a text form of their own that only `sourceType` tells. */
const VALUE_TYPES: Readonly<Record<string, ValueType>> = {
  text: { kind: 'string' },
  'character varying': { kind: 'string' },
  smallint: { kind: 'integer' },
  integer: { kind: 'integer' },
  bigint: { kind: 'bigint' },
  real: { kind: 'float' },
  'double precision': { kind: 'float' },
  boolean: { kind: 'boolean' },
  uuid: { kind: 'uuid' },
  date: { kind: 'date' },
  json: { kind: 'json' },
  jsonb: { kind: 'json' },
};

function valueTypeOf(sourceType: string): ValueType | undefined {
  const decimal = /^numeric\(\d+,(\d+)\)$/.exec(sourceType);
  if (decimal !== null) return { kind: 'decimal', scale: Number(decimal[1]) };
  return VALUE_TYPES[sourceType.replace(/\(\d+\)$/, '')];
}
