import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { EnvironmentRequest } from '@rowmill/core/engine';
import {
  type Environment,
  openEnvironment,
  takeOverEnvironment,
} from '../environments/environment.ts';
import { maskKeysOf } from '../environments/mask-keys.ts';
import { EnvironmentLostError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import type { Manifest } from '../stores/manifest.ts';
import {
  type EnvironmentRecord,
  readEnvironments,
  type TargetRecord,
  writeEnvironment,
} from './environments-file.ts';
import {
  adoptServers,
  type HeldEnvironment,
  makeTarget,
  type OpenEnvironment,
  type OpenTarget,
  reopenEnvironment,
  tablesOf,
} from './open-environments.ts';
import { removersOfRequest, urlReferencesOf } from './removers.ts';
import { startServer } from './start-server.ts';

/**
 * Leases an environment and makes the places of its targets. What is there from an earlier try of the run is taken over;
 * an environment that was completed stays as it is.
 *
 * @throws EnvironmentBusyError when another run holds it; MixedKeysError where its tables were masked under several keys,
 * or it is held with rows of another one; TargetError when a place cannot be made.
 */
export async function provisionEnvironment(
  name: string,
  wanted: EnvironmentRequest,
  manifest: Manifest,
  context: StageContext,
): Promise<OpenEnvironment> {
  const maskKeys = maskKeysOf(
    name,
    wanted.targets.flatMap((target) => tablesOf(target, manifest)),
  );
  const held = await holdEnvironment(name, wanted, { ...context, maskKeys });
  if (held.record.isProvisioned) {
    const opened = await orLost(reopenEnvironment(held, manifest, context));
    if (opened !== undefined) return opened;
  }
  return makeTargets(held, manifest, context);
}

async function orLost<Value>(work: Promise<Value>): Promise<Value | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof EnvironmentLostError) return undefined;
    throw error;
  });
}

async function holdEnvironment(
  name: string,
  wanted: EnvironmentRequest,
  context: StageContext & { readonly maskKeys: readonly string[] },
): Promise<HeldEnvironment> {
  const { ledgers } = context;
  const known = (await readEnvironments(context.files)).find((record) => record.name === name);
  if (known !== undefined) {
    const environment = await orLost(takeOverEnvironment(ledgers, { name, lease: known.lease }));
    if (environment !== undefined) return { environment, record: known, wanted };
    // The process that was killed may have been writing the ledger of that lease.
    await ledgers.discardUnfinished(name, known.lease);
  }
  const record: EnvironmentRecord = {
    name,
    lease: randomUUID(),
    servers: [],
    isProvisioned: false,
    targets: [],
  };
  await writeEnvironment(context.files, record);
  const environment = await openEnvironment({
    ledgers,
    name,
    leaseMs: wanted.leaseMs,
    removersOf: removersOfRequest(wanted, context),
    urlReferences: urlReferencesOf(wanted, context),
    lease: record.lease,
    maskKeys: context.maskKeys,
  });
  for (const line of environment.leftovers)
    context.emit({ type: 'note', message: `removed what an earlier run left: ${line}` });
  return { environment, record, wanted };
}

async function makeTargets(
  { environment, record: before, wanted }: HeldEnvironment,
  manifest: Manifest,
  context: StageContext,
): Promise<OpenEnvironment> {
  const servers = await adoptServers(before);
  await forgetGoneServers(environment);
  let record: EnvironmentRecord = {
    ...before,
    servers: servers.map(({ folder }) => folder),
    isProvisioned: false,
    targets: [],
  };
  const note = async (changes: Partial<EnvironmentRecord>): Promise<void> => {
    record = { ...record, ...changes };
    await writeEnvironment(context.files, record);
  };
  await note({});
  const unused = [...servers];
  const targets: OpenTarget[] = [];
  for (const [index, request] of wanted.targets.entries()) {
    context.signal.throwIfAborted();
    const ours = request.kind === 'postgres' && request.url === undefined;
    const server = ours ? (unused.shift() ?? (await startServer(context))) : undefined;
    if (server !== undefined && !record.servers.includes(server.folder))
      await note({ servers: [...record.servers, server.folder] });
    const target = await makeTarget({ request, index, lease: environment, server }, context);
    const tables = tablesOf(request, manifest);
    const shapes = tables.map(({ shape }) => shape);
    await target.provision(shapes);
    await target.beginDeliveries(shapes);
    const made: TargetRecord = {
      index,
      kind: target.kind,
      ...(server === undefined ? {} : { server: server.folder }),
      delivery: randomBytes(6).toString('hex'),
      describe: target.describe(),
      tables: tables.map((table) => table.name),
      state: target.state(),
      notes: target.notes(),
    };
    targets.push({ record: made, target, tables });
    await note({ targets: [...record.targets, made] });
  }
  await note({ isProvisioned: true });
  return { name: record.name, environment, targets };
}

/** What was on a server that is gone went with it. */
async function forgetGoneServers(environment: Environment): Promise<void> {
  await environment.forget(
    environment.objects.filter(
      ({ place }) => place.serverFolder !== undefined && !existsSync(String(place.serverFolder)),
    ),
  );
}
