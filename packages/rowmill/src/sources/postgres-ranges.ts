import { copyOut } from '../postgres/copy-out.ts';
import { quoteLiteral } from '../postgres/identifiers.ts';
import type { Fail, Session } from '../postgres/session.ts';
import type { CatalogueTable } from './postgres-catalogue.ts';
import { copyBatches, openSnapshot, selectAll } from './postgres-rows.ts';
import type { RangeReader, SourceColumn, SourceRanges } from './source.ts';

/** Blocks of a range, 4 MiB of them: small enough that a few readers ahead keep little. */
const RANGE_BLOCKS = 512;

interface Blocks {
  readonly blocks: string;
  /** Tables alone are read by blocks, and only those whose rows are all in their own file. */
  readonly plain: boolean;
  /** Reading a range of blocks came with version 14: before it, each range would take a scan of the table. */
  readonly version: number;
}

interface RangedTable {
  readonly table: CatalogueTable;
  readonly columns: readonly SourceColumn[];
  readonly fail: Fail;
}

/**
 * The ranges of blocks of a table, in the snapshot of the session; undefined for a small table, a view, and a table with
 * parts. A scan of the whole table gives the rows of its blocks in the same order.
 *
 * Source: PostgreSQL manual, 9.28.5 (pg_export_snapshot), 13.2, and E.22 (TID range scans in release 14).
 */
export async function openRanges(
  session: Session,
  { table, columns, fail }: RangedTable,
): Promise<SourceRanges | undefined> {
  const [found] = await session.query<Blocks>(
    `SELECT (pg_relation_size(oid) / current_setting('block_size')::int)::text AS blocks,
       relkind IN ('r', 'm') AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = oid) AS plain,
       current_setting('server_version_num')::int AS version
     FROM pg_class WHERE oid = $1::oid`,
    [table.oid],
  );
  const count = Math.ceil(Number(found?.blocks ?? 0) / RANGE_BLOCKS);
  if (found === undefined || !found.plain || found.version < 140_000 || count < 2) return undefined;
  const [exported] = await session.query<{ snapshot: string }>(
    'SELECT pg_export_snapshot() AS snapshot',
  );
  if (exported === undefined) throw fail('the server exports no snapshot');
  const select = selectAll(table, columns);
  return {
    count,
    openReader: (signal) => openReader(session, { ...exported, select, count, fail, signal }),
  };
}

interface ReaderOptions {
  readonly snapshot: string;
  readonly select: string;
  readonly count: number;
  readonly fail: Fail;
  readonly signal: AbortSignal;
}

async function openReader(exporter: Session, options: ReaderOptions): Promise<RangeReader> {
  const { snapshot, select, count, fail, signal } = options;
  const session = await openSnapshot(exporter.address, fail);
  const cut = () => session.destroy();
  signal.addEventListener('abort', cut);
  try {
    await session.query(`SET TRANSACTION SNAPSHOT ${quoteLiteral(snapshot)}`);
  } catch (error) {
    await session.close();
    throw error;
  }
  return {
    read(range) {
      const from = `ctid >= '(${range * RANGE_BLOCKS},0)'`;
      // The table may have grown by rows that the snapshot does not see; none that it sees is left out.
      const to = range + 1 < count ? ` AND ctid < '(${(range + 1) * RANGE_BLOCKS},0)'` : '';
      return copyBatches(copyOut(session, `${select} WHERE ${from}${to}`));
    },
    async close() {
      signal.removeEventListener('abort', cut);
      await session.close();
    },
  };
}
