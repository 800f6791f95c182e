import { SourceError } from '../errors.ts';
import { describeAddress, type PostgresAddress, parsePostgresUrl } from '../postgres/address.ts';
import { copyOut } from '../postgres/copy-out.ts';
import type { Fail, Session } from '../postgres/session.ts';
import { type CatalogueTable, findTable, tableNames } from './postgres-catalogue.ts';
import { readColumns } from './postgres-columns.ts';
import { readConstraints } from './postgres-constraints.ts';
import { openRanges } from './postgres-ranges.ts';
import { copyBatches, openSnapshot, selectAll } from './postgres-rows.ts';
import { createSnapshotReader } from './snapshot-reader.ts';
import type { Source, SourceColumn } from './source.ts';
import { NO_CONSTRAINTS, type TableConstraints } from './table-constraints.ts';

/**
 * A table or view of a PostgreSQL database, read by COPY in one read-only snapshot. Cells are PostgreSQL's
 * own text output: booleans `t` and `f`, instants in UTC as `2025-01-31 23:59:59.999+00`.
 *
 * @throws {@link SourceError} when it cannot be reached or has no such table; so do its methods.
 */
export async function openPostgresSource({
  url,
  table,
  schema,
}: {
  url: string;
  table: string;
  /** Absent: the search path of the user decides. */
  schema?: string | undefined;
}): Promise<Source> {
  const address = parsePostgresUrl(url, (problem) => new SourceError('postgres', problem));
  const name = `postgres ${describeAddress(address)} ${schema === undefined ? '' : `${schema}.`}${table}`;
  const fail: Fail = (problem, options) => new SourceError(name, problem, options ?? {});
  const opened = await openSnapshot(address, fail);
  try {
    const found = await findTable(opened, table, schema);
    if (found === undefined) throw await noSuchTable(opened, table, schema, fail);
    const columns = (await readColumns(opened, [found.oid])).get(found.oid) ?? [];
    const constraints =
      (await readConstraints(opened, [found.oid])).get(found.oid) ?? NO_CONSTRAINTS;
    return createSource({ name, address, fail, opened, found, columns, constraints });
  } catch (error) {
    await opened.close();
    throw error;
  }
}

interface OpenSource {
  readonly name: string;
  readonly address: PostgresAddress;
  readonly fail: Fail;
  readonly opened: Session;
  readonly found: CatalogueTable;
  readonly columns: readonly SourceColumn[];
  readonly constraints: TableConstraints;
}

function createSource(open: OpenSource): Source {
  const { name, address, fail, opened, found, columns, constraints } = open;
  const reader = createSnapshotReader({
    opened,
    open: () => openSnapshot(address, fail),
    read: (session) => copyBatches(copyOut(session, selectAll(found, columns))),
    fail,
  });
  return {
    describe: () => name,
    columns,
    constraints,
    ...(found.estimatedRows !== undefined && { estimatedRows: found.estimatedRows }),
    rows: reader.rows,
    ranges: async () => openRanges(await reader.session(), { table: found, columns, fail }),
    close: reader.close,
  };
}

async function noSuchTable(
  session: Session,
  table: string,
  schema: string | undefined,
  fail: Fail,
): Promise<Error> {
  const names = await tableNames(session, schema);
  const there = names.length === 0 ? 'none that this user can see' : names.join(', ');
  return fail(
    `there is no table "${table}"${schema === undefined ? '' : ` in schema "${schema}"`} - there are: ${there}`,
    { code: '42P01' },
  );
}
