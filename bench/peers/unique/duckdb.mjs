import { DuckDBInstance } from '@duckdb/node-api';
import { distinctDigest, plantedRepeats } from '../../lib/keys.mjs';

const SET_UP = [
  'SET threads = 1',
  'CREATE MACRO low_half(x) AS x & 4294967295',
  'CREATE MACRO times(x, factor) AS low_half(x * factor)',
  'CREATE MACRO first_step(x) AS xor(x, x >> 16)',
  'CREATE MACRO second_step(x) AS xor(x, x >> 15)',
  'CREATE MACRO mix(x) AS first_step(times(second_step(times(first_step(x), 2146121005)), 2221713035))',
];

/** The keys of lib/keys.mjs: the high half is the mix of the row, the low half that of the row turned. */
function keysTable(rowCount) {
  const rows = plantedRepeats(rowCount).map(({ row, of }) => `WHEN ${row} THEN ${of}`);
  return `CREATE OR REPLACE TABLE keys AS
    SELECT mix(row) * 4294967296::UBIGINT + mix(xor(row, 2654435769::UBIGINT)) AS key
    FROM (SELECT (CASE range ${rows.join(' ')} ELSE range END)::UBIGINT AS row FROM range(${rowCount}))`;
}

let connection;
let rowCount = 0;

export const peer = {
  name: 'DuckDB count(DISTINCT) (1 thread)',
  units: { keys: 10_000_000 },
  async prepare() {
    const instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    for (const statement of SET_UP) await connection.run(statement);
  },
  async run({ units }) {
    if (rowCount !== units) await connection.run(keysTable(units));
    rowCount = units;
    const start = performance.now();
    const reader = await connection.runAndReadAll('SELECT count(DISTINCT key) FROM keys');
    const value = (performance.now() - start) / 1000;
    return { value, digest: distinctDigest(Number(reader.getRows()[0][0])) };
  },
};
