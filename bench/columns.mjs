/**
 * What each column of the two requests costs as NDJSON, on one thread, in both engines: where a table spends its time.
 *
 *   node bench/columns.mjs
 *
 * A column stands alone in its table; a computed one has those beside it that it reads. Needs what the build makes.
 */
import { readFileSync } from 'node:fs';
import { GENERATORS, parseRequest, planTables, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { ndjson, openTextTable } from '@rowmill/core/kernels';
import { parse } from 'yaml';
import { pairedRounds } from './lib/paired.mjs';
import { table as markdownTable } from './lib/report.mjs';

const ROWS = 200_000;
const RANGE = { firstRow: 0, rowCount: ROWS, startsPart: true };
const REQUESTS = ['user.yaml', 'table.yaml'];

/** The column, and the columns of its expression. */
function withInputs(name, columns) {
  const { expression = '' } = columns[name];
  const names = Object.keys(columns).filter((other) => expression.split(/\W+/).includes(other));
  return Object.fromEntries([...names, name].map((one) => [one, columns[one]]));
}

async function open(input, columns, engine) {
  const [table] = Object.keys(input.tables);
  const alone = { ...input, tables: { [table]: { rows: ROWS, columns } } };
  const request = parseRequest(alone, { definitions: REQUEST_DEFINITIONS });
  const { tables } = await planTables({ request, imports: {} }, GENERATORS);
  process.env.ROWMILL_ENGINE = engine;
  return openTextTable(tables[0].program, ndjson);
}

/** Processor time of this process: a busy neighbour does not count. */
function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function measure(input, columns) {
  let bytes = 0;
  const cases = [];
  for (const engine of ['wasm', 'ts']) {
    const opened = await open(input, columns, engine);
    const count = (piece) => {
      bytes += piece.length;
    };
    cases.push({ name: engine, units: ROWS, run: () => void opened.write(RANGE, count) });
  }
  const rounds = 3;
  const [fast, slow] = await pairedRounds(cases, { rounds, clock: processorMs });
  const bytesPerRow = bytes / (2 * (rounds + 1) * ROWS);
  return { fast: fast.nanosecondsPerUnit, slow: slow.nanosecondsPerUnit, bytesPerRow };
}

const rowOf = (name, { fast, slow, bytesPerRow }) => [
  name,
  fast.toFixed(0),
  slow.toFixed(0),
  (slow / fast).toFixed(1),
  bytesPerRow.toFixed(0),
];

for (const name of REQUESTS) {
  const input = parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
  const [{ columns }] = Object.values(input.tables);
  const rows = [];
  for (const column of Object.keys(columns)) {
    const chosen = withInputs(column, columns);
    rows.push(rowOf(Object.keys(chosen).join(' + '), await measure(input, chosen)));
  }
  rows.push(rowOf('all together', await measure(input, columns)));
  const header = [name, 'wasm ns', 'ts ns', 'ratio', 'bytes'];
  console.log(`${markdownTable(header, rows)}\n`);
}
