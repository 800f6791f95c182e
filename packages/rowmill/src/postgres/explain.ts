import type { PostgresAddress } from './address.ts';
import { type ServerMessage, safeWords } from './safe-words.ts';

/** What happened in words, and the SQLSTATE or errno where there is one. */
export interface Explanation {
  readonly problem: string;
  readonly code: string | undefined;
}

type Adviser = (address: PostgresAddress, message: string) => string;

const lost: Adviser = (_address, message) =>
  `the connection was lost (${message}) - see the log of the server, then run again`;

/** By errno (nodejs.org/api/errors.html) and SQLSTATE (PostgreSQL manual, appendix A). */
const ADVICE: Readonly<Record<string, Adviser>> = {
  ECONNREFUSED: () => 'no server answers there - start it, or correct host and port in the url',
  ENOENT: () => 'there is no such socket - start the server, or correct the host in the url',
  ENOTFOUND: ({ host }) => `the host "${host}" is unknown - correct the url`,
  EAI_AGAIN: ({ host }) => `the name "${host}" cannot be looked up now - check the network`,
  ETIMEDOUT: () => 'the server does not answer - check host, port and firewall',
  ECONNRESET: lost,
  EPIPE: lost,
  '08006': lost,
  '57P01': lost,
  '57P02': lost,
  '57P03': (_address, message) => `${message} - wait until the server is up, then run again`,
  '28P01': ({ user }) =>
    `the password for user "${user}" is wrong - correct it in the url, PGPASSWORD or ~/.pgpass`,
  '28000': (_address, message) =>
    `${message} - correct the user, add a line to pg_hba.conf, or try sslmode=require`,
  '3D000': ({ database }) =>
    `the database "${database}" does not exist - create it, or correct the url`,
  '42501': ({ user }, message) => `${message} - grant it to user "${user}", or use another user`,
  '53100': (_address, message) => `the disk of the server is full (${message}) - make room there`,
  '53300': (_address, message) => `${message} - raise max_connections, or run with fewer workers`,
};

/** Puts an error of the driver or the server into words that say how to go on, without any cell value. */
export function explainPostgresError(error: unknown, address: PostgresAddress): Explanation {
  const told = asMessage(error);
  const message = safeWords(told);
  if (/password must be a (non-empty )?string/.test(message)) {
    const problem = `the server wants a password for user "${address.user}" - put it into the url, PGPASSWORD or ~/.pgpass`;
    return { problem, code: told.code ?? '28P01' };
  }
  if (/timeout expired/.test(message)) return explainAs('ETIMEDOUT', address, message);
  if (/Connection terminated/.test(message)) return explainAs('ECONNRESET', address, message);
  const advised = told.code === undefined ? undefined : ADVICE[told.code];
  const more = [placeOf(told), keyOf(told)].filter((text) => text !== undefined).join(', ');
  // Words of ours stand for what may quote a row, and so may its hint.
  const isOwn = told.hint === undefined || !told.message.startsWith(message);
  const hint = isOwn ? '' : ` - ${told.hint}`;
  const plain = `${message}${more === '' ? '' : ` (${more})`}`;
  return { problem: advised?.(address, plain) ?? `${plain}${hint}`, code: told.code };
}

function explainAs(code: string, address: PostgresAddress, message: string): Explanation {
  return { problem: ADVICE[code]?.(address, message) ?? message, code };
}

const FIELDS = ['code', 'detail', 'hint', 'where', 'table', 'column', 'constraint'] as const;

function asMessage(error: unknown): ServerMessage {
  // Node reports a refused connection to a name with several addresses as an AggregateError without text.
  const first = error instanceof AggregateError && error.message === '' ? error.errors[0] : error;
  if (!(first instanceof Error)) return { message: String(first) };
  const told: { -readonly [Field in keyof ServerMessage]: ServerMessage[Field] } = {
    message: first.message,
  };
  for (const field of FIELDS) {
    const value: unknown = Reflect.get(first, field);
    if (typeof value === 'string' && value !== '') told[field] = value;
  }
  return told;
}

/** `COPY users, line 5, column age` of `COPY users, line 5, column age: "abc"`. */
function placeOf({ where }: ServerMessage): string | undefined {
  return where === undefined
    ? undefined
    : /^COPY [^\n]*?line \d+(, column [^:\n]*)?/.exec(where)?.[0];
}

/** `Key (email)` of `Key (email)=(ada@example.com) is duplicated.` */
function keyOf({ detail }: ServerMessage): string | undefined {
  return detail === undefined ? undefined : /^Key \([^=]*\)(?==)/.exec(detail)?.[0];
}
