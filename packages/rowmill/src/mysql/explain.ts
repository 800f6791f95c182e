import type { MysqlAddress } from './address.ts';

/** What happened in words, and the errno or the name of the server for it. */
export interface MysqlExplanation {
  readonly problem: string;
  readonly code: string | undefined;
}

type Adviser = (address: MysqlAddress) => string;

const lost: Adviser = () => 'the connection was lost - see the log of the server, then run again';
const noRight: Adviser = ({ user }) =>
  `the user "${user}" has no right to do this - grant it, or use another user`;

/**
 * By errno of the system and by name of the server's error.
 *
 * Source: MySQL 8.4 Error Message Reference, https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html.
 */
const ADVICE: Readonly<Record<string, Adviser>> = {
  ECONNREFUSED: () => 'no server answers there - start it, or correct host and port in the url',
  ENOENT: () => 'there is no such socket - start the server, or correct the socket in the url',
  ENOTFOUND: ({ host }) => `the host "${host}" is unknown - correct the url`,
  EAI_AGAIN: ({ host }) => `the name "${host}" cannot be looked up now - check the network`,
  ETIMEDOUT: () => 'the server does not answer - check host, port and firewall',
  ECONNRESET: lost,
  EPIPE: lost,
  PROTOCOL_CONNECTION_LOST: lost,
  ER_SERVER_SHUTDOWN: lost,
  ER_CONNECTION_KILLED: lost,
  ER_ACCESS_DENIED_ERROR: ({ user }) =>
    `user or password is wrong for user "${user}" - correct them in the url`,
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: ({ user }) =>
    `the server wants a password for user "${user}" - put it into the url`,
  ER_NOT_SUPPORTED_AUTH_MODE: () =>
    'the server asks for a way to log in that the driver does not know - give the user another plug-in',
  ER_DBACCESS_DENIED_ERROR: noRight,
  ER_TABLEACCESS_DENIED_ERROR: noRight,
  ER_COLUMNACCESS_DENIED_ERROR: noRight,
  ER_SPECIFIC_ACCESS_DENIED_ERROR: noRight,
  ER_VIEW_INVALID: () =>
    'the view reads what is not there, or its definer has no right to it - repair the view',
  ER_BAD_DB_ERROR: ({ database }) =>
    `the database "${database}" does not exist - create it, or correct the url`,
  ER_NO_SUCH_TABLE: () => 'there is no such table - correct its name',
  ER_CON_COUNT_ERROR: () => 'the server takes no more connections - raise max_connections',
  ER_DUP_ENTRY: () => 'two rows have the same key - see which in the database',
  ER_QUERY_INTERRUPTED: () => 'somebody has ended the query on the server - run again',
  ER_TABLE_CORRUPT: () => 'the table is damaged - repair it with CHECK TABLE',
  HANDSHAKE_NO_SSL_SUPPORT: () => 'the server takes no TLS - write ssl-mode=disabled in the url',
  HANDSHAKE_SSL_ERROR: () =>
    'TLS could not be set up - check the certificate of the server, ssl-mode and ssl-ca in the url',
};

/**
 * Puts an error of the driver or the server into words that say how to go on. What the server said is never among them:
 * it quotes cells, as in `Duplicate entry 'ada@example.com' for key 'email'`.
 */
export function explainMysqlError(error: unknown, address: MysqlAddress): MysqlExplanation {
  const code = codeOf(error);
  const advised = code === undefined ? undefined : ADVICE[code]?.(address);
  if (advised !== undefined) return { problem: advised, code };
  return {
    problem: `the server refused with ${code ?? 'an error without a code'} - see its log`,
    code,
  };
}

function codeOf(error: unknown): string | undefined {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code: unknown = first instanceof Error ? Reflect.get(first, 'code') : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : undefined;
}
