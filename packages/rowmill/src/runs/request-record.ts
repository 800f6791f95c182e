import type { Request, ResolvedRequest } from '@rowmill/core/engine';
import { REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import type { Environment } from '../request/interpolate.ts';
import type { RequestPlaces } from '../request/request-places.ts';
import { SecretError } from '../request/resolve-reference.ts';
import type { ObjectStore } from '../stores/object-store.ts';
import { readRecordFile, recordText } from './record-file.ts';
import { runFiles } from './run-files.ts';
import { RUN_VERSION } from './run-record.ts';
import { putBackPasswords, takeOutPasswords } from './url-passwords.ts';

/** A request as a run carries it out: with its imports, and as the command line changed it. */
export interface RunRequest {
  /** Absolute path of the request file. */
  readonly file: string;
  /** Absolute; paths of the request start here. */
  readonly directory: string;
  readonly resolved: ResolvedRequest;
  /** Absent where nobody has looked them up. */
  readonly places?: RequestPlaces;
}

interface RequestRecord extends ResolvedRequest {
  readonly version: typeof RUN_VERSION;
  readonly file: string;
  readonly directory: string;
  /** Places of URLs whose passwords are left out: they are looked up in the request file again. */
  readonly withheld: readonly (readonly string[])[];
  readonly places?: RequestPlaces;
}

/** Writes down the request of a run. Secrets stay references; a password inside a URL is left out. */
export async function writeRunRequest(
  store: ObjectStore,
  run: string,
  { file, directory, resolved, places }: RunRequest,
): Promise<void> {
  const { request, withheld } = takeOutPasswords(resolved.request);
  const imports = importsOf(resolved);
  const record: RequestRecord = {
    version: RUN_VERSION,
    file,
    directory,
    withheld,
    request,
    imports,
    ...(places === undefined ? {} : { places }),
  };
  await store.put(runFiles(run).request, recordText(record));
}

/**
 * The request of a run, the same in any process.
 *
 * @throws {@link SecretError} when a password that was left out is not in the request file any more.
 */
export async function readRunRequest(
  store: ObjectStore,
  run: string,
  environment: Environment,
): Promise<RunRequest> {
  const record = await readRecord(store, run);
  const { file, directory, withheld, request, imports } = record;
  const whole = withheld.length === 0 ? request : await complete(record, environment);
  return { file, directory, resolved: { request: whole, imports } };
}

/** Where the request of a run stands in its file; undefined where nobody has written that down. */
export async function readRequestPlaces(
  store: ObjectStore,
  run: string,
): Promise<RequestPlaces | undefined> {
  return (await readRecord(store, run)).places;
}

function readRecord(store: ObjectStore, run: string): Promise<RequestRecord> {
  const options = { run, newest: RUN_VERSION, isContent } as const;
  return readRecordFile<RequestRecord>(store, runFiles(run).request, options);
}

async function complete(
  { file, request, withheld }: RequestRecord,
  environment: Environment,
): Promise<Request> {
  // Few requests have such places, and what reads request files is large.
  const { loadRequest } = await import('../request/load-request.ts');
  const loaded = await loadRequest(file, { environment, definitions: REQUEST_DEFINITIONS });
  const { request: completed, missing } = putBackPasswords(request, withheld, loaded.request);
  const [place] = missing;
  if (place === undefined) return completed;
  throw new SecretError(
    place.join('.'),
    `its password was not kept, and ${file} names another place now - write the URL as env:NAME or file:path`,
  );
}

/** Imported requests as plain data, without what a file's positions need. Nothing is read from their sources. */
function importsOf({ imports }: ResolvedRequest): ResolvedRequest['imports'] {
  return Object.fromEntries(
    Object.entries(imports).map(([name, imported]) => [
      name,
      { request: takeOutPasswords(imported.request).request, imports: importsOf(imported) },
    ]),
  );
}

function isContent({
  file,
  directory,
  request,
  imports,
  withheld,
}: Record<string, unknown>): boolean {
  const objects = [request, imports];
  return (
    [file, directory].every((text) => typeof text === 'string') &&
    objects.every((value) => typeof value === 'object' && value !== null) &&
    Array.isArray(withheld)
  );
}
