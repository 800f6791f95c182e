import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Connection, ConnectionOptions, SslOptions, TypeCastField } from 'mysql2';
import type { MysqlAddress } from './address.ts';
import { loadMysqlDriver } from './driver.ts';
import { explainMysqlError } from './explain.ts';

const CONNECT_TIMEOUT_MS = 15_000;

/** The server waits so long while masks are made of what it has sent: 60 seconds would be its own choice. */
const WAIT_SECONDS = 86_400;

/** Text forms that do not depend on settings of the server, and no time limits under a long read. */
const SETTINGS = `SET time_zone = '+00:00', sql_mode = '', net_write_timeout = ${WAIT_SECONDS},
  wait_timeout = ${WAIT_SECONDS}`;

/** Rows that wait for whoever reads them. */
const WAITING_ROWS = 4096;

/** Makes the typed error of whoever opened the session. */
export type MysqlFail = (
  problem: string,
  options?: ErrorOptions & { code?: string | undefined },
) => Error;

/** Cells as bytes, in the order of the columns asked for. */
export type MysqlRow = readonly (Buffer | null)[];

/** One connection. Every error it throws says where, what and how to go on; none quotes what the server said. */
export interface MysqlSession {
  readonly address: MysqlAddress;
  /** Rows whose cells are text, by name of the column. */
  query(
    sql: string,
    values?: readonly string[],
  ): Promise<readonly Readonly<Record<string, string | null>>[]>;
  /** Rows as they come. The server waits while nobody asks for more; leaving early cuts the connection. */
  read(sql: string): AsyncGenerator<MysqlRow>;
  close(): Promise<void>;
  /** Cuts the connection without a word. */
  destroy(): void;
}

/** Opens a connection with settings under which text forms are the same everywhere. */
export async function openMysqlSession(
  address: MysqlAddress,
  fail: MysqlFail,
): Promise<MysqlSession> {
  const { createConnection } = await loadMysqlDriver();
  const connection = createConnection(connectionOptions(address, fail));
  // What the server says may quote a row: only what it was goes on.
  const explain = (error: unknown): Error => {
    const { problem, code } = explainMysqlError(error, address);
    return fail(problem, { code });
  };
  // Without a listener the driver would end the process when the connection breaks; whoever reads learns of it.
  connection.on('error', () => undefined);
  const session = sessionOf({ connection, address, explain });
  try {
    await opened(connection, explain);
    await session.query(SETTINGS);
    return session;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

function opened(connection: Connection, explain: (error: unknown) => Error): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.connect((error) => (error ? reject(explain(error)) : resolve()));
  });
}

interface OpenConnection {
  readonly connection: Connection;
  readonly address: MysqlAddress;
  readonly explain: (error: unknown) => Error;
}

function sessionOf({ connection, address, explain }: OpenConnection): MysqlSession {
  let reading: Readable | undefined;
  return {
    address,
    query: (sql, values = []) =>
      new Promise((resolve, reject) => {
        const typeCast = (field: TypeCastField) => field.buffer()?.toString('utf8') ?? null;
        connection.query({ sql, values: [...values], typeCast }, (error, rows) => {
          if (error) reject(explain(error));
          else resolve(Array.isArray(rows) ? (rows as Record<string, string | null>[]) : []);
        });
      }),
    async *read(sql) {
      const typeCast = (field: TypeCastField) => field.buffer();
      const rows = connection
        .query({ sql, rowsAsArray: true, typeCast })
        .stream({ highWaterMark: WAITING_ROWS });
      // The driver tells the connection alone that it broke.
      const fail = (error: Error) => void rows.destroy(error);
      connection.once('error', fail);
      reading = rows;
      let whole = false;
      try {
        yield* rows as AsyncIterable<MysqlRow>;
        whole = true;
      } catch (error) {
        throw explain(error);
      } finally {
        connection.off('error', fail);
        reading = undefined;
        if (!whole) connection.destroy();
      }
    },
    close: () =>
      new Promise((resolve) => {
        // The server may be gone: the goodbye then fails, and there is nothing left to close.
        connection.end(() => {
          connection.destroy();
          resolve();
        });
      }),
    destroy() {
      // Cut by us, the connection tells nobody; the server may be silent for long.
      reading?.destroy(Object.assign(new Error('cut'), { code: 'PROTOCOL_CONNECTION_LOST' }));
      connection.destroy();
    },
  };
}

function connectionOptions(address: MysqlAddress, fail: MysqlFail): ConnectionOptions {
  const { host, port, socket, user, password, database } = address;
  const ssl = sslOptions(address, fail);
  return {
    ...(socket === undefined ? { host, port } : { socketPath: socket }),
    user,
    ...(password !== undefined && { password }),
    database,
    charset: 'utf8mb4_bin',
    connectTimeout: CONNECT_TIMEOUT_MS,
    enableKeepAlive: true,
    ...(ssl !== undefined && { ssl }),
  };
}

function sslOptions(address: MysqlAddress, fail: MysqlFail): SslOptions | undefined {
  const { sslMode, sslCertificateAuthority: file } = address;
  if (sslMode === 'disabled') return undefined;
  try {
    return {
      ...(file !== undefined && { ca: readFileSync(file, 'utf8') }),
      rejectUnauthorized: sslMode !== 'required',
      verifyIdentity: sslMode === 'verify_identity',
    };
  } catch (error) {
    throw fail(`cannot read the certificate ${file} - correct ssl-ca in the url`, { cause: error });
  }
}
