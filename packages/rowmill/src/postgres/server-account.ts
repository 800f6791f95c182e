import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { PostgresStartError } from '../errors.ts';

const run = promisify(execFile);

/** The operating system user that a server runs as. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root; then its own user `postgres` has to. Undefined: run as we are.
 *
 * @returns `missing` where we are root and there is no such user.
 */
export async function findServerAccount(): Promise<ServerAccount | 'missing' | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const [user, group] = await Promise.all([
      run('id', ['-u', 'postgres']),
      run('id', ['-g', 'postgres']),
    ]);
    return { uid: Number(user.stdout), gid: Number(group.stdout) };
  } catch {
    // `id` fails when it does not know the user.
    return 'missing';
  }
}

/**
 * A folder for temporary files that the account can reach.
 *
 * @throws {@link PostgresStartError} when all of them lie below a folder that is closed to it.
 */
export async function reachableTemporaryFolder(
  account: ServerAccount | undefined,
  folders: readonly string[] = [tmpdir(), '/tmp', '/var/tmp'],
): Promise<string> {
  if (account === undefined) return folders[0] ?? tmpdir();
  for (const folder of folders) if (await isReachable(folder, account)) return folder;
  throw new PostgresStartError(
    `its user (uid ${account.uid}) can enter none of ${folders.join(', ')} - set TMPDIR to a folder that every user can enter`,
  );
}

/** Whether the account may pass every folder on the way, and the folder itself. */
export async function isReachable(path: string, account: ServerAccount): Promise<boolean> {
  try {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
  } catch {
    // What cannot be looked at cannot be used either.
    return false;
  }
  const parent = dirname(path);
  return parent === path || isReachable(parent, account);
}
