/** Where a MySQL or MariaDB server is and who asks. Plain data. */
export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  /** Path of a Unix socket, instead of host and port. */
  readonly socket?: string;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
  readonly sslMode: MysqlSslMode;
  /** File of a certificate authority in PEM form. */
  readonly sslCertificateAuthority?: string;
}

type ParseFail = (problem: string, options?: ErrorOptions) => Error;

/** As the option `--ssl-mode` of MySQL's own programs, small (MySQL 8.4 manual, 6.2.3). */
const SSL_MODES = ['disabled', 'required', 'verify_ca', 'verify_identity'] as const;
export type MysqlSslMode = (typeof SSL_MODES)[number];
const PARAMETERS = ['socket', 'ssl-ca', 'ssl-mode'];

/**
 * Reads `mysql://user:password@host:port/database?ssl-mode=required`; `mariadb://` is the same.
 *
 * @throws what `fail` makes of the problem; the text never holds the URL, which may hold a password.
 */
export function parseMysqlUrl(url: string, fail: ParseFail): MysqlAddress {
  const parsed = parseUrl(url, fail);
  const parameters = parsed.searchParams;
  const user = decode(parsed.username, fail);
  const database = decode(parsed.pathname.slice(1), fail);
  if (user === '' || database === '') {
    throw fail('the url names no user or no database - write mysql://user@host:3306/database');
  }
  const password = decode(parsed.password, fail);
  const socket = parameters.get('socket');
  const certificate = parameters.get('ssl-ca');
  return {
    host: decode(parsed.hostname, fail).replace(/^\[(.*)\]$/, '$1') || 'localhost',
    port: parsed.port === '' ? 3306 : Number(parsed.port),
    ...(socket !== null && { socket }),
    user,
    ...(password !== '' && { password }),
    database,
    sslMode: readSslMode(parameters.get('ssl-mode'), fail),
    ...(certificate !== null && { sslCertificateAuthority: certificate }),
  };
}

/** `127.0.0.1:3306/shop`: what messages and reports show. */
export function describeMysqlAddress({ host, port, socket, database }: MysqlAddress): string {
  if (socket !== undefined) return `${socket}/${database}`;
  return `${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
}

function parseUrl(url: string, fail: ParseFail): URL {
  if (!URL.canParse(url)) {
    throw fail('the url cannot be read - write mysql://user:password@host:3306/database');
  }
  const parsed = new URL(url);
  if (parsed.protocol !== 'mysql:' && parsed.protocol !== 'mariadb:') {
    throw fail(`the url begins with ${parsed.protocol}// - write mysql:// or mariadb://`);
  }
  const unknown = [...parsed.searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) {
    throw fail(`unknown parameter "${unknown}" in the url - known are ${PARAMETERS.join(', ')}`);
  }
  return parsed;
}

function decode(text: string, fail: ParseFail): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw fail('the url has a % that starts no escape - write it as %25', { cause: error });
  }
}

function readSslMode(text: string | null, fail: ParseFail): MysqlSslMode {
  const asked = text?.toLowerCase() ?? 'disabled';
  const mode = SSL_MODES.find((known) => known === asked);
  if (mode === undefined)
    throw fail(`ssl-mode "${text}" is unknown - write ${SSL_MODES.join(', ')}`);
  return mode;
}
