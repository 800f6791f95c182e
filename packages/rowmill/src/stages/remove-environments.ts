import type { EnvironmentRequest, Request } from '@rowmill/core/engine';
import { removeLedger } from '../environments/sweep.ts';
import { takeOverLedger } from '../environments/take-over.ts';
import { CleanUpError, EnvironmentLostError } from '../errors.ts';
import type { StageContext } from '../ports.ts';
import { countOf } from '../reports/quantities.ts';
import type { RunDirectory } from '../stores/run-directory.ts';
import { type EnvironmentRecord, readEnvironments } from './environments-file.ts';
import { adoptServers } from './open-environments.ts';
import { removersOfRequest } from './removers.ts';

export interface Removed {
  /** Things that were removed, by this call and by earlier ones of the run. */
  readonly removed: number;
  /** There was nothing to remove, or it is to stay. */
  readonly skipped: boolean;
  readonly summary: string;
}

/** `removed.json` of a run: by environment, one line for each thing removed. */
interface RemovedFile {
  readonly version: 1;
  readonly environments: Readonly<Record<string, readonly string[]>>;
}

const FILE = 'removed.json';

export async function readRemoved(files: RunDirectory): Promise<RemovedFile['environments']> {
  return (await files.find<RemovedFile>(FILE))?.environments ?? {};
}

/**
 * Removes everything that a run has provisioned, and goes on past what cannot be removed. Works from what is on record,
 * in any process, and however far provisioning came. Safe to repeat.
 *
 * @throws {@link CleanUpError} with every problem, when something is left
 */
export async function removeEnvironments(
  { cleanup, environments }: Pick<Request, 'cleanup' | 'environments'>,
  failed: boolean,
  context: StageContext,
): Promise<Removed> {
  const records = await readEnvironments(context.files);
  if (records.length === 0)
    return { removed: 0, skipped: true, summary: 'there is nothing to remove' };
  const keep = cleanup === 'never' || (cleanup === 'on-success' && failed);
  // A server of our own ends with the run in any case.
  const leaving = records.filter(({ servers }) => !keep || servers.length > 0);
  if (leaving.length === 0) {
    const summary = `the request keeps its environments (cleanup: ${cleanup})`;
    return { removed: 0, skipped: true, summary };
  }
  const problems: Error[] = [];
  for (const record of leaving.toReversed())
    problems.push(...(await removeEnvironment(record, environments[record.name], context)));
  const removed = Object.values(await readRemoved(context.files)).flat();
  if (problems.length > 0) throw new CleanUpError(problems, removed);
  const summary = `${countOf(removed.length, 'thing')} removed, nothing left`;
  return { removed: removed.length, skipped: false, summary };
}

async function removeEnvironment(
  record: EnvironmentRecord,
  request: EnvironmentRequest | undefined,
  context: StageContext,
): Promise<readonly Error[]> {
  const problems: Error[] = [];
  const attempt = async (work: () => Promise<readonly string[]>): Promise<void> => {
    try {
      await noteRemoved(record.name, await work(), context);
    } catch (error) {
      if (error instanceof CleanUpError) await noteRemoved(record.name, error.removed, context);
      problems.push(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const servers = await adoptServers(record);
  const urls = servers.map(({ url }) => url);
  await attempt(() => removeLeased(record, request ?? NO_TARGETS, urls, context));
  for (const server of servers) {
    await attempt(async () => {
      await server.stop();
      return [`PostgreSQL server on port ${server.address.port} and its data directory`];
    });
  }
  return problems;
}

const NO_TARGETS: EnvironmentRequest = { leaseMs: 0, targets: [] };

/** What another run has removed is none of ours any more. */
async function removeLeased(
  { name, lease }: EnvironmentRecord,
  request: EnvironmentRequest,
  serverUrls: readonly string[],
  context: StageContext,
): Promise<readonly string[]> {
  const { ledgers } = context;
  const claim = { name, lease, mayBeOver: true };
  const ledger = await takeOverLedger(ledgers, claim).catch((error: unknown) => {
    if (error instanceof EnvironmentLostError) return undefined;
    throw error;
  });
  if (ledger === undefined) {
    await ledgers.discardUnfinished(name, lease);
    return [];
  }
  const removers = await removersOfRequest(request, context, serverUrls)(ledger);
  const { removed, problems } = await removeLedger(ledgers, ledger, removers);
  if (problems.length > 0) throw new CleanUpError(problems, removed);
  return removed;
}

async function noteRemoved(
  environment: string,
  lines: readonly string[],
  { files, emit }: StageContext,
): Promise<void> {
  for (const line of lines) emit({ type: 'note', message: `removed ${line}` });
  const before = await readRemoved(files);
  const environments = { ...before, [environment]: [...(before[environment] ?? []), ...lines] };
  await files.write(FILE, { version: 1, environments } satisfies RemovedFile);
}
