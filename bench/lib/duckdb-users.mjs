import { DuckDBInstance } from '@duckdb/node-api';
import { DOMAINS, FIRST_NAMES, folded, LAST_NAMES } from './names.mjs';

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const list = (texts) => `[${texts.map(quoted).join(', ')}]`;

const SET_UP = [
  'SET preserve_insertion_order = false',
  `SET VARIABLE first_names = ${list(FIRST_NAMES)}`,
  `SET VARIABLE first_folded = ${list(FIRST_NAMES.map(folded))}`,
  `SET VARIABLE last_names = ${list(LAST_NAMES)}`,
  `SET VARIABLE last_folded = ${list(LAST_NAMES.map(folded))}`,
  `SET VARIABLE domains = ${list(DOMAINS)}`,
];

/** A whole number from 1 to `count`, the way DuckDB counts list entries. */
const pick = (count) => `1 + (random() * ${count})::INTEGER % ${count}`;

const CREATED = "TIMESTAMP '2025-01-01' + to_milliseconds(t)";

/** The columns that differ: JSON takes text, Parquet has types of its own. */
export const AS_JSON = {
  id: 'uuid()::VARCHAR',
  created: `strftime(${CREATED}, '%Y-%m-%dT%H:%M:%S.%gZ')`,
  options: 'FORMAT json, USE_TMP_FILE false',
};
export const asParquet = (codec) => ({
  id: 'uuid()',
  created: CREATED,
  options: `FORMAT parquet, COMPRESSION ${codec}, USE_TMP_FILE false`,
});

const copyUsers = (rows, file, { id, created, options }) => `
  COPY (
    SELECT
      ${id} AS id,
      getvariable('first_folded')[f] || '.' || getvariable('last_folded')[l] || n
        || '@' || getvariable('domains')[d] AS email,
      getvariable('first_names')[f] || ' ' || getvariable('last_names')[l] AS name,
      printf('(%d) %d-%04d', a, b, c) AS phone,
      ${created} AS created_at
    FROM (
      SELECT
        ${pick(FIRST_NAMES.length)} AS f, ${pick(LAST_NAMES.length)} AS l,
        ${pick(DOMAINS.length)} AS d, ${pick(99)} AS n,
        199 + ${pick(800)} AS a, 199 + ${pick(800)} AS b, ${pick(9999)} AS c,
        (random() * 31535999999)::BIGINT AS t
      FROM range(${rows})
    )
  ) TO ${quoted(file)} (${options})`;

/** DuckDB as a subject: one SQL statement makes the user records and writes them. */
export function duckdbUsers({ units, threads, form }) {
  let connection;
  return {
    name: `DuckDB SQL (${threads === 1 ? '1 thread' : `${threads} threads`})`,
    units,
    async prepare() {
      const instance = await DuckDBInstance.create(':memory:');
      connection = await instance.connect();
      for (const statement of [`SET threads = ${threads}`, ...SET_UP]) {
        await connection.run(statement);
      }
    },
    async run({ units: rows, file }) {
      await connection.run(copyUsers(rows, file, form));
    },
  };
}
