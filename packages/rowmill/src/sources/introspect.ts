import { SourceError } from '../errors.ts';
import { introspectMysql } from './introspect-mysql.ts';
import { introspectPostgres } from './introspect-postgres.ts';
import type { IntrospectedTable, IntrospectOptions } from './introspected-table.ts';
import { parentsFirst } from './parents-first.ts';

/**
 * Lists the tables and views of a database with their columns, keys, references and checks, parents first.
 *
 * @param url `postgres://…` or `mysql://…`, with its password; no message shows it
 * @throws SourceError when it cannot be reached, or is of a kind that is not known; when there is no such table.
 */
export async function introspectDatabase(
  url: string,
  options: IntrospectOptions = {},
): Promise<readonly IntrospectedTable[]> {
  const tables = await readerOf(url)(url, options);
  const { schema, table } = options;
  if (tables.length === 0) {
    const what = table === undefined ? 'table' : `table "${table}"`;
    const where = schema === undefined ? '' : ` in schema "${schema}"`;
    throw new SourceError(
      'database',
      `there is no ${what}${where} that this user can see - correct the name, or grant the user the right to it`,
      { code: '42P01' },
    );
  }
  return parentsFirst(tables);
}

function readerOf(url: string): typeof introspectPostgres {
  if (/^postgres(ql)?:/.test(url)) return introspectPostgres;
  if (/^(mysql|mariadb):/.test(url)) return introspectMysql;
  throw new SourceError(
    'database',
    'the url is of an unknown kind - write postgres:// or mysql://',
  );
}
