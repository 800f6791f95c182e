import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { ClientConfig, Client as PgClient, Submittable } from 'pg';
import type { PostgresAddress } from './address.ts';
import { loadPostgresDriver } from './driver.ts';
import { explainPostgresError } from './explain.ts';

const CONNECT_TIMEOUT_MS = 15_000;

/** Text forms that do not depend on the server's or the user's settings, and no timeouts under a load. */
const SESSION_SETTINGS = `
  SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';
  SET bytea_output = 'hex'; SET extra_float_digits = 1; SET standard_conforming_strings = on;
  SET client_min_messages = 'warning'; SET statement_timeout = 0; SET lock_timeout = 0;
  SET idle_in_transaction_session_timeout = 0`;

/** Makes the typed error of whoever opened the session. */
export type Fail = (
  problem: string,
  options?: ErrorOptions & { code?: string | undefined },
) => Error;

/** One connection. Every error it throws says where, what and how to go on. */
export interface Session {
  readonly address: PostgresAddress;
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Hands one side of a COPY to the connection. */
  submit<Stream extends Submittable>(stream: Stream): Stream;
  /** Calls once, at once if it has happened already, when the connection is lost. */
  onLost(listener: (error: Error) => void): void;
  explain(error: unknown): Error;
  /** Says goodbye to the server. Safe to call twice and after the connection was lost. */
  close(): Promise<void>;
  /** Cuts the connection without a word; the server rolls back. */
  destroy(): void;
}

/** Opens a connection with settings under which text forms are the same everywhere. */
export async function openSession(address: PostgresAddress, fail: Fail): Promise<Session> {
  const { Client } = await loadPostgresDriver(fail);
  const socket = new Socket();
  const client = new Client(clientConfig(address, socket, fail));
  const losses = trackLoss(client);
  const explain = (error: unknown): Error => {
    const { problem, code } = explainPostgresError(error, address);
    return fail(problem, { ...causeOf(error), code });
  };
  try {
    await client.connect();
    await client.query(SESSION_SETTINGS);
  } catch (error) {
    socket.destroy();
    throw explain(error);
  }
  let closing: Promise<void> | undefined;
  return {
    address,
    explain,
    async query<Row extends object>(sql: string, values: readonly unknown[] = []) {
      try {
        // Without values the simple protocol: it takes several statements and every kind of them.
        const result = await (values.length === 0
          ? client.query<Row>(sql)
          : client.query<Row>(sql, [...values]));
        // Several statements give several results; the last one answers.
        const last: typeof result | undefined = Array.isArray(result) ? result.at(-1) : result;
        return last?.rows ?? [];
      } catch (error) {
        throw explain(error);
      }
    },
    submit: (stream) => client.query(stream),
    onLost: (listener) => losses((error) => listener(explain(error))),
    close() {
      // The server may be gone: the goodbye then fails, and the socket is all there is to close.
      closing ??= client
        .end()
        .catch(() => undefined)
        .then(() => void socket.destroy());
      return closing;
    },
    destroy: () => void socket.destroy(),
  };
}

/** What the server said may quote a row, in its text, its detail and its stack: none of them goes on. */
function causeOf(error: unknown): ErrorOptions {
  const isOfServer = error instanceof Error && 'severity' in error;
  return isOfServer ? {} : { cause: error };
}

/** Opens a session, uses it and closes it in every outcome. */
export async function withSession<Result>(
  address: PostgresAddress,
  fail: Fail,
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await openSession(address, fail);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

function clientConfig(address: PostgresAddress, socket: Socket, fail: Fail): ClientConfig {
  const { host, port, user, password, database, options } = address;
  return {
    host,
    port,
    user,
    ...(password !== undefined && { password }),
    database,
    ...(options !== undefined && { options }),
    ssl: sslOptions(address, fail),
    stream: () => socket,
    application_name: 'rowmill',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
}

function sslOptions(address: PostgresAddress, fail: Fail): false | ConnectionOptions {
  const { sslMode = 'disable', sslRootCertificate: file } = address;
  if (sslMode === 'disable') return false;
  try {
    return {
      ...(file !== undefined && { ca: readFileSync(file, 'utf8') }),
      rejectUnauthorized: sslMode !== 'require',
      ...(sslMode === 'verify-ca' && { checkServerIdentity: () => undefined }),
    };
  } catch (error) {
    throw fail(`cannot read the certificate ${file} - correct sslrootcert in the url`, {
      cause: error,
    });
  }
}

/** The driver reports a broken connection as an event, and crashes the process when nobody listens. */
function trackLoss(client: PgClient): (listener: (error: unknown) => void) => void {
  let loss: { error: unknown } | undefined;
  const listeners: ((error: unknown) => void)[] = [];
  client.on('error', (error) => {
    if (loss !== undefined) return;
    loss = { error };
    for (const listener of listeners) listener(error);
  });
  return (listener) => {
    if (loss !== undefined) listener(loss.error);
    else listeners.push(listener);
  };
}
