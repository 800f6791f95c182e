import { rm } from 'node:fs/promises';
import { endProcess } from '../environments/process-identity.ts';
import { PostgresStartError } from '../errors.ts';
import { addressUrl } from './address.ts';
import { checkIdentity, type PostgresServer } from './server.ts';
import {
  isServerOf,
  ownServerDirectory,
  removeAtExit,
  type ServerDirectory,
  serverDirectoryAt,
} from './server-directory.ts';
import { readServerFacts } from './server-facts.ts';

/**
 * Goes on with a throw-away server whose process was killed: it is ours from now on, and ends with us.
 *
 * @param folder as {@link PostgresServer.folder} was
 * @returns undefined when there is no such server any more
 */
export async function adoptPostgres(folder: string): Promise<PostgresServer | undefined> {
  const directory = serverDirectoryAt(folder);
  const facts = await readServerFacts(folder);
  if (facts === undefined || !(await isServerOf(facts.pid, directory.data))) return undefined;
  if (!(await ownServerDirectory(directory))) return undefined;
  const { address, pid, origin } = facts;
  const version = await checkIdentity(address, directory).catch((error: unknown) => {
    if (error instanceof PostgresStartError) return undefined;
    throw error;
  });
  if (version === undefined) return undefined;
  const stop = stopOnce(directory, pid);
  return {
    url: addressUrl(address),
    address,
    pid,
    folder,
    dataDirectory: directory.data,
    version,
    origin,
    stop,
  };
}

function stopOnce(directory: ServerDirectory, pid: number): () => Promise<void> {
  const forget = removeAtExit(directory);
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= (async () => {
      await endProcess(pid, ['SIGINT', 'SIGQUIT', 'SIGKILL']);
      await rm(directory.path, { recursive: true, force: true, maxRetries: 5 });
      forget();
    })();
    return stopping;
  };
}
