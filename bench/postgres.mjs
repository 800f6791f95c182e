/**
 * Loads 1 M users into PostgreSQL, three ways in turns on one server: `psql \copy` of a file made before, and
 * rowmill's loader, which also has to compute the rows, over one connection and over two.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GENERATORS, parseRequest, planTables, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { copy, openTextTable } from '@rowmill/core/kernels';
import { parse } from 'yaml';

const ROUNDS = 5;
const ROWS = 1_000_000;
const TABLE =
  'CREATE TABLE users (id uuid NOT NULL, email text NOT NULL, name text NOT NULL, phone text NOT NULL, created_at timestamptz(3) NOT NULL)';

const product = (path) => import(new URL(`../packages/rowmill/dist/${path}`, import.meta.url).href);
const { startPostgres } = await product('postgres/server.js');
const { openSession } = await product('postgres/session.js');
const { openPool } = await product('workers/pool.js');

const table = await planUsers();
const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
const file = join(folder, 'users.copy');
await writeCopyFile();
const server = await startPostgres();
const pools = [1, 2].map((size) => openPool(size));
try {
  const times = { 'psql \\copy': [], 'rowmill, 1 connection': [], 'rowmill, 2 connections': [] };
  for (let round = 0; round < ROUNDS; round++) {
    times['psql \\copy'].push(await timed(loadWithPsql));
    times['rowmill, 1 connection'].push(await timed(() => loadWithRowmill(pools[0])));
    times['rowmill, 2 connections'].push(await timed(() => loadWithRowmill(pools[1])));
  }
  print(times);
} finally {
  await server.stop();
  await Promise.all(pools.map((pool) => pool.close()));
  rmSync(folder, { recursive: true });
}

async function planUsers() {
  const text = readFileSync(fileURLToPath(new URL('./user.yaml', import.meta.url)), 'utf8');
  const input = parse(text);
  input.tables.user.rows = ROWS;
  const request = parseRequest(input, { definitions: REQUEST_DEFINITIONS });
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  return tables[0];
}

async function writeCopyFile() {
  const output = openSync(file, 'w');
  const rows = await openTextTable(table.program, copy);
  rows.write({ firstRow: 0, rowCount: ROWS, startsPart: true }, (bytes) =>
    writeSync(output, bytes),
  );
  closeSync(output);
}

/** Every load starts with an empty table; only the load is timed. */
async function timed(load) {
  await query('DROP TABLE IF EXISTS users');
  await query(TABLE);
  const started = performance.now();
  await load();
  return (performance.now() - started) / 1000;
}

async function query(sql) {
  const session = await openSession(
    server.address,
    (problem, options) => new Error(problem, options),
  );
  await session.query(sql);
  await session.close();
}

function loadWithPsql() {
  const { status, stderr } = spawnSync('psql', [
    server.url,
    '-q',
    '-c',
    `\\copy users from '${file}'`,
  ]);
  if (status !== 0) throw new Error(`psql failed: ${stderr}`);
}

async function loadWithRowmill(pool) {
  const load = {
    kind: 'postgres',
    address: server.address,
    schema: 'public',
    table: 'users',
    columns: table.shape.columns,
  };
  const digests = await pool.run({
    kind: 'load-table',
    origin: { kind: 'program', program: table.program },
    load,
  });
  const rows = digests.reduce((sum, digest) => sum + digest.rows, 0);
  if (rows !== ROWS) throw new Error(`${rows} rows were loaded, not ${ROWS}`);
}

function print(times) {
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
  const baseline = median(times['psql \\copy']);
  console.log(
    `PostgreSQL ${server.version}, ${ROWS.toLocaleString('en')} rows, median of ${ROUNDS} rounds in turns\n`,
  );
  for (const [name, values] of Object.entries(times)) {
    const seconds = median(values);
    console.log(
      `${name.padEnd(24)} ${seconds.toFixed(2)} s  ${Math.round(ROWS / seconds / 1000)} k rows/s  ${(seconds / baseline).toFixed(2)} x psql`,
    );
  }
}
