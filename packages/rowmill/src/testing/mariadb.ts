import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { endProcess } from '../environments/process-identity.ts';
import { TargetError } from '../errors.ts';
import { parseMysqlUrl } from '../mysql/address.ts';
import { type MysqlSession, openMysqlSession } from '../mysql/session.ts';
import { findProgram } from './find-program.ts';

const run = promisify(execFile);

const START_TIMEOUT_MS = 60_000;
const USER = 'rowmill';
const DATABASE = 'test';

/** A running MariaDB of a test. */
export interface TestMariaDb {
  /** Of the database `test`. */
  readonly url: string;
  /** The URL with another user. */
  urlOf(user: string, password: string): string;
  /** Runs statements one by one, in one session. */
  sql(...statements: readonly string[]): Promise<void>;
  session<Result>(use: (session: MysqlSession) => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

const runs = process.env.CI !== undefined || (await findProgram('mariadbd')) !== undefined;

/** A group of tests against a real server: skipped by name where there is none, except in CI. */
export const describeMariaDb = describe.skipIf(!runs);

/** Starts a server before the tests of a group and stops it after them. Call it inside `describeMariaDb`. */
export function useMariaDb(): { readonly server: TestMariaDb } {
  vi.setConfig({ testTimeout: 180_000 });
  let running: TestMariaDb | undefined;
  beforeAll(async () => {
    running = await startMariaDb();
  }, 120_000);
  afterAll(() => running?.stop());
  return {
    get server() {
      if (running === undefined) throw new Error('the server is there only while tests run');
      return running;
    },
  };
}

/**
 * Starts a server in a folder of its own, on a port that the system assigns, on this machine alone. It ends with
 * {@link TestMariaDb.stop}.
 */
async function startMariaDb(): Promise<TestMariaDb> {
  const server = await findProgram('mariadbd');
  const install = await findProgram('mariadb-install-db');
  if (server === undefined || install === undefined)
    throw new Error('no MariaDB on this machine - install it: apt-get install mariadb-server');
  const folder = await mkdtemp(join(tmpdir(), 'rowmill-mariadb-'));
  try {
    const account = await accountOf(folder);
    const data = join(folder, 'data');
    const as = account === undefined ? [] : ['--user=mysql'];
    await run(install, [
      '--no-defaults',
      `--datadir=${data}`,
      ...as,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ]);
    return await startOnFreePort({ server, folder, data, as });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The server refuses to run as root. */
async function accountOf(folder: string): Promise<number | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'mysql'])).stdout)),
  );
  await chown(folder, uid ?? 0, gid ?? 0);
  return uid;
}

interface Launch {
  readonly server: string;
  readonly folder: string;
  readonly data: string;
  readonly as: readonly string[];
}

async function startOnFreePort(launch: Launch): Promise<TestMariaDb> {
  const { server, folder, data, as } = launch;
  const log = join(folder, 'server.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const file = await open(log, 'a');
    const child = spawn(
      server,
      [
        '--no-defaults',
        `--datadir=${data}`,
        ...as,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${join(folder, 's')}`,
        `--pid-file=${join(folder, 'pid')}`,
        '--innodb-flush-log-at-trx-commit=0',
        '--innodb-buffer-pool-size=64M',
        '--skip-log-bin',
        '--character-set-server=utf8mb4',
      ],
      { cwd: folder, stdio: ['ignore', file.fd, file.fd], detached: true },
    );
    try {
      await once(child, 'spawn');
      child.unref();
      await file.close();
      await prepare(launch, child, port);
      return runningServer(child, folder, port);
    } catch (error) {
      await stopChild(child);
      const text = await readFile(log, 'utf8').catch(() => '');
      // Somebody took the port between our looking and the server's binding it.
      if (attempt === 5 || !/Address already in use/.test(text))
        throw new Error(`MariaDB did not start:\n${text.slice(-2000)}`, { cause: error });
    }
  }
}

/** Waits until the server answers, makes sure that it is ours, and makes a user for the tests. */
async function prepare({ folder, data }: Launch, child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  const socket = encodeURIComponent(join(folder, 's'));
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server ended at once');
    try {
      const found = await withSession(
        `mysql://root@localhost/mysql?socket=${socket}`,
        async (session) => {
          const [row] = await session.query('SELECT @@datadir AS folder, @@port AS port');
          await session.query(
            `CREATE USER IF NOT EXISTS ${USER}@'127.0.0.1' IDENTIFIED BY '${USER}'`,
          );
          await session.query(`GRANT ALL ON *.* TO ${USER}@'127.0.0.1' WITH GRANT OPTION`);
          await session.query(`CREATE DATABASE IF NOT EXISTS ${DATABASE}`);
          return row;
        },
      );
      if (found?.folder !== `${data}/` || found?.port !== String(port))
        throw new Error('another server answers');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

function runningServer(child: ChildProcess, folder: string, port: number): TestMariaDb {
  const urlOf = (user: string, password: string) =>
    `mysql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`;
  const url = urlOf(USER, USER);
  return {
    url,
    urlOf,
    sql: (...statements) =>
      withSession(url, async (session) => {
        for (const statement of statements) await session.query(statement);
      }),
    session: (use) => withSession(url, use),
    async stop() {
      await stopChild(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function withSession<Result>(
  url: string,
  use: (session: MysqlSession) => Promise<Result>,
): Promise<Result> {
  const fail = (problem: string, options?: ErrorOptions) =>
    new TargetError('test', problem, options);
  const session = await openMysqlSession(parseMysqlUrl(url, fail), fail);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
    await endProcess(child.pid, ['SIGTERM', 'SIGKILL']);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
