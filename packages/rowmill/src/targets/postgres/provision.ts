import type { TableShape } from '@rowmill/core';
import {
  isSameObject,
  type Lease,
  leaseMarker,
  parseLeaseMarker,
} from '../../environments/lease.ts';
import { NotOursError } from '../../errors.ts';
import { quoteIdentifier, quoteLiteral } from '../../postgres/identifiers.ts';
import type { Fail, Session } from '../../postgres/session.ts';
import { withSession } from '../../postgres/session.ts';
import { markerOf } from './marked-objects.ts';
import { type PostgresPlace, placeObject, tableObject } from './place.ts';
import { createTable, qualified } from './table-statements.ts';

/** What provisioning needs to know and to say. */
export interface Provision {
  readonly place: PostgresPlace;
  readonly lease: Lease;
  readonly fail: Fail;
  /** Name of the target in messages. */
  readonly name: string;
}

/**
 * Makes the database or schema, on record first. One that carries our own lease is taken as it is: an
 * earlier try made it.
 */
export async function createPlace({ place, lease, fail, name }: Provision): Promise<void> {
  const object = placeObject(place);
  if (object === undefined) return;
  await withSession(place.base, fail, async (session) => {
    const found = await markerOf(session, object);
    if (found !== undefined) {
      if (parseLeaseMarker(found.comment)?.lease === lease.id) return;
      if (found.isUnmarked && lease.objects.some((known) => isSameObject(known, object)))
        return markDatabase(
          session,
          quoteIdentifier(object.name),
          quoteLiteral(leaseMarker(lease)),
        );
      throw new NotOursError(
        name,
        `${object.kind} "${object.name}"`,
        'it lacks the marker of our lease',
      );
    }
    await lease.record([object]);
    const quoted = quoteIdentifier(object.name);
    const marker = quoteLiteral(leaseMarker(lease));
    if (object.kind === 'schema') {
      await session.query(
        `BEGIN; CREATE SCHEMA ${quoted}; COMMENT ON SCHEMA ${quoted} IS ${marker}; COMMIT`,
      );
    } else {
      await createDatabase(session, quoted, marker);
    }
  });
}

/**
 * No transaction may hold CREATE DATABASE, so the comment comes a moment later. Until then the database is one that
 * takes no connections: that tells it from others, should we end before it has its comment.
 */
async function createDatabase(session: Session, quoted: string, marker: string): Promise<void> {
  const encoding = await encodingClause(session);
  await session.query(`CREATE DATABASE ${quoted}${encoding} CONNECTION LIMIT 0`);
  await markDatabase(session, quoted, marker);
}

async function markDatabase(session: Session, quoted: string, marker: string): Promise<void> {
  await session.query(
    `BEGIN; COMMENT ON DATABASE ${quoted} IS ${marker}; ALTER DATABASE ${quoted} CONNECTION LIMIT -1; COMMIT`,
  );
}

/** Makes bare, empty tables in one transaction; those of an earlier try are replaced. */
export async function createTables(
  session: Session,
  schema: string,
  tables: readonly TableShape[],
  { place, lease, fail }: Provision,
): Promise<void> {
  const statements = tables.map((table) => createTable(schema, table));
  if (place.isolation === 'none') {
    const replaced = await replaceableTables(session, schema, tables, lease, fail);
    await lease.record(tables.map((table) => tableObject(place, schema, table.name)));
    const marker = quoteLiteral(leaseMarker(lease));
    const marked = tables.map(
      ({ name }) => `COMMENT ON TABLE ${qualified(schema, name)} IS ${marker}`,
    );
    await session.query(
      ['BEGIN', ...dropAll(schema, replaced), ...statements, ...marked, 'COMMIT'].join(';\n'),
    );
  } else {
    const names = tables.map(({ name }) => name);
    const first = `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`;
    // Everything in a database or schema of our own is ours.
    const drop = dropAll(schema, names).map((statement) => `${statement} CASCADE`);
    await session.query(['BEGIN', first, ...drop, ...statements, 'COMMIT'].join(';\n'));
  }
}

function dropAll(schema: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [`DROP TABLE IF EXISTS ${names.map((name) => qualified(schema, name)).join(', ')}`];
}

/** Tables that are there already and may be replaced; any other one stops us, all of them named at once. */
async function replaceableTables(
  session: Session,
  schema: string,
  tables: readonly TableShape[],
  lease: Lease,
  fail: Fail,
): Promise<readonly string[]> {
  const replaced: string[] = [];
  const problems: string[] = [];
  for (const { name } of tables) {
    const found = await markerOf(session, { kind: 'table', name, place: { schema } });
    const marker = found === undefined ? undefined : parseLeaseMarker(found.comment);
    if (found === undefined) continue;
    if (marker === undefined) {
      problems.push(
        `the table "${name}" is there already and not ours - move it, or use isolation: schema`,
      );
    } else if (marker.lease !== lease.id && Date.parse(marker.expires) > Date.now()) {
      problems.push(
        `the table "${name}" is leased by ${marker.owner} until ${marker.expires} - wait, or use isolation: schema`,
      );
    } else {
      replaced.push(name);
    }
  }
  if (problems.length > 0) throw fail(problems.join('\n'));
  return replaced;
}

/** Text of every language needs UTF-8, which a server's template may lack. */
async function encodingClause(session: Session): Promise<string> {
  const [template] = await session.query<{ encoding: string }>(
    "SELECT pg_encoding_to_char(encoding) AS encoding FROM pg_database WHERE datname = 'template1'",
  );
  if (template?.encoding === 'UTF8') return '';
  return " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";
}
