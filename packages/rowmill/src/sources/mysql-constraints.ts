import type { MysqlSession } from '../mysql/session.ts';
import {
  NO_CONSTRAINTS,
  type TableCheck,
  type TableConstraints,
  type TableReference,
  type UniqueSet,
} from './table-constraints.ts';

type Row = Readonly<Record<string, string | null>>;

const KEYS = `
  SELECT table_name AS tableName, index_name AS name, column_name AS columnName
  FROM information_schema.statistics WHERE table_schema = ? AND non_unique = 0
  ORDER BY table_name, index_name, seq_in_index`;

const REFERENCES = `
  SELECT table_name AS tableName, constraint_name AS name, column_name AS columnName,
    referenced_table_schema AS parentSchema, referenced_table_name AS parentTable,
    referenced_column_name AS parentColumn
  FROM information_schema.key_column_usage
  WHERE table_schema = ? AND referenced_table_name IS NOT NULL
  ORDER BY table_name, constraint_name, ordinal_position`;

/** MariaDB names the table in the checks themselves; MySQL only among all constraints. */
const MARIADB_CHECKS = `
  SELECT table_name AS tableName, constraint_name AS name, check_clause AS expression
  FROM information_schema.check_constraints WHERE constraint_schema = ?
  ORDER BY table_name, constraint_name`;

const MYSQL_CHECKS = `
  SELECT table_name AS tableName, checks.constraint_name AS name, check_clause AS expression
  FROM information_schema.check_constraints AS checks
  JOIN information_schema.table_constraints AS tables
    ON tables.constraint_schema = checks.constraint_schema
    AND tables.constraint_name = checks.constraint_name AND constraint_type = 'CHECK'
  WHERE checks.constraint_schema = ? ORDER BY table_name, checks.constraint_name`;

/** What the rows of the tables of a database keep to, by name of the table. */
export async function readMysqlConstraints(
  session: MysqlSession,
  schema: string,
): Promise<ReadonlyMap<string, TableConstraints>> {
  const keys = await session.query(KEYS, [schema]);
  const references = await session.query(REFERENCES, [schema]);
  const [server] = await session.query('SELECT version() AS version');
  const isMariaDb = /mariadb/i.test(server?.version ?? '');
  const checks = await session.query(isMariaDb ? MARIADB_CHECKS : MYSQL_CHECKS, [schema]);
  const tables = new Set(
    [...keys, ...references, ...checks].map(({ tableName }) => tableName ?? ''),
  );
  return new Map(
    [...tables].map((table) => {
      const own = (rows: readonly Row[]) => rows.filter(({ tableName }) => tableName === table);
      const constraints: TableConstraints = {
        ...NO_CONSTRAINTS,
        ...keysOf(own(keys)),
        references: referencesOf(own(references)),
        checks: own(checks).map(checkOf),
      };
      return [table, constraints];
    }),
  );
}

function keysOf(rows: readonly Row[]): Pick<TableConstraints, 'primaryKey' | 'unique'> {
  const byName = grouped(rows);
  const unique: UniqueSet[] = [];
  let primaryKey: readonly string[] = [];
  for (const [name, parts] of byName) {
    // A part that is an expression has no column.
    const columns = parts.flatMap(({ columnName }) => columnName ?? []);
    if (name === 'PRIMARY') primaryKey = columns;
    else unique.push({ name: name ?? '', columns });
  }
  return { primaryKey, unique };
}

function referencesOf(rows: readonly Row[]): readonly TableReference[] {
  return [...grouped(rows)].map(([name, parts]) => ({
    name: name ?? '',
    columns: parts.map(({ columnName }) => columnName ?? ''),
    parentSchema: parts[0]?.parentSchema ?? '',
    parentTable: parts[0]?.parentTable ?? '',
    parentColumns: parts.map(({ parentColumn }) => parentColumn ?? ''),
    deferrable: 'no',
  }));
}

function grouped(rows: readonly Row[]): ReadonlyMap<string | null, readonly Row[]> {
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.name ?? null) ?? [];
    group.push(row);
    groups.set(row.name ?? null, group);
  }
  return groups;
}

/** Names stand in backquotes in what the server keeps of an expression. */
function checkOf({ name, expression }: Row): TableCheck {
  const text = expression ?? '';
  const names = [...text.matchAll(/`((?:[^`]|``)+)`/g)].map(([, quoted = '']) =>
    quoted.replaceAll('``', '`'),
  );
  return { name: name ?? '', columns: [...new Set(names)], expression: text };
}
