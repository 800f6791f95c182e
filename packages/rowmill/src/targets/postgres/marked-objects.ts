import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerObject } from '../../environments/lease.ts';
import { parseLeaseMarker } from '../../environments/lease.ts';
import type { Removal } from '../../environments/sweep.ts';
import { NotOursError } from '../../errors.ts';
import { describeAddress, type PostgresAddress } from '../../postgres/address.ts';
import { quoteIdentifier } from '../../postgres/identifiers.ts';
import { type Fail, type Session, withSession } from '../../postgres/session.ts';
import { qualified } from './table-statements.ts';

/** Databases, schemas and tables with their comments, and whether we ended before we could write them. */
const COMMENTS: Readonly<Record<string, string>> = {
  database: `SELECT shobj_description(oid, 'pg_database') AS comment,
     datconnlimit = 0 AND shobj_description(oid, 'pg_database') IS NULL AS "isUnmarked"
     FROM pg_database WHERE datname = $1`,
  schema: `SELECT obj_description(oid, 'pg_namespace') AS comment, false AS "isUnmarked"
     FROM pg_namespace WHERE nspname = $1`,
  table: `SELECT obj_description(class.oid, 'pg_class') AS comment, false AS "isUnmarked"
     FROM pg_class AS class
     JOIN pg_namespace AS space ON space.oid = relnamespace WHERE relname = $1 AND nspname = $2`,
};

/** What an object says of itself. */
interface Marked {
  readonly comment: string | null;
  /** A database that was being made when its maker ended: without a comment, and closed for connections. */
  readonly isUnmarked: boolean;
}

/** The marker of an object; undefined when there is no such object. */
export async function markerOf(
  session: Session,
  { kind, name, place }: Pick<LedgerObject, 'kind' | 'name' | 'place'>,
): Promise<Marked | undefined> {
  const sql = COMMENTS[kind];
  if (sql === undefined) throw new TypeError(`postgres has no objects of kind ${kind}`);
  if (kind === 'database') await untilMade(session, name);
  const values = kind === 'table' ? [name, String(place.schema)] : [name];
  const [row] = await session.query<Marked>(sql, values);
  return row;
}

const MAKING_PATIENCE_MS = 30_000;
const POLL_MS = 50;

/** A server goes on making a database whose maker was killed; it is there, or not, once the statement has ended. */
async function untilMade(session: Session, name: string): Promise<void> {
  const isMaking = async (): Promise<boolean> => {
    const rows = await session.query(
      "SELECT FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND starts_with(query, $1)",
      [`CREATE DATABASE ${quoteIdentifier(name)}`],
    );
    return rows.length > 0;
  };
  for (let waited = 0; waited < MAKING_PATIENCE_MS && (await isMaking()); waited += POLL_MS)
    await sleep(POLL_MS);
}

/** How to reach the server of some objects. */
interface Server {
  readonly address: PostgresAddress;
  readonly fail: Fail;
}

/**
 * Drops objects of one lease, each only after its marker was found on it. Objects that are gone already
 * count as removed; any problem leaves the others to be removed all the same.
 */
export async function removeMarkedObjects(
  objects: readonly LedgerObject[],
  lease: string,
  { address, fail }: Server,
): Promise<Removal> {
  const removal = { removed: [] as string[], problems: [] as Error[], gone: [] as LedgerObject[] };
  try {
    await withSession(address, fail, async (session) => {
      const ours: LedgerObject[] = [];
      for (const object of objects) {
        const state = await stateOf(session, object, lease);
        if (state === 'ours') ours.push(object);
        else if (state instanceof NotOursError) removal.problems.push(state);
        else noteRemoved(removal, object, `${inWords(object, address)} ${state}`);
      }
      for (const group of dropTogether(ours)) {
        await dropObjects(session, group);
        for (const object of group) noteRemoved(removal, object, inWords(object, address));
      }
    });
  } catch (error) {
    removal.problems.push(error instanceof Error ? error : new Error(String(error)));
  }
  return removal;
}

function noteRemoved(
  { removed, gone }: { removed: string[]; gone: LedgerObject[] },
  object: LedgerObject,
  line: string,
): void {
  gone.push(object);
  removed.push(line);
}

/** Whose an object on record is now: ours, nobody's any more (in words why), or somebody else's. */
async function stateOf(
  session: Session,
  object: LedgerObject,
  lease: string,
): Promise<string | NotOursError> {
  const found = await markerOf(session, object);
  if (found === undefined) return 'was gone already';
  const marker = parseLeaseMarker(found.comment);
  // It is on our record, which it came to when there was no such database yet.
  if (marker?.lease === lease || found.isUnmarked) return 'ours';
  // Without isolation a later lease may replace a table after ours was over.
  if (marker !== undefined && object.kind === 'table') {
    return `was replaced by lease ${marker.lease} already`;
  }
  const target = `postgres ${describeAddress(session.address)}`;
  return new NotOursError(target, named(object), 'it does not carry the marker of our lease');
}

/** Tables may refer to one another in a circle, so they go in one statement. */
function dropTogether(objects: readonly LedgerObject[]): readonly (readonly LedgerObject[])[] {
  const tables = objects.filter(({ kind }) => kind === 'table');
  const others = objects.filter(({ kind }) => kind !== 'table').map((object) => [object]);
  return tables.length === 0 ? others : [tables, ...others];
}

async function dropObjects(session: Session, group: readonly LedgerObject[]): Promise<void> {
  const [{ kind, name } = { kind: '', name: '' }] = group;
  if (kind === 'database') {
    // Connections of a test that hangs must not keep it alive.
    await session.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
  } else if (kind === 'schema') {
    await session.query(`DROP SCHEMA IF EXISTS ${quoteIdentifier(name)} CASCADE`);
  } else {
    // No CASCADE: what refers to them from outside is not ours.
    const names = group.map((table) => qualified(String(table.place.schema), table.name));
    await session.query(`DROP TABLE IF EXISTS ${names.join(', ')}`);
  }
}

function named({ kind, name, place }: LedgerObject): string {
  return kind === 'table' ? `table "${place.schema}"."${name}"` : `${kind} "${name}"`;
}

function inWords(object: LedgerObject, { host, port, database }: PostgresAddress): string {
  const within = object.kind === 'database' ? '' : `/${database}`;
  return `${named(object)} on ${host}:${port}${within}`;
}
