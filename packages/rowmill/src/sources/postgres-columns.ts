import type { ValueType } from '@rowmill/core';
import type { Session } from '../postgres/session.ts';
import type { SourceColumn } from './source.ts';
import { measuresOf } from './type-measures.ts';

interface ColumnRow {
  readonly oid: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly key: boolean;
  readonly parent_table: string | null;
  readonly parent_column: string | null;
  readonly labels: readonly string[] | null;
  readonly identity: string;
  readonly generated: boolean;
  readonly collation: string | null;
  readonly comment: string | null;
  readonly default: string | null;
  readonly distinct: number | null;
}

/**
 * A domain is told by the type below it: other databases do not know the domain.
 *
 * `n_distinct` of the statistics is a number of values, or, below zero, a share of the rows (PostgreSQL manual, 54.27).
 */
const COLUMNS = `
  SELECT attrelid::text AS oid, attname AS name,
    CASE typtype WHEN 'd' THEN format_type(typbasetype, typtypmod)
      ELSE format_type(atttypid, atttypmod) END AS type,
    NOT (attnotnull OR typnotnull) AS nullable,
    EXISTS (SELECT FROM pg_constraint
      WHERE conrelid = attrelid AND contype = 'p' AND attnum = ANY (conkey)) AS key,
    parent.relname AS parent_table, parent.column AS parent_column,
    (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum
      WHERE enumtypid = CASE typtype WHEN 'd' THEN typbasetype ELSE atttypid END) AS labels,
    attidentity AS identity, attgenerated <> '' AS generated,
    (SELECT collname FROM pg_collation WHERE oid = attcollation AND collname <> 'default') AS collation,
    col_description(attrelid, attnum) AS comment,
    (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef
      WHERE adrelid = attrelid AND adnum = attnum) AS default,
    (SELECT CASE WHEN n_distinct < 0 THEN round(-n_distinct * greatest(reltuples, 0))
        ELSE n_distinct END::float8 FROM pg_stats
      WHERE schemaname = nspname AND tablename = class.relname AND pg_stats.attname = attribute.attname
      ORDER BY inherited DESC LIMIT 1) AS distinct
  FROM pg_attribute AS attribute
  JOIN pg_class AS class ON class.oid = attrelid
  JOIN pg_namespace AS space ON space.oid = relnamespace
  JOIN pg_type ON pg_type.oid = atttypid
  LEFT JOIN LATERAL (
    SELECT relname, (SELECT attname FROM pg_attribute
        WHERE attrelid = confrelid AND attnum = confkey[1]) AS column
    FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid
    WHERE conrelid = attrelid AND contype = 'f' AND conkey = ARRAY[attnum]
    ORDER BY conname LIMIT 1) AS parent ON true
  WHERE attrelid = ANY ($1::oid[]) AND attnum > 0 AND NOT attisdropped ORDER BY attrelid, attnum`;

/** Columns of tables in their order, by oid of the table. */
export async function readColumns(
  session: Session,
  oids: readonly string[],
): Promise<ReadonlyMap<string, readonly SourceColumn[]>> {
  const rows = await session.query<ColumnRow>(COLUMNS, [oids]);
  const byTable = new Map<string, SourceColumn[]>(oids.map((oid) => [oid, []]));
  for (const row of rows) byTable.get(row.oid)?.push(columnOf(row));
  return byTable;
}

function columnOf(row: ColumnRow): SourceColumn {
  const identity = identityOf(row);
  return {
    name: row.name,
    type: valueTypeOf(row.type),
    sourceType: row.type,
    nullable: row.nullable,
    isKey: row.key,
    ...(row.parent_table !== null &&
      row.parent_column !== null && {
        references: { table: row.parent_table, column: row.parent_column },
      }),
    ...(row.labels !== null && { labels: row.labels }),
    ...(identity !== undefined && { identity }),
    ...(row.generated && { generated: true as const }),
    ...measuresOf(row.type),
    ...(row.collation !== null && { collation: row.collation }),
    ...(row.comment !== null && { comment: row.comment }),
    ...(row.default !== null && { default: row.default }),
    ...(row.distinct !== null && row.distinct > 0 && { estimatedDistinct: row.distinct }),
  };
}

function identityOf({ identity, default: expression }: ColumnRow): SourceColumn['identity'] {
  if (identity === 'a') return 'always';
  if (identity === 'd') return 'by-default';
  return expression?.startsWith('nextval(') ? 'serial' : undefined;
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

/** What rowmill makes of a type of PostgreSQL; undefined where only its text is known. */
export function valueTypeOf(sourceType: string): ValueType | undefined {
  const decimal = /^numeric\(\d+,(\d+)\)$/.exec(sourceType);
  if (decimal !== null) return { kind: 'decimal', scale: Number(decimal[1]) };
  return VALUE_TYPES[sourceType.replace(/\(\d+\)$/, '')];
}
