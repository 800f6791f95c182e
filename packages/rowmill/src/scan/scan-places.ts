import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { REQUEST_DEFINITIONS, type SourceRequest } from '@rowmill/core/engine';
import { findRequestFile } from '../request/find-request-file.ts';
import { type LoadedRequest, loadRequest } from '../request/load-request.ts';
import { resolveReference } from '../request/resolve-reference.ts';
import { introspectDatabase } from '../sources/introspect.ts';
import { UsageError } from '../usage-error.ts';

/** A table that is to be scanned, and how its rows are read. */
export interface ScanPlace {
  readonly table: string;
  readonly source: SourceRequest;
  /** As a request file has it: with the reference to a secret, never with the secret. */
  readonly written: Readonly<Record<string, unknown>>;
}

export interface ScanPlaces {
  readonly places: readonly ScanPlace[];
  /** Paths of the places start here. */
  readonly directory: string;
  /** The request whose source tables are scanned; absent where a file or database was named. */
  readonly loaded?: LoadedRequest;
}

export interface ScanWorld {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Schema of the database; absent: all, or the one of the URL. */
  readonly schema?: string | undefined;
}

const FILES: readonly (readonly [ending: RegExp, source: (path: string) => SourceRequest])[] = [
  [/\.csv(?:\.gz)?$/i, (path) => ({ kind: 'csv', path, delimiter: ',' })],
  [/\.tsv(?:\.gz)?$/i, (path) => ({ kind: 'csv', path, delimiter: '\t' })],
  [/\.(?:ndjson|jsonl)(?:\.gz)?$/i, (path) => ({ kind: 'ndjson', path })],
  [/\.parquet$/i, (path) => ({ kind: 'parquet', path })],
  [/\.json(?:\.gz)?$/i, (path) => ({ kind: 'json', path, rows: '$' })],
];

/**
 * Finds what a SOURCE of the command line means: a file, all tables of a database, or the source tables of a request.
 *
 * @throws UsageError, RequestFileError, SecretError, SourceError
 */
export async function findPlaces(
  source: string | undefined,
  world: ScanWorld,
): Promise<ScanPlaces> {
  const { directory } = world;
  if (source !== undefined) {
    if (/^(?:env|file):/.test(source) || /^(?:postgres(?:ql)?|mysql|mariadb):\/\//.test(source))
      return { places: await placesOfDatabase(source, world), directory };
    const file = isRequestName(source) ? undefined : FILES.find(([ending]) => ending.test(source));
    if (file !== undefined) return { places: [placeOfFile(source, file[1](source))], directory };
  }
  const loaded = await loadRequest(await requestFile(source, directory), {
    environment: world.environment,
    definitions: REQUEST_DEFINITIONS,
  });
  return { places: placesOfRequest(loaded), directory: loaded.directory, loaded };
}

const isRequestName = (source: string): boolean =>
  /^rowmill\.(?:json|ya?ml)$/i.test(basename(source));

async function requestFile(source: string | undefined, directory: string): Promise<string> {
  if (source === undefined) return findRequestFile(directory);
  const found = await stat(resolve(directory, source)).catch(() => undefined);
  if (found === undefined)
    throw new UsageError(
      `${source}: there is no such file - name a CSV, NDJSON, JSON or Parquet file, the URL of a database, env:NAME or a request`,
    );
  return findRequestFile(source);
}

function placeOfFile(path: string, source: SourceRequest): ScanPlace {
  const name = basename(path).replace(/(?:\.[a-z]+)+$/i, '');
  const table = name.replace(/\W+/g, '_').replace(/^(?=\d)/, 't') || 'rows';
  const { kind } = source;
  const delimiter =
    kind === 'csv' && source.delimiter !== ',' ? { delimiter: source.delimiter } : {};
  return { table, source, written: { kind, path, ...delimiter } };
}

async function placesOfDatabase(
  reference: string,
  world: ScanWorld,
): Promise<readonly ScanPlace[]> {
  const { directory, environment, schema } = world;
  const isReference = /^(?:env|file):/.test(reference);
  const url = isReference
    ? await resolveReference(reference, { environment, baseDirectory: directory })
    : reference;
  const tables = await introspectDatabase(url, { schema });
  const kind = /^postgres/.test(url) ? 'postgres' : 'mysql';
  return tables
    .filter((table) => table.kind === 'table' || table.kind === 'partitioned-table')
    .map(({ name, schema: space }) => ({
      table: name,
      source: { kind, url, schema: space, table: name },
      written: {
        kind,
        url: isReference ? reference : 'env:SOURCE_URL',
        ...(space === 'public' || kind === 'mysql' ? {} : { schema: space }),
        table: name,
      },
    }));
}

function placesOfRequest({ request, file }: LoadedRequest): readonly ScanPlace[] {
  const places = Object.entries(request.tables).flatMap(([table, asked]): ScanPlace[] =>
    asked.kind === 'source' ? [{ table, source: asked.source, written: {} }] : [],
  );
  if (places.length === 0)
    throw new UsageError(`${file}: no table has a source - name a file or a database to scan`);
  return places;
}
