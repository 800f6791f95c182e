import type { PostgresAddress } from '../postgres/address.ts';
import { decodeCopyRows } from '../postgres/copy-text.ts';
import { quoteIdentifier } from '../postgres/identifiers.ts';
import { createLineSplitter } from '../postgres/line-splitter.ts';
import { type Fail, openSession, type Session } from '../postgres/session.ts';
import type { CatalogueTable } from './postgres-catalogue.ts';
import { SOURCE_BATCH_ROWS, type SourceColumn, type SourceRows } from './source.ts';

/**
 * A policy that hides rows makes the read fail: a part of a table taken for the whole would go unnoticed. And a scan begins
 * at the first row, not where another one is just reading.
 */
const SNAPSHOT = `SET row_security = off; SET synchronize_seqscans = off;
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`;

/** Opens a session that sees the database as it is at one moment, and may not write. */
export async function openSnapshot(address: PostgresAddress, fail: Fail): Promise<Session> {
  const session = await openSession(address, fail);
  try {
    await session.query(SNAPSHOT);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** A query, not the table by name: that way views and partitioned tables can be read too. */
export function selectAll(
  { schema, name }: CatalogueTable,
  columns: readonly SourceColumn[],
): string {
  const names = columns.map(cellOf).join(', ');
  return `SELECT ${names} FROM ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;
}

/** Rows of COPY text in batches. */
export async function* copyBatches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SourceRows> {
  const splitter = createLineSplitter();
  let rows: (string | null)[][] = [];
  for await (const chunk of chunks) {
    const more = decodeCopyRows(splitter.add(chunk));
    rows = rows.length === 0 ? more : rows.concat(more);
    while (rows.length >= SOURCE_BATCH_ROWS) {
      yield rows.slice(0, SOURCE_BATCH_ROWS);
      rows = rows.slice(SOURCE_BATCH_ROWS);
    }
  }
  if (rows.length > 0) yield rows;
}

/** Blanks that fill a CHARACTER(n) up are no part of its value, and other databases do not hand them over. */
function cellOf({ name, sourceType }: SourceColumn): string {
  const quoted = quoteIdentifier(name);
  return /^character(\(\d+\))?$/.test(sourceType ?? '') ? `${quoted}::text` : quoted;
}
