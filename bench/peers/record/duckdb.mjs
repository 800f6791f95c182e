import { DuckDBInstance } from '@duckdb/node-api';
import { DOMAINS, FIRST_NAMES, folded, LAST_NAMES } from '../../lib/names.mjs';

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const list = (texts) => `[${texts.map(quoted).join(', ')}]`;

const SET_UP = [
  'SET threads = 1',
  'SET preserve_insertion_order = false',
  `SET VARIABLE first_names = ${list(FIRST_NAMES)}`,
  `SET VARIABLE first_folded = ${list(FIRST_NAMES.map(folded))}`,
  `SET VARIABLE last_names = ${list(LAST_NAMES)}`,
  `SET VARIABLE last_folded = ${list(LAST_NAMES.map(folded))}`,
  `SET VARIABLE domains = ${list(DOMAINS)}`,
];

/** A whole number from 1 to `count`, the way DuckDB counts list entries. */
const pick = (count) => `1 + (random() * ${count})::INTEGER % ${count}`;

const copyUsers = (rows, file) => `
  COPY (
    SELECT
      uuid()::VARCHAR AS id,
      getvariable('first_folded')[f] || '.' || getvariable('last_folded')[l] || n
        || '@' || getvariable('domains')[d] AS email,
      getvariable('first_names')[f] || ' ' || getvariable('last_names')[l] AS name,
      printf('(%d) %d-%04d', a, b, c) AS phone,
      strftime(TIMESTAMP '2025-01-01' + to_milliseconds(t), '%Y-%m-%dT%H:%M:%S.%gZ') AS created_at
    FROM (
      SELECT
        ${pick(FIRST_NAMES.length)} AS f, ${pick(LAST_NAMES.length)} AS l,
        ${pick(DOMAINS.length)} AS d, ${pick(99)} AS n,
        199 + ${pick(800)} AS a, 199 + ${pick(800)} AS b, ${pick(9999)} AS c,
        (random() * 31535999999)::BIGINT AS t
      FROM range(${rows})
    )
  ) TO ${quoted(file)} (FORMAT json, USE_TMP_FILE false)`;

let connection;

export const peer = {
  name: 'DuckDB SQL (1 thread)',
  units: { null: 1_000_000, file: 1_000_000 },
  async prepare() {
    const instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    for (const statement of SET_UP) await connection.run(statement);
  },
  async run({ units, file }) {
    await connection.run(copyUsers(units, file));
  },
};
