/**
 * Loads the user record into PostgreSQL, in turns on one server: `psql \copy` of files made before, as text and as
 * binary, and rowmill's loader, which also has to compute the rows, over one connection and over two. What every way
 * has loaded is compared by the server, row by row, in the same run.
 *
 *   node bench/postgres.mjs [--rows N] [--rounds N] [--json FILE]
 */
import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import {
  copy,
  openTextTable,
  openTupleTable,
  TUPLES_HEADER,
  TUPLES_TRAILER,
} from '@rowmill/core/kernels';
import { describeMachine } from './lib/machine.mjs';
import { planTable } from './lib/open-request.mjs';
import { median, pairedRounds, spread } from './lib/paired.mjs';

const TABLE =
  'CREATE TABLE users (id uuid NOT NULL, email text NOT NULL, name text NOT NULL, phone text NOT NULL, created_at timestamptz(3) NOT NULL)';
const CONTENT =
  'SELECT count(*)::int AS rows, sum(hashtextextended(users::text, 0)::numeric)::text AS digest FROM users';
const PIECE_BYTES = 1 << 20;

const product = (path) => import(new URL(`../packages/rowmill/dist/${path}`, import.meta.url).href);
const { startPostgres } = await product('postgres/server.js');
const { openSession } = await product('postgres/session.js');
const { openPool } = await product('workers/pool.js');
const { rowFormOf } = await product('targets/postgres/row-form.js');
const { deliveriesDefinition } = await product('targets/postgres/deliveries.js');
const { shardsOfRows } = await product('stages/shards.js');

const { values: given } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const rows = Number(given.rows);
const rounds = Number(given.rounds);

const table = await planTable('user.yaml', rows);
const { columns } = table.shape;
const form = rowFormOf(columns, true);
const folder = mkdtempSync(join(tmpdir(), 'rowmill-bench-'));
const files = { text: join(folder, 'users.copy'), binary: join(folder, 'users.bin') };
const server = await startPostgres();
const pools = [1, 2].map((size) => openPool(size));
try {
  await writeTextFile();
  await writeBinaryFile();
  const results = await measure();
  console.log(describe(results));
  if (given.json !== undefined) writeFileSync(given.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await server.stop();
  await Promise.all(pools.map((pool) => pool.close()));
  rmSync(folder, { recursive: true });
}

async function writeTextFile() {
  const text = await openTextTable(table.program, copy);
  writeFile(files.text, (write) =>
    text.write({ firstRow: 0, rowCount: rows, startsPart: true }, write),
  );
}

async function writeBinaryFile() {
  const options = { kinds: form.kinds, headRoom: 0, pieceBytes: PIECE_BYTES };
  const tuples = await openTupleTable(table.program, options);
  writeFile(files.binary, (write) => {
    write(TUPLES_HEADER);
    for (const { bytes } of tuples.pieces({ firstRow: 0, rowCount: rows })) write(bytes);
    write(TUPLES_TRAILER);
  });
}

function writeFile(path, make) {
  const output = openSync(path, 'w');
  make((bytes) => writeSync(output, bytes));
  closeSync(output);
}

async function measure() {
  const loads = [
    ['psql \\copy binary', () => loadWithPsql('binary')],
    ['psql \\copy text', () => loadWithPsql('text')],
    ['rowmill, 1 connection', () => loadWithRowmill(pools[0])],
    ['rowmill, 2 connections', () => loadWithRowmill(pools[1])],
  ];
  const seen = new Map();
  const cases = loads.map(([name, load]) => ({
    name,
    units: rows,
    run: async () => {
      const seconds = await timed(load);
      if (!seen.has(name)) seen.set(name, await query(CONTENT));
      return seconds;
    },
  }));
  const measured = await pairedRounds(cases, { rounds });
  const contents = [...seen.values()].map((content) => JSON.stringify(content));
  const different = contents.find((content) => content !== contents[0]);
  if (different !== undefined) throw new Error(`loaded ${different}, and ${contents[0]}`);
  return {
    date: new Date().toISOString(),
    machine: describeMachine(),
    server: server.version,
    format: form.format,
    content: seen.get(cases[0].name),
    ways: measured,
  };
}

/** Every load starts with an empty table; only the load is timed. */
async function timed(load) {
  await query('DROP TABLE IF EXISTS users');
  await query(TABLE);
  await query('CHECKPOINT');
  const started = performance.now();
  await load();
  return (performance.now() - started) / 1000;
}

async function query(sql) {
  const session = await openSession(
    server.address,
    (problem, options) => new Error(problem, options),
  );
  const [row] = await session.query(sql);
  await session.close();
  return row;
}

async function loadWithPsql(format) {
  const command = `\\copy users from '${files[format]}' (format ${format})`;
  await promisify(execFile)('psql', [server.url, '-q', '-c', command]);
}

/** As a run delivers a table: shard by shard, each in a transaction with the note of its arrival. */
async function loadWithRowmill(pool) {
  const deliveries = 'public.rowmill_deliveries';
  await query(`DROP TABLE IF EXISTS ${deliveries}`);
  await query(deliveriesDefinition(deliveries));
  const load = {
    kind: 'postgres',
    address: server.address,
    schema: 'public',
    table: 'users',
    columns,
    ...form,
  };
  const loaded = await Promise.all(
    shardsOfRows('users', rows).map(({ shard, firstRow, rowCount }) =>
      pool.runOne({
        kind: 'load-shard',
        id: 'users',
        origin: { kind: 'program', program: table.program },
        range: { firstRow, rowCount },
        load,
        delivery: { deliveries, table: 'users', shard },
      }),
    ),
  );
  const count = loaded.reduce((sum, sent) => sum + sent.rows, 0);
  if (count !== rows) throw new Error(`${count} rows were loaded, not ${rows}`);
}

function describe({ content, ways }) {
  const lines = ways.map(({ name, seconds, unitsPerSecond, ratio }) => {
    const figures = [
      `${median(seconds).toFixed(3)} s, best ${Math.min(...seconds).toFixed(3)} s`,
      `${Math.round(unitsPerSecond / 1000)} k rows/s`,
      `${(1 / ratio).toFixed(2)} x as fast as ${ways[0].name}`,
      `spread ${Math.round(100 * spread(seconds))} %`,
    ];
    return `${name.padEnd(24)} ${figures.join('  ')}`;
  });
  return [
    `PostgreSQL ${server.version}, ${rows.toLocaleString('en')} rows as ${form.format}, ${rounds} rounds in turns; every way has loaded ${content.rows} rows with digest ${content.digest}`,
    '',
    ...lines,
  ].join('\n');
}
