import { execFile, spawn } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { parse as parseCsv } from 'csv-parse/sync';
import { afterAll, expect } from 'vitest';
import { parse as parseYaml } from 'yaml';

const run = promisify(execFile);

const CLI = resolve(import.meta.dirname, '../../packages/rowmill/dist/cli/main.js');
const KEY = 'hex:000102030405060708090a0b0c0d0e0f';

const above = mkdtempSync(join(tmpdir(), 'rowmill-databases-'));
afterAll(() => rmSync(above, { recursive: true, force: true }));

export interface Decision {
  readonly mask: string;
  readonly type?: string;
  readonly references?: string;
}

export type Row = Readonly<Record<string, string>>;

/** What became of a database: what a scan decided, and what was delivered to a folder. */
export interface Delivered {
  readonly decisions: ReadonlyMap<string, Decision>;
  rows(table: string): readonly Row[];
  /** Checks of the run. */
  readonly checks: readonly { readonly name: string; readonly passed: boolean }[];
}

/** What the environment of a run adds to the request that a scan wrote. */
const ENVIRONMENTS = `
environments:
  qa:
    targets:
      - { kind: postgres, url: env:TARGET_URL, isolation: schema }
      - { kind: directory, path: out, format: csv }
test: { command: cp -r out seen }
`;

/** Scans a database, plans and runs what the scan decided as it stands, and verifies the trail and the report. */
export async function deliver(name: string, source: string, target: string): Promise<Delivered> {
  const folder = join(above, name);
  mkdirSync(folder);
  const environment = { ROWMILL_KEY: KEY, SOURCE_URL: source, TARGET_URL: target };
  const rowmill = (...args: string[]) =>
    run(process.execPath, [CLI, ...args], {
      cwd: folder,
      env: { ...process.env, ...environment },
      maxBuffer: 64 * 1024 * 1024,
    });
  const file = join(folder, 'rowmill.yaml');
  await rowmill('scan', 'env:SOURCE_URL', '--write');
  const scanned = readFileSync(file, 'utf8');
  const claimed = scanned.replace(
    '  key: env:ROWMILL_KEY\n',
    '  key: { ref: env:ROWMILL_KEY, custodian: security office }\n  claims: [gdpr-pseudonymised]\n',
  );
  writeFileSync(file, claimed + ENVIRONMENTS);
  await rowmill('plan');
  await rowmill('run');
  await rowmill('audit', 'verify');
  const [runFolder = ''] = readdirSync(join(folder, '.rowmill', 'runs')).filter((one) =>
    existsSync(join(folder, '.rowmill', 'runs', one, 'compliance.json')),
  );
  const report = join(folder, '.rowmill', 'runs', runFolder, 'compliance.json');
  await rowmill('audit', 'verify', '--report', report);
  const { checks } = JSON.parse(readFileSync(report, 'utf8'));
  return {
    decisions: decisionsOf(scanned),
    checks,
    rows: (table) => csvOf(readFileSync(join(folder, 'seen', `${table}.csv`), 'utf8')),
  };
}

function decisionsOf(request: string): ReadonlyMap<string, Decision> {
  const { tables } = parseYaml(request) as {
    tables: Record<string, { columns: Record<string, Decision> }>;
  };
  return new Map(
    Object.entries(tables).flatMap(([table, { columns }]) =>
      Object.entries(columns).map(
        ([column, decision]) => [`${table}.${column}`, decision] as const,
      ),
    ),
  );
}

const csvOf = (text: string): readonly Row[] => parseCsv(text, { columns: true });

export async function rowsOf(url: string, table: string): Promise<readonly Row[]> {
  const { stdout } = await run(
    'psql',
    [url, '-c', `COPY (SELECT * FROM "${table}") TO STDOUT (FORMAT csv, HEADER)`],
    { maxBuffer: 64 * 1024 * 1024, env: { ...process.env, PGTZ: 'UTC' } },
  );
  return csvOf(stdout);
}

/** Columns that a mask replaces, as `table.column`. */
const replaced = (decisions: Delivered['decisions']): readonly (readonly [string, string])[] =>
  [...decisions]
    .filter(([, { mask }]) => mask !== 'keep')
    .map(([name]) => name.split('.') as [string, string]);

/**
 * Columns whose values are found where they were, or of which long ones are found in any delivered cell. Rows are told
 * apart by their first column.
 */
export async function survivorsOf(
  url: string,
  { decisions, rows }: Delivered,
): Promise<readonly string[]> {
  const tables = [...new Set([...decisions.keys()].map((name) => name.split('.')[0] ?? ''))];
  const everywhere = new Set(tables.flatMap((table) => rows(table).flatMap(Object.values)));
  const found = await Promise.all(
    replaced(decisions).map(async ([table, column]) => {
      const [sources, masked] = [await rowsOf(url, table), rows(table)];
      expect(masked.length, table).toBe(sources.length);
      const keyOf = (row: Row): string => Object.values(row)[0] ?? '';
      const masks = new Map(masked.map((row) => [keyOf(row), row[column]]));
      const survives = (source: Row): boolean => {
        const value = source[column] ?? '';
        if (value === '') return false;
        return masks.get(keyOf(source)) === value || (isTelling(value) && everywhere.has(value));
      };
      return sources.some(survives) ? [`${table}.${column}`] : [];
    }),
  );
  return found.flat();
}

/** Addresses and numbers that no mask hits by chance; dates that are cut to their year may repeat. */
const isTelling = (value: string): boolean =>
  value.length > 8 && /[@\d]/.test(value) && !/^\d{4}-/.test(value);

export const loadPostgres = (url: string, file: string): Promise<unknown> =>
  run('psql', ['-q', '-f', file, url]);

/** A client reads the file from its input: it holds statements for the client, too. */
export async function loadMariaDb(url: string, file: string): Promise<void> {
  const { hostname, port, username, password } = new URL(url);
  const client = spawn(
    'mariadb',
    ['--no-defaults', `-h${hostname}`, `-P${port}`, `-u${username}`, `-p${password}`],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let problems = '';
  client.stderr.on('data', (chunk) => {
    problems += chunk;
  });
  const ended = new Promise((done) => client.once('close', done));
  await pipeline(createReadStream(file), client.stdin);
  expect(await ended, problems).toBe(0);
}
