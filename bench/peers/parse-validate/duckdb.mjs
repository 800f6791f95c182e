import { DuckDBInstance } from '@duckdb/node-api';
import { verdictDigest } from '../../lib/verdict.mjs';

const ATOM = "[a-z0-9!#$%&''*+/=?^_`{|}~-]+";
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const FIELDS = ['id', 'email', 'name', 'phone', 'created_at'];

/** As good as SQL has it: forms by regular expressions, days of the month by a cast. */
const CHECKS = [
  "regexp_full_match(id, '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}')",
  `regexp_full_match(email, '(?i:${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL})')`,
  'length(name) BETWEEN 3 AND 60',
  "regexp_full_match(phone, '\\(\\d{3}\\) \\d{3}-\\d{4}')",
  "regexp_full_match(created_at, '\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:[Zz]|[+-]\\d\\d:\\d\\d)')",
  'TRY_CAST(created_at AS TIMESTAMPTZ) IS NOT NULL',
];

const readUsers = (file) =>
  `read_json('${file}', format = 'newline_delimited', columns = {${FIELDS.map((name) => `${name}: 'VARCHAR'`).join(', ')}})`;

let connection;
let shared;

export const peer = {
  name: 'DuckDB read_json and regular expressions (1 thread)',
  units: { few: 3_000_000, many: 3_000_000 },
  async prepare(given) {
    shared = given;
    const instance = await DuckDBInstance.create(':memory:');
    connection = await instance.connect();
    await connection.run('SET threads = 1');
  },
  async run({ case: name, units }) {
    const reader = await connection.runAndReadAll(`
      SELECT line FROM (
        SELECT row_number() OVER () AS line, ${CHECKS.join(' AND ')} AS ok
        FROM ${readUsers(shared.files[name])}
      ) WHERE ok IS NOT TRUE`);
    const lines = reader.getRows().map(([line]) => Number(line));
    return { digest: verdictDigest(units, lines) };
  },
};
