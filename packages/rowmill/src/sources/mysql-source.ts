import { DataError } from '@rowmill/core';
import { SourceError } from '../errors.ts';
import { describeMysqlAddress, type MysqlAddress, parseMysqlUrl } from '../mysql/address.ts';
import { quoteMysqlName } from '../mysql/identifiers.ts';
import {
  type MysqlFail,
  type MysqlRow,
  type MysqlSession,
  openMysqlSession,
} from '../mysql/session.ts';
import { mysqlCellReader, type ReadMysqlCell } from './mysql-cells.ts';
import { type MysqlColumn, readMysqlColumns } from './mysql-columns.ts';
import { readMysqlConstraints } from './mysql-constraints.ts';
import { createSnapshotReader } from './snapshot-reader.ts';
import { SOURCE_BATCH_ROWS, type Source, type SourceRows } from './source.ts';
import { NO_CONSTRAINTS, type TableConstraints } from './table-constraints.ts';

export interface MysqlSourceOptions {
  readonly url: string;
  readonly table: string;
  /** Database; absent: the one of the URL. */
  readonly schema?: string | undefined;
}

interface MysqlTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly MysqlColumn[];
  readonly constraints: TableConstraints;
  readonly estimatedRows: number | undefined;
}

/**
 * A table or view of MySQL or MariaDB, read in one read-only snapshot. Cells have the text form that PostgreSQL has for
 * the same value - TINYINT(1) `t` and `f`, TIMESTAMP in UTC as `2025-01-31 23:59:59.999+00`, bytes as `\x00ff` - so that
 * the same key gives the same masks. A date 0000-00-00 is null.
 *
 * @throws {@link SourceError} when it cannot be reached or has no such table; so do its methods. DataError while
 * reading, for a cell that has no such form. MissingDependencyError without the driver.
 */
export async function openMysqlSource(options: MysqlSourceOptions): Promise<Source> {
  const { url, table, schema: asked } = options;
  const address = parseMysqlUrl(url, (problem) => new SourceError('mysql', problem));
  const schema = asked ?? address.database;
  const prefix = asked === undefined || asked === address.database ? '' : `${asked}.`;
  const name = `mysql ${describeMysqlAddress(address)} ${prefix}${table}`;
  const fail: MysqlFail = (problem, more) => new SourceError(name, problem, more ?? {});
  const opened = await openSnapshot(address, fail);
  try {
    const found = await findTable(opened, { schema, table, fail });
    return createSource({ name, address, fail, opened, found });
  } catch (error) {
    opened.destroy();
    throw error;
  }
}

interface OpenSource {
  readonly name: string;
  readonly address: MysqlAddress;
  readonly fail: MysqlFail;
  readonly opened: MysqlSession;
  readonly found: MysqlTable;
}

function createSource({ name, address, fail, opened, found }: OpenSource): Source {
  const { rows, close } = createSnapshotReader({
    opened,
    open: () => openSnapshot(address, fail),
    read: (session) => batches(session.read(selectAll(found)), found, name),
    fail,
  });
  return {
    describe: () => name,
    columns: found.columns.map(({ column }) => column),
    constraints: found.constraints,
    ...(found.estimatedRows !== undefined && { estimatedRows: found.estimatedRows }),
    rows,
    close,
  };
}

async function openSnapshot(address: MysqlAddress, fail: MysqlFail): Promise<MysqlSession> {
  const session = await openMysqlSession(address, fail);
  try {
    await session.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await session.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    return session;
  } catch (error) {
    session.destroy();
    throw error;
  }
}

interface Asked {
  readonly schema: string;
  readonly table: string;
  readonly fail: MysqlFail;
}

async function findTable(
  session: MysqlSession,
  { schema, table, fail }: Asked,
): Promise<MysqlTable> {
  const constraints = await readMysqlConstraints(session, schema);
  const columns = (await readMysqlColumns(session, schema, constraints)).get(table);
  const tables = await session.query(
    'SELECT table_name AS name, table_rows AS counted FROM information_schema.tables WHERE table_schema = ? ORDER BY 1',
    [schema],
  );
  const own = tables.find(({ name }) => name === table);
  if (columns === undefined || own === undefined) {
    const names = tables.map(({ name }) => name).slice(0, 20);
    const there = names.length === 0 ? 'none that this user can see' : names.join(', ');
    throw fail(`there is no table "${table}" in "${schema}" - there are: ${there}`, {
      code: 'ER_NO_SUCH_TABLE',
    });
  }
  const rows = Number(own.counted ?? 0);
  return {
    schema,
    name: table,
    columns,
    constraints: constraints.get(table) ?? NO_CONSTRAINTS,
    estimatedRows: rows > 0 ? rows : undefined,
  };
}

function selectAll({ schema, name, columns }: MysqlTable): string {
  const cells = columns.map(({ column, form }) => {
    const quoted = quoteMysqlName(column.name);
    // As it is, a FLOAT would be rounded to six digits.
    return form === 'single' ? `${quoted} + 0e0` : quoted;
  });
  return `SELECT ${cells.join(', ')} FROM ${quoteMysqlName(schema)}.${quoteMysqlName(name)}`;
}

async function* batches(
  rows: AsyncIterable<MysqlRow>,
  { columns }: MysqlTable,
  source: string,
): AsyncGenerator<SourceRows> {
  const readers = columns.map(({ column, form }) => ({
    name: column.name,
    read: mysqlCellReader(form, column),
  }));
  let batch: (string | null)[][] = [];
  let count = 0;
  for await (const row of rows) {
    count += 1;
    const cells = readRow(row, readers);
    if (!Array.isArray(cells)) {
      if (batch.length > 0) yield batch;
      throw new DataError(
        source,
        undefined,
        `row ${count}, column "${cells.name}": ${cells.problem}`,
      );
    }
    batch.push(cells);
    if (batch.length === SOURCE_BATCH_ROWS) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

interface CellReader {
  readonly name: string;
  readonly read: ReadMysqlCell;
}

function readRow(
  row: MysqlRow,
  readers: readonly CellReader[],
): (string | null)[] | { readonly name: string; readonly problem: string } {
  const cells: (string | null)[] = [];
  for (const [index, { name, read }] of readers.entries()) {
    const bytes = row[index] ?? null;
    const cell = bytes === null ? null : read(bytes);
    if (typeof cell === 'object' && cell !== null) return { name, problem: cell.problem };
    cells.push(cell);
  }
  return cells;
}
