import type { TableShape } from '@rowmill/core';
import { createTupleStreamDigest } from '@rowmill/core/kernels';
import type { Lease } from '../../environments/lease.ts';
import { CleanUpError, TargetError } from '../../errors.ts';
import { addressVariables, describeAddress, parsePostgresUrl } from '../../postgres/address.ts';
import { copyOut } from '../../postgres/copy-out.ts';
import { eachOnSession } from '../../postgres/each-on-session.ts';
import { quoteIdentifier } from '../../postgres/identifiers.ts';
import { type Fail, type Session, withSession } from '../../postgres/session.ts';
import type { LoadOrigin, TableCheck, TableDigest, Target } from '../target.ts';
import { createCopyDigest } from './copy-digest.ts';
import { createDeliveries, deliveriesTable, dropDeliveries } from './deliveries.ts';
import { finishTables } from './finish.ts';
import type { PostgresLoadJob } from './load-job.ts';
import { removeMarkedObjects } from './marked-objects.ts';
import { type Isolation, isInPlace, layOut, nameProblems, type PostgresPlace } from './place.ts';
import { createPlace, createTables } from './provision.ts';
import { rowFormOf } from './row-form.ts';
import { sqlTypeOf } from './sql-type.ts';
import { selectCanonical, selectColumns } from './table-statements.ts';

/** Keys of several tables are built at once, but a server is not ours alone. */
const SESSIONS = 2;

/** Where a PostgreSQL target is and how it is kept apart. */
export interface PostgresTargetOptions {
  readonly url: string;
  readonly lease: Lease;
  readonly isolation?: Isolation | undefined;
  /** Schema for the tables; not with isolation `schema`, which makes one of its own. */
  readonly schema?: string | undefined;
  /** Position among the targets of the environment: each gets a database or schema of its own. */
  readonly index?: number | undefined;
  /** Data directory of the server where it is a throw-away one: what is on it goes with it. */
  readonly serverFolder?: string | undefined;
}

/** A target whose tables are loaded over COPY. */
export interface PostgresTarget extends Target {
  readonly kind: 'postgres';
  loadJob(table: TableShape, origin?: LoadOrigin): PostgresLoadJob;
}

/**
 * Tables in a PostgreSQL database that exists as long as its lease.
 *
 * @throws {@link TargetError} for a URL or options that cannot be; so do its methods, for whatever happens.
 */
export function createPostgresTarget({
  url,
  lease,
  isolation = 'database',
  schema,
  index = 0,
  serverFolder,
}: PostgresTargetOptions): PostgresTarget {
  const base = parsePostgresUrl(url, (problem) => new TargetError('postgres', problem));
  const place = layOut(base, lease, { isolation, schema, index, serverFolder });
  const name = `postgres ${describeAddress(place.address)}${isolation === 'schema' ? ` schema ${place.schema}` : ''}`;
  const fail: Fail = (problem, options) => new TargetError(name, problem, options ?? {});
  if (isolation === 'schema' && schema !== undefined) {
    throw fail('isolation: schema makes a schema of its own - leave schema out');
  }
  const provision = { place, lease, fail, name };
  const lanes = { address: place.address, fail, sessions: SESSIONS };
  const notes = new Set<string>();
  let found = place.schema;
  const schemaNow = () => {
    if (found === undefined) throw fail('its schema is known only once it is provisioned');
    return found;
  };

  return {
    kind: 'postgres',
    describe: () => name,
    notes: () => [...notes],
    async provision(tables) {
      const problems = nameProblems(tables);
      if (problems.length > 0) throw fail(problems.join('\n'));
      for (const note of typeNotes(tables)) notes.add(note);
      await createPlace(provision);
      await withSession(place.address, fail, async (session) => {
        found ??= await currentSchema(session, fail);
        await createTables(session, found, tables, provision);
      });
    },
    loadJob: ({ name: table, columns }, origin = 'stored') => ({
      kind: 'postgres',
      address: place.address,
      schema: schemaNow(),
      table,
      columns,
      ...rowFormOf(columns, origin === 'program'),
    }),
    state: () => (found === undefined || isolation !== 'none' ? {} : { schema: found }),
    beginDeliveries: (tables) =>
      withSession(place.address, fail, (session) =>
        createDeliveries(session, schemaNow(), deliveriesTable(tables), provision),
      ),
    endDeliveries: (tables) =>
      withSession(place.address, fail, (session) =>
        dropDeliveries(session, schemaNow(), deliveriesTable(tables), provision),
      ),
    async finish(tables) {
      for (const note of await finishTables(schemaNow(), tables, lanes)) notes.add(note);
    },
    verifies: 'content',
    verify: (expected) =>
      eachOnSession(expected, lanes, (session, sent) => checkTable(session, schemaNow(), sent)),
    variables: () => addressVariables(withSearchPath(place, found)),
    remove: () => removeTarget(place, lease, fail),
  };
}

async function removeTarget(
  place: PostgresPlace,
  lease: Lease,
  fail: Fail,
): Promise<readonly string[]> {
  const { base } = place;
  const objects = lease.objects.filter((object) => isInPlace(object, place));
  if (objects.length === 0) return [];
  const { removed, problems, gone } = await removeMarkedObjects(objects, lease.id, {
    address: base,
    fail,
  });
  await lease.forget(gone);
  const [first] = problems;
  if (first === undefined) return removed;
  throw problems.length === 1 && removed.length === 0 ? first : new CleanUpError(problems, removed);
}

async function checkTable(
  session: Session,
  schema: string,
  { table, rows: expectedRows, digest: expectedDigest, origin = 'stored' }: TableDigest,
): Promise<TableCheck> {
  const { digestOf, kinds } = rowFormOf(table.columns, origin === 'program');
  const isTuples = digestOf === 'tuples';
  const content = isTuples
    ? createTupleStreamDigest(kinds, `table "${table.name}"`)
    : createCopyDigest(table.columns, 'postgres');
  const copied = isTuples
    ? copyOut(session, selectColumns(schema, table), 'binary')
    : copyOut(session, selectCanonical(schema, table));
  for await (const bytes of copied) content.add(bytes);
  const { rows, digest } = content.finish();
  const matches = rows === expectedRows && digest === expectedDigest;
  return { table: table.name, matches, rows, expectedRows, digest, expectedDigest };
}

function typeNotes(tables: readonly TableShape[]): readonly string[] {
  return tables.flatMap(({ name, columns }) =>
    columns.flatMap((column) => {
      const { note } = sqlTypeOf(column);
      return note === undefined ? [] : [`table "${name}", ${note}`];
    }),
  );
}

async function currentSchema(session: Session, fail: Fail): Promise<string> {
  const [row] = await session.query<{ schema: string | null }>('SELECT current_schema() AS schema');
  if (typeof row?.schema === 'string') return row.schema;
  throw fail('the search path of its user names no schema that exists - name one with schema:');
}

/** Tests find the tables by their bare names. */
function withSearchPath({ address }: PostgresPlace, schema: string | undefined) {
  if (schema === undefined || schema === 'public') return address;
  // A backslash keeps a blank within one option (libpq, "options").
  const path = quoteIdentifier(schema).replace(/[\\ ]/g, '\\$&');
  const options = `-c search_path=${/^[a-z_][a-z0-9_]*$/.test(schema) ? schema : path}`;
  return {
    ...address,
    options: address.options === undefined ? options : `${address.options} ${options}`,
  };
}
