import { readFileSync, rmSync } from 'node:fs';
import { textDigest } from './digest.mjs';
import { recordProblem } from './record-check.mjs';

/** A UUID that its writer could not mark as one comes back as sixteen bytes. */
function idOf(type) {
  if (type !== 'BLOB') return 'id::VARCHAR';
  const ranges = ['1, 8', '9, 4', '13, 4', '17, 4', '21, 12'];
  return ranges.map((range) => `substring(lower(hex(id)), ${range})`).join(" || '-' || ");
}

/** Rows of a Parquet file as NDJSON, as DuckDB reads them. */
async function readAsNdjson(file) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const copy = `${file}.ndjson`;
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const reader = await connection.runAndReadAll(`SELECT typeof(id) FROM '${file}' LIMIT 1`);
    const id = idOf(reader.getRows()[0][0]);
    await connection.run(`
      COPY (
        SELECT ${id} AS id, email, name, phone,
          strftime(created_at::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%gZ') AS created_at
        FROM '${file}'
      ) TO '${copy}' (FORMAT json)`);
    return readFileSync(copy, 'utf8');
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(copy, { force: true });
  }
}

/**
 * Reads a Parquet file of user records back and looks at every row.
 *
 * @returns a digest of its rows as NDJSON, the same as that of a file of NDJSON with these rows.
 * @throws Error that says what is wrong with which row.
 */
export async function checkParquet(file, rowCount) {
  const text = await readAsNdjson(file);
  const problem = recordProblem(text, rowCount);
  if (problem !== undefined) throw new Error(problem);
  return textDigest(text);
}
