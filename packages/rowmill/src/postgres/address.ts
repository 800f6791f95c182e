import { accountName } from '../environments/owner-name.ts';

/** Where a server is and who asks. Plain data: it goes to worker threads as it is. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Absent: the driver looks into `PGPASSWORD` and `~/.pgpass`. */
  readonly password?: string;
  readonly database: string;
  readonly sslMode?: SslMode;
  /** File of a certificate authority in PEM form. */
  readonly sslRootCertificate?: string;
  /** Server settings for the session, as in `PGOPTIONS`. */
  readonly options?: string;
}

type ParseFail = (problem: string, options?: ErrorOptions) => Error;

const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];
const PARAMETERS = ['dbname', 'host', 'options', 'sslmode', 'sslrootcert'];

/**
 * Reads `postgres://user:password@host:port/database?sslmode=require`.
 *
 * @throws what `fail` makes of the problem; the text never holds the URL, which may hold a password.
 */
export function parsePostgresUrl(url: string, fail: ParseFail): PostgresAddress {
  const parsed = parseUrl(url, fail);
  const parameters = parsed.searchParams;
  const user = decode(parsed.username, fail) || ownName(fail);
  const password = decode(parsed.password, fail);
  const sslMode = readSslMode(parameters.get('sslmode'), fail);
  const options = parameters.get('options');
  const certificate = parameters.get('sslrootcert');
  return {
    host: parameters.get('host') ?? (hostOf(parsed) || 'localhost'),
    port: parsed.port === '' ? 5432 : Number(parsed.port),
    user,
    ...(password !== '' && { password }),
    database: parameters.get('dbname') ?? (decode(parsed.pathname.slice(1), fail) || user),
    ...(sslMode !== undefined && { sslMode }),
    ...(certificate !== null && { sslRootCertificate: certificate }),
    ...(options !== null && { options }),
  };
}

/** As libpq does. */
function ownName(fail: ParseFail): string {
  const name = accountName();
  if (name !== undefined) return name;
  throw fail(
    'its URL names no user, and the account of this process has no name - write postgres://user@host/database',
  );
}

/** `127.0.0.1:5432/shop`: what messages and reports show. */
export function describeAddress({ host, port, database }: PostgresAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
}

/** The URL of an address, with its password; for the environment of a test command only. */
export function addressUrl(address: PostgresAddress): string {
  const { host, port, user, password, database } = address;
  const socket = host.startsWith('/');
  const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`;
  const place = host.includes(':') ? `[${host}]` : host;
  // A path of nothing but dots means a place, however it is written.
  const isDots = /^\.{1,2}$/.test(database);
  const path = isDots ? '' : encodeURIComponent(database);
  const url = `postgres://${encodeURIComponent(user)}${secret}@${socket ? 'localhost' : place}:${port}/${path}`;
  const parameters = [
    ['dbname', isDots ? database : undefined],
    ['host', socket ? host : undefined],
    ['sslmode', address.sslMode],
    ['sslrootcert', address.sslRootCertificate],
    ['options', address.options],
  ].filter((pair): pair is [string, string] => pair[1] !== undefined);
  // Not URLSearchParams: libpq does not read its `+` as a space.
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return query.length === 0 ? url : `${url}?${query.join('&')}`;
}

/** What a test command needs to reach the database by `DATABASE_URL` or by libpq's own variables. */
export function addressVariables(address: PostgresAddress): Record<string, string> {
  const { host, port, user, password, database, sslMode, sslRootCertificate, options } = address;
  return {
    DATABASE_URL: addressUrl(address),
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    ...(password !== undefined && { PGPASSWORD: password }),
    PGDATABASE: database,
    ...(sslMode !== undefined && { PGSSLMODE: sslMode }),
    ...(sslRootCertificate !== undefined && { PGSSLROOTCERT: sslRootCertificate }),
    ...(options !== undefined && { PGOPTIONS: options }),
  };
}

function parseUrl(url: string, fail: ParseFail): URL {
  if (!URL.canParse(url)) {
    throw fail('the url cannot be read - write postgres://user:password@host:5432/database');
  }
  const parsed = new URL(url);
  if (parsed.protocol !== 'postgres:' && parsed.protocol !== 'postgresql:') {
    throw fail(`the url begins with ${parsed.protocol}// - write postgres://`);
  }
  const unknown = [...parsed.searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) {
    throw fail(`unknown parameter "${unknown}" in the url - known are ${PARAMETERS.join(', ')}`);
  }
  return parsed;
}

function hostOf(url: URL): string {
  return decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1');
}

function decode(text: string, fail: ParseFail): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw fail('the url has a % that starts no escape - write it as %25', { cause: error });
  }
}

function readSslMode(text: string | null, fail: ParseFail): SslMode | undefined {
  if (text === null) return undefined;
  const mode = SSL_MODES.find((known) => known === text);
  if (mode === undefined) {
    throw fail(`sslmode "${text}" is unknown - write ${SSL_MODES.join(', ')}`);
  }
  return mode;
}
