import type { MysqlSession } from '../mysql/session.ts';
import { enumLabels, type MysqlForm, mysqlTypeOf } from './mysql-types.ts';
import { valueTypeOf } from './postgres-columns.ts';
import type { SourceColumn } from './source.ts';
import type { TableConstraints } from './table-constraints.ts';
import { measuresOf } from './type-measures.ts';

/** A column and how its cells are read. */
export interface MysqlColumn {
  readonly column: SourceColumn;
  readonly form: MysqlForm;
}

type Row = Readonly<Record<string, string | null>>;

const COLUMNS = `
  SELECT table_name AS tableName, column_name AS name, column_type AS type, is_nullable AS nullable,
    column_key AS columnKey, extra, collation_name AS collation, column_comment AS comment,
    column_default AS initial, generation_expression AS expression,
    (SELECT table_collation FROM information_schema.tables AS own
      WHERE own.table_schema = columns.table_schema AND own.table_name = columns.table_name)
      AS tableCollation,
    (SELECT max(cardinality) FROM information_schema.statistics AS counted
      WHERE counted.table_schema = columns.table_schema AND counted.table_name = columns.table_name
        AND counted.column_name = columns.column_name AND seq_in_index = 1) AS distincts
  FROM information_schema.columns AS columns
  WHERE table_schema = ? ORDER BY table_name, ordinal_position`;

/**
 * Columns of the tables of a database in their order, by name of the table.
 *
 * @param constraints by name of the table: a check tells a JSON column of MariaDB
 */
export async function readMysqlColumns(
  session: MysqlSession,
  schema: string,
  constraints: ReadonlyMap<string, TableConstraints>,
): Promise<ReadonlyMap<string, readonly MysqlColumn[]>> {
  const byTable = new Map<string, MysqlColumn[]>();
  for (const row of await session.query(COLUMNS, [schema])) {
    const table = row.tableName ?? '';
    const columns = byTable.get(table) ?? [];
    columns.push(columnOf(row, constraints.get(table)));
    byTable.set(table, columns);
  }
  return byTable;
}

function columnOf(row: Row, constraints: TableConstraints | undefined): MysqlColumn {
  const name = row.name ?? '';
  const nativeType = row.type ?? '';
  const isJson = constraints?.checks.some(
    ({ columns, expression }) => columns.includes(name) && /^\(?json_valid\(/i.test(expression),
  );
  const { sourceType, form } = isJson ? mysqlTypeOf('json') : mysqlTypeOf(nativeType);
  const column: SourceColumn = {
    name,
    type: valueTypeOf(sourceType),
    sourceType,
    nativeType,
    nullable: row.nullable === 'YES',
    isKey: constraints?.primaryKey.includes(name) ?? false,
    ...parentOf(name, constraints),
    ...factsOf(row, nativeType),
    ...measuresOf(sourceType),
  };
  return { column, form };
}

function parentOf(
  name: string,
  constraints: TableConstraints | undefined,
): Pick<SourceColumn, 'references'> {
  const found = constraints?.references.find(
    ({ columns }) => columns.length === 1 && columns[0] === name,
  );
  const [column] = found?.parentColumns ?? [];
  if (found === undefined || column === undefined) return {};
  return { references: { table: found.parentTable, column } };
}

function factsOf(row: Row, nativeType: string): Partial<SourceColumn> {
  const labels = enumLabels(nativeType);
  const distinct = Number(row.distincts ?? 0);
  const { collation, comment, extra } = row;
  const isOdd = collation !== row.tableCollation;
  return {
    ...(labels !== undefined && { labels }),
    ...(/\bauto_increment\b/i.test(extra ?? '') && { identity: 'auto-increment' as const }),
    ...(row.expression ? { generated: true as const } : {}),
    ...(collation && isOdd ? { collation } : {}),
    ...(comment ? { comment } : {}),
    ...defaultOf(row),
    ...(distinct > 0 && { estimatedDistinct: distinct }),
  };
}

/** MariaDB writes the default NULL of a nullable column as a word. */
function defaultOf({ expression, initial }: Row): Pick<SourceColumn, 'default'> {
  if (expression) return { default: expression };
  return initial && initial !== 'NULL' ? { default: initial } : {};
}
