import { existsSync } from 'node:fs';
import type { LedgerObject } from '../environments/lease.ts';
import type { Ledger } from '../environments/ledger.ts';
import { EnvironmentLostError, TargetError } from '../errors.ts';
import { addressUrl, type PostgresAddress, parsePostgresUrl } from '../postgres/address.ts';
import { s3Url } from '../stores/s3/s3-url.ts';
import type { ComparedPlace } from './compared-place.ts';
import { openPlace } from './open-places.ts';

/**
 * The places of an environment, as its ledger tells what was made for it: one, or one for each target where targets hold
 * the same table.
 *
 * @param urls of the databases of the environment, with passwords, which a ledger never holds
 * @throws {@link EnvironmentLostError} when a throw-away server is gone; SourceError when a place cannot be reached.
 */
export async function environmentPlaces(
  ledger: Ledger,
  urls: readonly string[],
): Promise<readonly ComparedPlace[]> {
  const { environment } = ledger;
  const known = urls.map((url) =>
    parsePostgresUrl(url, (problem) => new TargetError('postgres', problem)),
  );
  const places: ComparedPlace[] = [];
  for (const { address, tables } of placesOf(ledger, known)) {
    const place = await openPlace(environment, address);
    const wanted = place.tables.filter(({ name }) => tables?.has(name) ?? true);
    places.push({ ...place, tables: wanted });
  }
  if (places.length === 0) {
    throw new EnvironmentLostError(environment, 'its ledger lists nothing that holds a table');
  }
  return isOverlapping(places) ? numbered(places) : [joined(environment, places)];
}

interface Addressed {
  readonly address: string;
  /** Those of the environment, where others may lie beside them. */
  readonly tables?: Set<string>;
}

function placesOf(
  { environment, objects }: Ledger,
  known: readonly PostgresAddress[],
): Addressed[] {
  const found = new Map<string, Addressed>();
  for (const object of objects) {
    const place = placeOf(object, environment, known);
    if (place === undefined) continue;
    const before = found.get(place.address);
    if (before === undefined) found.set(place.address, place);
    else for (const table of place.tables ?? []) before.tables?.add(table);
  }
  return [...found.values()];
}

function placeOf(
  object: LedgerObject,
  environment: string,
  known: readonly PostgresAddress[],
): Addressed | undefined {
  const { target, kind, name, place } = object;
  if (target === 'directory')
    return kind === 'file' ? { address: String(place.folder) } : undefined;
  if (target === 's3') {
    return { address: s3Url({ bucket: String(place.bucket), key: String(place.prefix) }) };
  }
  assertServer(object, environment);
  const base = addressOf(object, known);
  switch (kind) {
    case 'database':
      return { address: addressUrl({ ...base, database: name }) };
    case 'schema':
      return { address: `${addressUrl(base)}#${name}` };
    default:
      return { address: `${addressUrl(base)}#${String(place.schema)}`, tables: new Set([name]) };
  }
}

function assertServer({ place }: LedgerObject, environment: string): void {
  if (place.serverFolder === undefined || existsSync(String(place.serverFolder))) return;
  throw new EnvironmentLostError(
    environment,
    'its throw-away PostgreSQL server has ended with the run that started it',
  );
}

function addressOf({ place }: LedgerObject, known: readonly PostgresAddress[]): PostgresAddress {
  const written = {
    host: String(place.host),
    port: Number(place.port),
    user: String(place.user),
    database: String(place.database),
  };
  const isSame = (one: PostgresAddress): boolean =>
    one.host === written.host && one.port === written.port && one.user === written.user;
  return { ...(known.find(isSame) ?? {}), ...written };
}

function isOverlapping(places: readonly ComparedPlace[]): boolean {
  const names = places.flatMap(({ tables }) => tables.map(({ name }) => name));
  return new Set(names).size < names.length;
}

const numbered = (places: readonly ComparedPlace[]): ComparedPlace[] =>
  places.map((place, index) => ({ ...place, name: `${place.name}/${index + 1}` }));

function joined(name: string, places: readonly ComparedPlace[]): ComparedPlace {
  return {
    name,
    describe: places.map(({ describe }) => describe).join(', '),
    tables: places.flatMap(({ tables }) => tables),
  };
}
