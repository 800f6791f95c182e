import { createHash } from 'node:crypto';
import { isSameObject, type Lease, type LedgerObject } from '../../environments/lease.ts';
import type { PostgresAddress } from '../../postgres/address.ts';
import { nameProblem } from '../../postgres/identifiers.ts';

/**
 * What separates the tables of an environment from everything else: a database of their own, a schema of
 * their own in the database of the URL, or nothing.
 */
export type Isolation = 'database' | 'schema' | 'none';

/** Where the tables of one target are. */
export interface PostgresPlace {
  readonly isolation: Isolation;
  /** What the URL names; databases are created and dropped from there. */
  readonly base: PostgresAddress;
  /** Database that holds the tables. */
  readonly address: PostgresAddress;
  /** Schema that holds the tables; undefined: the first of the session's search path. */
  readonly schema: string | undefined;
  /** Folder of the throw-away server that it is on, which everything on it goes with. */
  readonly serverFolder: string | undefined;
}

/** How a target is kept apart from others, and on what. */
export interface Layout {
  readonly isolation: Isolation;
  readonly schema: string | undefined;
  readonly index: number;
  readonly serverFolder: string | undefined;
}

const SLUG_CHARACTERS = 40;

/** Lays out a target. The same lease and index give the same names, so that a resumed run finds its own. */
export function layOut(
  base: PostgresAddress,
  lease: Pick<Lease, 'environment' | 'id'>,
  { isolation, schema, index, serverFolder }: Layout,
): PostgresPlace {
  const name = placeName(lease, index);
  const common = { isolation, base, serverFolder };
  switch (isolation) {
    case 'database':
      return { ...common, address: { ...base, database: name }, schema: schema ?? 'public' };
    case 'schema':
      return { ...common, address: base, schema: name };
    case 'none':
      return { ...common, address: base, schema };
  }
}

/** `rowmill_<environment>_<8 hexadecimal digits>`, a name that needs no quotes. */
function placeName({ environment, id }: Pick<Lease, 'environment' | 'id'>, index: number): string {
  const slug = environment
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, SLUG_CHARACTERS);
  const digest = createHash('sha256').update(`${id} ${index}`).digest('hex');
  return `rowmill_${slug}_${digest.slice(0, 8)}`;
}

/** The database or schema that is to be created, for the ledger; undefined where none is. */
export function placeObject(place: PostgresPlace): LedgerObject | undefined {
  const { isolation, address, schema } = place;
  if (isolation === 'none') return undefined;
  const name = isolation === 'database' ? address.database : (schema ?? '');
  return { target: 'postgres', kind: isolation, name, place: ledgerPlace(place) };
}

/** A table, for the ledger. */
export function tableObject(place: PostgresPlace, schema: string, table: string): LedgerObject {
  return {
    target: 'postgres',
    kind: 'table',
    name: table,
    place: { ...ledgerPlace(place), schema },
  };
}

/** Whether an object on record is of this target: targets of one environment may share a server. */
export function isInPlace(object: LedgerObject, place: PostgresPlace): boolean {
  const own = placeObject(place);
  if (own !== undefined) return isSameObject(object, own);
  if (object.kind !== 'table') return false;
  const schema = place.schema ?? String(object.place.schema);
  return isSameObject(object, tableObject(place, schema, object.name));
}

/** A server as the ledger keeps it: without the password. */
function ledgerPlace({ base, serverFolder }: PostgresPlace) {
  const { host, port, user, database } = base;
  return { host, port, user, database, ...(serverFolder !== undefined && { serverFolder }) };
}

/** Everything wrong with the names of tables and columns, all at once. */
export function nameProblems(
  tables: readonly { name: string; columns: readonly { name: string }[] }[],
): readonly string[] {
  const names = tables.flatMap(({ name, columns }) => [
    name,
    ...columns.map((column) => column.name),
  ]);
  const problems = [...new Set(names)].map(nameProblem);
  return problems.filter((problem) => problem !== undefined);
}
