import { SourceError } from '../errors.ts';
import { describeAddress, parsePostgresUrl } from '../postgres/address.ts';
import { type Session, withSession } from '../postgres/session.ts';
import type { IntrospectedTable, IntrospectOptions } from './introspected-table.ts';
import { readColumns } from './postgres-columns.ts';
import { readConstraints } from './postgres-constraints.ts';
import { NO_CONSTRAINTS } from './table-constraints.ts';

interface TableRow {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly comment: string | null;
  readonly rows: number | null;
}

/** Partitions are part of their table. */
const TABLES = `
  SELECT class.oid::text AS oid, nspname AS schema, relname AS name, relkind AS kind,
    obj_description(class.oid, 'pg_class') AS comment,
    CASE WHEN relkind = 'p' THEN
      (SELECT sum(greatest(leaf.reltuples, 0)) FROM pg_partition_tree(class.oid) AS part
        JOIN pg_class AS leaf ON leaf.oid = part.relid WHERE part.isleaf)
      ELSE reltuples END::float8 AS rows
  FROM pg_class AS class JOIN pg_namespace AS space ON space.oid = relnamespace
  WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relispartition
    AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg_toast%'
    AND nspname NOT LIKE 'pg_temp%'
    AND nspname = coalesce($1, nspname) AND relname = coalesce($2, relname)
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
      AND objid = class.oid AND deptype = 'e')
  ORDER BY nspname, relname`;

const KINDS: Readonly<Record<string, IntrospectedTable['kind']>> = {
  p: 'partitioned-table',
  v: 'view',
  m: 'materialised-view',
  f: 'foreign-table',
};

/**
 * Tables and views of a PostgreSQL database, without those of extensions.
 *
 * @throws SourceError when it cannot be reached.
 */
export async function introspectPostgres(
  url: string,
  { schema, table }: IntrospectOptions,
): Promise<readonly Omit<IntrospectedTable, 'cyclic'>[]> {
  const address = parsePostgresUrl(url, (problem) => new SourceError('postgres', problem));
  const place = `postgres ${describeAddress(address)}`;
  const fail = (problem: string, options?: ErrorOptions & { code?: string | undefined }) =>
    new SourceError(place, problem, options ?? {});
  return withSession(address, fail, (session) =>
    readTables(session, schema ?? null, table ?? null),
  );
}

async function readTables(session: Session, schema: string | null, table: string | null) {
  await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const rows = await session.query<TableRow>(TABLES, [schema, table]);
  const oids = rows.map(({ oid }) => oid);
  const columns = await readColumns(session, oids);
  const constraints = await readConstraints(session, oids);
  return rows.map(({ oid, schema: space, name, kind, comment, rows: count }) => ({
    schema: space,
    name,
    kind: KINDS[kind] ?? 'table',
    ...(comment !== null && { comment }),
    ...(count !== null && count > 0 && { estimatedRows: count }),
    columns: columns.get(oid) ?? [],
    constraints: constraints.get(oid) ?? NO_CONSTRAINTS,
  }));
}
