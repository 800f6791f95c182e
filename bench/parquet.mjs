/**
 * What a row costs as Parquet: the user record on one thread, to nowhere, against making the same rows without
 * writing them. `node scripts/bootstrap.mjs && node bench/parquet.mjs`
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { GENERATORS, parseRequest, planTables, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { openBatchTable, openParquetFile } from '@rowmill/core/kernels';
import { parse } from 'yaml';
import { describeMachine } from './lib/machine.mjs';
import { pairedRounds } from './lib/paired.mjs';

const ROWS = 500_000;
const WARMUPS = 2;
const RANGE = { firstRow: 0, rowCount: ROWS, startsPart: true };

const text = readFileSync(fileURLToPath(new URL('./user.yaml', import.meta.url)), 'utf8');
const request = parseRequest(parse(text), { definitions: REQUEST_DEFINITIONS });
const { tables } = await planTables({ request, imports: {} }, GENERATORS);
const { program } = tables[0];
const columns = program.columns.map(({ name, type, valid }) => ({
  name,
  type,
  nullable: valid !== null,
}));
const table = await openBatchTable(program);

let bytes = 0;
function writeParquet(codec) {
  bytes = 0;
  const put = (piece) => {
    bytes += piece.length;
  };
  const file = openParquetFile(columns, put, { space: table.pages(), codec, crc32 });
  table.read(RANGE, (batch) => file.add(batch));
  file.finish();
}

/** Processor time of this process: a busy neighbour does not count. */
function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const results = await pairedRounds(
  [
    { name: 'rows alone', units: ROWS, run: () => table.read(RANGE, () => {}) },
    { name: 'and Parquet pages', units: ROWS, run: () => writeParquet('none') },
    { name: 'and Snappy', units: ROWS, run: () => writeParquet('snappy') },
  ],
  { warmups: WARMUPS, clock: processorMs },
);
const { text: machine, load } = describeMachine();
console.log(`${machine}, load ${load}; ${ROWS.toLocaleString('en')} rows, processor time`);
for (const { name, nanosecondsPerUnit } of results) {
  console.log(`${name.padEnd(18)}${nanosecondsPerUnit.toFixed(0).padStart(6)} ns/row`);
}
console.log(`Parquet takes ${(bytes / ROWS).toFixed(1)} bytes a row`);
