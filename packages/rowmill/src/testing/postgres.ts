import { afterAll, beforeAll, describe, vi } from 'vitest';
import { TargetError } from '../errors.ts';
import { findPostgresBinaries } from '../postgres/binaries.ts';
import { type PostgresServer, startPostgres } from '../postgres/server.ts';
import { type Session, withSession } from '../postgres/session.ts';

const runs = process.env.CI !== undefined || (await findPostgresBinaries()) !== undefined;

/** A group of tests against a real server: skipped by name where there is none, except in CI. */
export const describePostgres = describe.skipIf(!runs);

/** What tests do with the server of their file. */
export interface TestPostgres {
  readonly server: PostgresServer;
  /** The URL of another database on it. */
  urlOf(database: string): string;
  /** Runs statements on a database, each in a session of its own. */
  sql<Row extends object>(statement: string, database?: string): Promise<Row[]>;
  session<Result>(use: (session: Session) => Promise<Result>, database?: string): Promise<Result>;
}

/** Starts a server before the tests of a group and stops it after them. Call it inside `describePostgres`. */
export function usePostgres(): TestPostgres {
  // A shared machine with several servers on it can be slow.
  vi.setConfig({ testTimeout: 180_000 });
  let running: PostgresServer | undefined;
  beforeAll(async () => {
    running = await startPostgres();
  }, 60_000);
  afterAll(() => running?.stop());

  const server = () => {
    if (running === undefined) throw new Error('the server is there only while tests run');
    return running;
  };
  const session: TestPostgres['session'] = (use, database = 'postgres') => {
    const fail = (problem: string, options?: ErrorOptions) =>
      new TargetError('test', problem, options);
    return withSession({ ...server().address, database }, fail, use);
  };
  return {
    get server() {
      return server();
    },
    urlOf: (database) => server().url.replace(/\/postgres$/, `/${encodeURIComponent(database)}`),
    sql: (statement, database) => session((open) => open.query(statement), database),
    session,
  };
}
