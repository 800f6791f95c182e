import type { Session } from '../postgres/session.ts';
import {
  NO_CONSTRAINTS,
  type TableCheck,
  type TableConstraints,
  type TableReference,
  type UniqueSet,
} from './table-constraints.ts';

/** Indexes, not constraints: a unique index that is none holds just as well. */
const KEYS = `
  SELECT indrelid::text AS oid, relname AS name, indisprimary AS primary,
    CASE WHEN indexprs IS NOT NULL OR indpred IS NOT NULL
      THEN pg_get_indexdef(indexrelid) END AS expression,
    (SELECT coalesce(array_agg(attname::text ORDER BY place), '{}')
      FROM unnest(indkey::int2[]) WITH ORDINALITY AS part (number, place)
      JOIN pg_attribute ON attrelid = indrelid AND attnum = number
      WHERE place <= indnkeyatts) AS columns,
    (SELECT coalesce(array_agg(DISTINCT attname::text), '{}') FROM pg_depend
      JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
      WHERE classid = 'pg_class'::regclass AND objid = indexrelid AND refobjid = indrelid
        AND refobjsubid > 0) AS read
  FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
  WHERE indisunique AND indrelid = ANY ($1::oid[]) ORDER BY indrelid, relname`;

const REFERENCES = `
  SELECT conrelid::text AS oid, conname AS name, nspname AS schema, relname AS table,
    CASE WHEN condeferred THEN 'initially-deferred' WHEN condeferrable THEN 'initially-immediate'
      ELSE 'no' END AS deferrable,
    (SELECT array_agg(attname::text ORDER BY place)
      FROM unnest(conkey) WITH ORDINALITY AS part (number, place)
      JOIN pg_attribute ON attrelid = conrelid AND attnum = number) AS columns,
    (SELECT array_agg(attname::text ORDER BY place)
      FROM unnest(confkey) WITH ORDINALITY AS part (number, place)
      JOIN pg_attribute ON attrelid = confrelid AND attnum = number) AS parents
  FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid
  JOIN pg_namespace AS space ON space.oid = relnamespace
  WHERE contype = 'f' AND conrelid = ANY ($1::oid[]) ORDER BY conrelid, conname`;

/** Checks of a table, and those of the domains that its columns are of. */
const CHECKS = `
  SELECT conrelid::text AS oid, conname AS name, pg_get_expr(conbin, conrelid) AS expression,
    (SELECT coalesce(array_agg(attname::text ORDER BY attnum), '{}') FROM pg_attribute
      WHERE attrelid = conrelid AND attnum = ANY (conkey)) AS columns
  FROM pg_constraint WHERE contype = 'c' AND conrelid = ANY ($1::oid[])
  UNION ALL
  SELECT attrelid::text, conname, pg_get_expr(conbin, 0), ARRAY[attname::text]
  FROM pg_attribute JOIN pg_constraint ON contypid = atttypid
  WHERE contype = 'c' AND NOT attisdropped AND attnum > 0 AND attrelid = ANY ($1::oid[])
  ORDER BY 1, 2, 4`;

interface KeyRow {
  readonly oid: string;
  readonly name: string;
  readonly primary: boolean;
  readonly expression: string | null;
  readonly columns: readonly string[];
  readonly read: readonly string[];
}

interface ReferenceRow {
  readonly oid: string;
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly deferrable: TableReference['deferrable'];
  readonly columns: readonly string[];
  readonly parents: readonly string[];
}

type CheckRow = TableCheck & { readonly oid: string };

/** What the rows of tables keep to, by oid of the table. */
export async function readConstraints(
  session: Session,
  oids: readonly string[],
): Promise<ReadonlyMap<string, TableConstraints>> {
  const keys = await session.query<KeyRow>(KEYS, [oids]);
  const references = await session.query<ReferenceRow>(REFERENCES, [oids]);
  const checks = await session.query<CheckRow>(CHECKS, [oids]);
  return new Map(
    oids.map((oid) => {
      const own = <Row extends { oid: string }>(rows: readonly Row[]) =>
        rows.filter((row) => row.oid === oid);
      const constraints: TableConstraints = {
        ...NO_CONSTRAINTS,
        primaryKey: own(keys).find(({ primary }) => primary)?.columns ?? [],
        unique: own(keys)
          .filter(({ primary }) => !primary)
          .map(uniqueSet),
        references: own(references).map(referenceOf),
        checks: own(checks).map(({ name, columns, expression }) => ({ name, columns, expression })),
      };
      return [oid, constraints];
    }),
  );
}

function uniqueSet({ name, columns, expression, read }: KeyRow): UniqueSet {
  return expression === null ? { name, columns } : { name, columns: read, expression };
}

function referenceOf(row: ReferenceRow): TableReference {
  return {
    name: row.name,
    columns: row.columns,
    parentSchema: row.schema,
    parentTable: row.table,
    parentColumns: row.parents,
    deferrable: row.deferrable,
  };
}
