/**
 * Times how files become columns: nanoseconds per row of the five-field record for the readers of both engines, the usual
 * ways in JavaScript, and DuckDB on one thread. Whoever runs must find the same cells: one digest for all.
 *
 *     node bench/kernels/readers.mjs [name ...]
 *
 * Needs what `npm run build` makes.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { sampleRounds } from '../lib/paired.mjs';

const PRODUCT = new URL('../../packages/', import.meta.url);
const load = (path) => import(new URL(path, PRODUCT).href);
const core = await load('core/dist/kernels.js');
const { scanCsv } = await load('rowmill/dist/sources/csv-scan.js');

const ROWS = 60_000;
const ROUNDS = 9;
const COLUMNS = ['id', 'email', 'name', 'phone', 'created_at'];
const BETWEEN_CELLS = '\x1f';

const hex = (i, digits) =>
  (Math.imul(i + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0').slice(0, digits);
const FIRST = ['Ada', 'Grace', 'Maximilian', 'Liz', 'Theodora', 'Zoé'];
const LAST = ['Smith', 'Nakamura-Jones', 'Li', 'Oberholtzer', 'Ng'];

function rowOf(i) {
  const [first, last] = [FIRST[i % 6], LAST[(i >> 2) % 5]];
  return {
    id: `${hex(i, 8)}-${hex(i, 4)}-4${hex(i, 3)}-a${hex(i, 3)}-${hex(i, 8)}${hex(i, 4)}`,
    email: `user${i}.${last.toLowerCase()}@example.com`,
    name: `${first} ${last}`,
    phone: `(${200 + (i % 700)}) 555-${1000 + (i % 9000)}`,
    created_at: new Date(1.7e12 + i * 86_399).toISOString(),
  };
}

const rows = Array.from({ length: ROWS }, (_, i) => rowOf(i));
const lines = rows.map((row) => JSON.stringify(row));
const records = [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))];
const ndjson = Buffer.from(`${lines.join('\n')}\n`);
const csv = Buffer.from(`${records.map((cells) => cells.join(',')).join('\n')}\n`);
const csvBody = csv.subarray(csv.indexOf('\n') + 1);

/** Hands every batch of a file to `use`. */
function readAll(engine, open, bytes, use) {
  const memory = core.openMemory(core.rowReaderSize({ columns: COLUMNS }), { engine });
  const reader = open(memory);
  for (let at = 0; at < bytes.length; ) {
    const room = reader.free();
    const part = bytes.subarray(at, at + room.length);
    room.set(part);
    reader.filled(part.length);
    at += part.length;
    if (at === bytes.length) reader.end();
    for (let batch = reader.next(); typeof batch === 'object'; batch = reader.next()) use(batch);
  }
}

const openNdjson = (memory) => core.openNdjsonReader(memory, { columns: COLUMNS });
const openCsv = (memory) => {
  const readRecord = () => {
    throw new Error('every record is regular');
  };
  return core.openCsvReader(memory, { columns: COLUMNS, delimiter: ',', readRecord });
};

function reader(engine, open, bytes) {
  return {
    run() {
      let count = 0;
      const start = performance.now();
      readAll(engine, open, bytes, ({ rowCount }) => {
        count += rowCount;
      });
      if (count !== ROWS) throw new Error(`${count} rows instead of ${ROWS}`);
      return performance.now() - start;
    },
    *cells() {
      const found = [];
      readAll(engine, open, bytes, ({ columns, rowCount, bytes: memory }) => {
        for (let i = 0; i < rowCount; i++) {
          const cell = ({ vector: { address, length } }) =>
            Buffer.from(memory.subarray(address[i], address[i] + length[i])).toString();
          found.push(columns.map(cell));
        }
      });
      yield* found;
    },
  };
}

function inJavaScript(read) {
  return {
    run() {
      const start = performance.now();
      if (read().length !== ROWS) throw new Error(`not ${ROWS} rows`);
      return performance.now() - start;
    },
    *cells() {
      for (const row of read()) yield Array.isArray(row) ? row : COLUMNS.map((name) => row[name]);
    },
  };
}

const parseLines = () =>
  ndjson
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((l) => JSON.parse(l));

function scanRecords() {
  const found = [];
  const text = csvBody.toString('utf8');
  const scan = { origin: 'bench', delimiter: 0x2c, text, isLast: true, at: 0, line: 1 };
  scanCsv(scan, found);
  return found.map(({ cells }) => cells);
}

async function inDuckdb(connection, source) {
  const length = COLUMNS.map((name) => `length(${name})`).join(' + ');
  const cells = COLUMNS.join(', ');
  return {
    async run() {
      const start = performance.now();
      await connection.runAndReadAll(`SELECT sum(${length}) FROM ${source}`);
      return performance.now() - start;
    },
    async *cells() {
      const found = await connection.runAndReadAll(`SELECT ${cells} FROM ${source}`);
      yield* found.getRows();
    },
  };
}

async function digestOf(subject) {
  const hash = createHash('sha256');
  for await (const cells of subject.cells()) hash.update(`${cells.join(BETWEEN_CELLS)}\n`);
  return hash.digest('hex').slice(0, 16);
}

const directory = await mkdtemp(join(tmpdir(), 'rowmill-bench-'));
const [ndjsonFile, csvFile] = [join(directory, 'rows.ndjson'), join(directory, 'rows.csv')];
await writeFile(ndjsonFile, ndjson);
await writeFile(csvFile, csv);
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
const types = `{${COLUMNS.map((name) => `${name}: 'VARCHAR'`).join(', ')}}`;

const SUBJECTS = {
  'ndjson, wasm': reader('wasm', openNdjson, ndjson),
  'ndjson, ts': reader('ts', openNdjson, ndjson),
  'ndjson, JSON.parse': inJavaScript(parseLines),
  'ndjson, DuckDB': await inDuckdb(
    connection,
    `read_json('${ndjsonFile}', format = 'newline_delimited', columns = ${types})`,
  ),
  'csv, wasm': reader('wasm', openCsv, csvBody),
  'csv, ts': reader('ts', openCsv, csvBody),
  'csv, scan of strings': inJavaScript(scanRecords),
  'csv, DuckDB': await inDuckdb(
    connection,
    `read_csv('${csvFile}', header = true, columns = ${types})`,
  ),
};

try {
  const wanted = process.argv.slice(2);
  const chosen = Object.entries(SUBJECTS).filter(
    ([name]) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
  );
  const digests = new Map();
  for (const [name, subject] of chosen) digests.set(name, await digestOf(subject));
  const cases = chosen.map(([name, { run }]) => ({ name, run }));
  const samples = await sampleRounds(cases, { rounds: ROUNDS, warmups: 2 });
  for (const [name, milliseconds] of samples) {
    const perRow = (Math.min(...milliseconds) * 1e6) / ROWS;
    console.log(`${name.padEnd(24)}${perRow.toFixed(1).padStart(9)} ns/row  ${digests.get(name)}`);
  }
  if (new Set(digests.values()).size > 1) throw new Error('the subjects have read different cells');
} finally {
  connection.closeSync();
  await rm(directory, { recursive: true });
}
