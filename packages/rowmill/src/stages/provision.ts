import { resolve } from 'node:path';
import type { EnvironmentRequest, TargetRequest } from '@rowmill/core/engine';
import { type Environment, openEnvironment } from '../environments/environment.ts';
import type { Removers } from '../environments/sweep.ts';
import { PostgresStartError } from '../errors.ts';
import type { RunContext } from '../ports.ts';
import type { PostgresServer } from '../postgres/server.ts';
import { resolveReference } from '../request/resolve-reference.ts';
import type { Manifest, StoredTable } from '../stores/manifest.ts';
import { createDirectoryTarget, directoryRemover } from '../targets/directory/target.ts';
import type { Target } from '../targets/target.ts';
import type { FormatChoice } from '../workers/jobs.ts';
import { pageOptions } from '../workers/parquet-codec.ts';

/** A target and the tables that it receives. */
export interface ProvisionedTarget {
  readonly target: Target;
  readonly tables: readonly StoredTable[];
}

/** A leased environment with its targets, as far as they came. */
export interface ProvisionedEnvironment {
  readonly name: string;
  readonly environment: Environment;
  readonly targets: ProvisionedTarget[];
  /** Servers that were started for it. */
  readonly servers: PostgresServer[];
}

/**
 * Leases an environment and makes the places of its targets. What it has made so far is in `into` even when it
 * fails, so that clean-up finds it.
 */
export async function provisionEnvironment(
  name: string,
  request: EnvironmentRequest,
  manifest: Manifest,
  context: RunContext,
  into: ProvisionedEnvironment[],
): Promise<void> {
  const environment = await openEnvironment({
    folder: context.store.path('environments'),
    name,
    leaseMs: request.leaseMs,
    removers: await removersOf(request, context),
  });
  const provisioned: ProvisionedEnvironment = { name, environment, targets: [], servers: [] };
  into.push(provisioned);
  for (const line of environment.leftovers)
    context.emit({ type: 'note', message: `removed what an earlier run left: ${line}` });
  for (const [index, targetRequest] of request.targets.entries()) {
    context.signal.throwIfAborted();
    const target = await openTarget(targetRequest, index, provisioned, context);
    const wanted = new Set(targetRequest.tables);
    const tables = manifest.tables.filter((table) => wanted.size === 0 || wanted.has(table.name));
    provisioned.targets.push({ target, tables });
    await target.provision(tables.map(({ shape }) => shape));
  }
}

async function openTarget(
  request: TargetRequest,
  index: number,
  provisioned: ProvisionedEnvironment,
  context: RunContext,
): Promise<Target> {
  const { environment: lease } = provisioned;
  if (request.kind === 'directory') {
    return createDirectoryTarget({
      path: resolve(context.directory, request.path),
      format: formatOf(request),
      lease,
    });
  }
  const { createPostgresTarget } = await import('../targets/postgres/target.ts');
  const { isolation } = request;
  if (request.url !== undefined)
    return createPostgresTarget({
      url: await urlOf(request.url, context),
      lease,
      isolation,
      index,
    });
  const server = await startServer(context);
  if (server !== undefined) {
    provisioned.servers.push(server);
    return createPostgresTarget({
      url: server.url,
      lease,
      isolation,
      index,
      serverFolder: server.dataDirectory,
    });
  }
  const path = context.store.path(`environments/${provisioned.name}-files-${index}`);
  return createDirectoryTarget({ path, format: { name: 'csv' }, lease });
}

export function formatOf({
  format,
  compression,
}: Extract<TargetRequest, { kind: 'directory' }>): FormatChoice {
  if (format !== 'parquet') return { name: format };
  // A platform that cannot compress like this says so before anything is made.
  pageOptions(compression);
  return { name: format, ...(compression === undefined ? {} : { compression }) };
}

/** A server of our own for the environment; without one, the tables go to files, and the run says why. */
export async function startServer({
  signal,
  emit,
}: RunContext): Promise<PostgresServer | undefined> {
  const { startPostgres } = await import('../postgres/server.ts');
  try {
    const server = await startPostgres({ signal });
    emit({
      type: 'note',
      message: `started PostgreSQL ${server.version} on port ${server.address.port}`,
    });
    return server;
  } catch (error) {
    if (!(error instanceof PostgresStartError)) throw error;
    emit({ type: 'note', message: `${error.message}\ngoing on with files instead of a database` });
    return undefined;
  }
}

export const urlOf = (url: string, { environment, directory }: RunContext): Promise<string> =>
  resolveReference(url, { environment, baseDirectory: directory });

export async function removersOf(
  { targets }: EnvironmentRequest,
  context: RunContext,
  serverUrls: readonly string[] = [],
): Promise<Removers> {
  const urls = [...serverUrls];
  for (const target of targets) {
    if (target.kind === 'postgres' && target.url !== undefined)
      urls.push(await urlOf(target.url, context));
  }
  const { postgresRemover } = await import('../targets/postgres/remover.ts');
  return { postgres: postgresRemover(urls), directory: directoryRemover };
}
