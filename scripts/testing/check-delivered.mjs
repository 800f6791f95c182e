/**
 * The test command of runs that are killed: adds a line with what it finds in the targets to `ran.txt`, so that it
 * shows how often it ran, and what was there.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

function folderDigest(folder) {
  if (folder === undefined || !existsSync(folder)) return 'none';
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    if (/\.(csv|ndjson|parquet)$/.test(name))
      hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function databaseDigest(url) {
  if (url === undefined) return 'none';
  const { default: pg } = await import(process.env.PG_MODULE);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2",
  );
  const digests = [];
  for (const { schemaname, tablename } of rows) {
    const table = `"${schemaname}"."${tablename}"`;
    const answer = await client.query(
      `SELECT count(*) AS rows, md5(string_agg(md5(t::text), '' ORDER BY t::text)) AS digest FROM ${table} t`,
    );
    digests.push(`${tablename}:${answer.rows[0].rows}:${answer.rows[0].digest}`);
  }
  await client.end();
  return digests.join(',');
}

const { ROWMILL_DIRECTORY, DATABASE_URL } = process.env;
const line = `${folderDigest(ROWMILL_DIRECTORY)} ${await databaseDigest(DATABASE_URL)}\n`;
// Long enough to be killed in its midst.
await new Promise((resolve) => setTimeout(resolve, 100));
appendFileSync('ran.txt', line);
