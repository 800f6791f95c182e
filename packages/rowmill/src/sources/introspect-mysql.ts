import { SourceError } from '../errors.ts';
import { describeMysqlAddress, parseMysqlUrl } from '../mysql/address.ts';
import { type MysqlSession, openMysqlSession } from '../mysql/session.ts';
import type { IntrospectedTable, IntrospectOptions } from './introspected-table.ts';
import { readMysqlColumns } from './mysql-columns.ts';
import { readMysqlConstraints } from './mysql-constraints.ts';
import { NO_CONSTRAINTS } from './table-constraints.ts';

const TABLES = `
  SELECT table_name AS name, table_type AS type, table_comment AS comment, table_rows AS counted,
    create_options AS options
  FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name`;

/**
 * Tables and views of a database of MySQL or MariaDB.
 *
 * @throws SourceError when it cannot be reached; MissingDependencyError without the driver.
 */
export async function introspectMysql(
  url: string,
  { schema, table }: IntrospectOptions,
): Promise<readonly Omit<IntrospectedTable, 'cyclic'>[]> {
  const address = parseMysqlUrl(url, (problem) => new SourceError('mysql', problem));
  const place = `mysql ${describeMysqlAddress(address)}`;
  const fail = (problem: string, options?: ErrorOptions & { code?: string | undefined }) =>
    new SourceError(place, problem, options ?? {});
  const session = await openMysqlSession(address, fail);
  try {
    const tables = await readTables(session, schema ?? address.database);
    return table === undefined ? tables : tables.filter(({ name }) => name === table);
  } finally {
    await session.close();
  }
}

async function readTables(
  session: MysqlSession,
  schema: string,
): Promise<readonly Omit<IntrospectedTable, 'cyclic'>[]> {
  const rows = await session.query(TABLES, [schema]);
  const constraints = await readMysqlConstraints(session, schema);
  const columns = await readMysqlColumns(session, schema, constraints);
  return rows.map(({ name, type, comment, counted, options }) => {
    const table = name ?? '';
    const count = Number(counted ?? 0);
    return {
      schema,
      name: table,
      kind: kindOf(type ?? '', options ?? ''),
      // Of a view the server says VIEW.
      ...(comment !== '' && comment !== 'VIEW' && { comment: comment ?? '' }),
      ...(count > 0 && { estimatedRows: count }),
      columns: (columns.get(table) ?? []).map(({ column }) => column),
      constraints: constraints.get(table) ?? NO_CONSTRAINTS,
    };
  });
}

function kindOf(type: string, options: string): IntrospectedTable['kind'] {
  if (type.endsWith('VIEW')) return 'view';
  return options.includes('partitioned') ? 'partitioned-table' : 'table';
}
