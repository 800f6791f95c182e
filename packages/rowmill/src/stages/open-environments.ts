import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EnvironmentRequest, Request, TargetRequest } from '@rowmill/core/engine';
import { type Environment, joinEnvironment } from '../environments/environment.ts';
import { EnvironmentLostError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import type { PostgresServer } from '../postgres/server.ts';
import { directoryStoreOf } from '../stores/directory-store.ts';
import type { Manifest, StoredTable } from '../stores/manifest.ts';
import { createDirectoryTarget } from '../targets/directory/target.ts';
import type { Target } from '../targets/target.ts';
import type { FormatChoice } from '../workers/jobs.ts';
import { pageOptions } from '../workers/parquet-codec.ts';
import {
  type EnvironmentRecord,
  readEnvironments,
  type TargetRecord,
} from './environments-file.ts';
import { urlOf } from './removers.ts';

/** A target that is provisioned, and the tables that it receives. */
export interface OpenTarget {
  readonly record: TargetRecord;
  readonly target: Target;
  readonly tables: readonly StoredTable[];
}

/** An environment of a run that this process holds. */
export interface OpenEnvironment {
  readonly name: string;
  readonly environment: Environment;
  readonly targets: readonly OpenTarget[];
}

/**
 * Takes the environments of a run over from the process that provisioned them.
 *
 * @throws {@link EnvironmentLostError} when one of them is gone, or was never completed.
 */
export async function openEnvironments(
  request: Request,
  manifest: Manifest,
  context: StageContext,
): Promise<readonly OpenEnvironment[]> {
  const records = await readEnvironments(context.files);
  const opened: OpenEnvironment[] = [];
  for (const [name, wanted] of Object.entries(request.environments)) {
    const record = records.find((one) => one.name === name);
    if (record?.isProvisioned !== true)
      throw new EnvironmentLostError(name, 'it was not provisioned to its end');
    const environment = await joinEnvironment(context.ledgers, { name, lease: record.lease });
    opened.push(await reopenEnvironment({ environment, record, wanted }, manifest, context));
  }
  return opened;
}

/** An environment that is held again, as it was written down and as the request has it. */
export interface HeldEnvironment {
  readonly environment: Environment;
  readonly record: EnvironmentRecord;
  readonly wanted: EnvironmentRequest;
}

/** @throws {@link EnvironmentLostError} when its server is gone. */
export async function reopenEnvironment(
  { environment, record, wanted }: HeldEnvironment,
  manifest: Manifest,
  context: StageContext,
): Promise<OpenEnvironment> {
  const { name } = record;
  const servers = await adoptServers(record);
  const targets: OpenTarget[] = [];
  for (const [index, request] of wanted.targets.entries()) {
    const made = record.targets.find((one) => one.index === index);
    if (made === undefined) throw new EnvironmentLostError(name, `its target ${index} is missing`);
    const server = servers.find(({ folder }) => folder === made.server);
    if (made.server !== undefined && server === undefined)
      throw new EnvironmentLostError(name, 'its PostgreSQL server is gone');
    const choice = { request, index, lease: environment, server, state: made.state };
    const target = await makeTarget(choice, context);
    targets.push({ record: made, target, tables: tablesOf(request, manifest) });
  }
  return { name, environment, targets };
}

/** Servers of an environment that still run. What is left of others goes: nobody could stop them in order later. */
export async function adoptServers({ servers }: EnvironmentRecord): Promise<PostgresServer[]> {
  if (servers.length === 0) return [];
  const { adoptPostgres } = await import('../postgres/adopt-server.ts');
  const { removeDeadServer, serverDirectoryAt } = await import('../postgres/server-directory.ts');
  const adopted: PostgresServer[] = [];
  for (const folder of servers.filter((path) => existsSync(path))) {
    const server = await adoptPostgres(folder);
    if (server === undefined) await removeDeadServer(serverDirectoryAt(folder));
    else adopted.push(server);
  }
  return adopted;
}

/** Tables of a dataset that a target wants: all, where it names none. */
export function tablesOf({ tables }: TargetRequest, manifest: Manifest): readonly StoredTable[] {
  const wanted = new Set(tables);
  return manifest.tables.filter(({ name }) => wanted.size === 0 || wanted.has(name));
}

/** Everything that makes a target what it is. */
export interface TargetChoice {
  readonly request: TargetRequest;
  readonly index: number;
  readonly lease: Environment;
  /** Where the request leaves the server to us, and there is one. */
  readonly server: PostgresServer | undefined;
  readonly state?: TargetRecord['state'];
}

/** The target of a request: the same wherever it is made. */
export async function makeTarget(
  { request, index, lease, server, state = {} }: TargetChoice,
  context: StageContext,
): Promise<Target> {
  if (request.kind === 'directory') {
    const path = resolve(context.directory, request.path);
    return createDirectoryTarget({ path, format: formatOf(request), lease });
  }
  if (request.kind === 's3') {
    const { createS3Target } = await import('../targets/s3/target.ts');
    return createS3Target({ url: request.url, format: formatOf(request), lease });
  }
  const { isolation } = request;
  const url = request.url === undefined ? server?.url : await urlOf(request.url, context);
  if (url === undefined) {
    const store = directoryStoreOf(context.store, `target ${index} of ${lease.environment}`);
    const path = store.path(`environments/${lease.environment}-files-${index}`);
    return createDirectoryTarget({ path, format: { name: 'csv' }, lease });
  }
  const { createPostgresTarget } = await import('../targets/postgres/target.ts');
  const serverFolder = server?.dataDirectory;
  return createPostgresTarget({ url, lease, isolation, index, serverFolder, ...state });
}

function formatOf({
  format,
  compression,
}: Extract<TargetRequest, { kind: 'directory' | 's3' }>): FormatChoice {
  if (format !== 'parquet') return { name: format };
  // A platform that cannot compress like this says so before anything is made.
  pageOptions(compression);
  return { name: format, ...(compression === undefined ? {} : { compression }) };
}
