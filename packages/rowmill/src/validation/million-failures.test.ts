import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDuckDb } from './open-duckdb.ts';
import { quoteText } from './sql-names.ts';

const ROWS = 1_000_000;
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

let directory = '';
let database: Database;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rowmill-million-'));
  database = await openDuckDb();
  await database.query(
    `COPY (SELECT range AS id, 'user' || range || '@example.com' AS email, range % 7 AS age FROM range(${ROWS}))
      TO ${quoteText(join(directory, 'users.parquet'))} (FORMAT parquet)`,
  );
  const expectations = '[{ expect: rowSatisfies, table: users, expression: age > 7 }]';
  await database.query(
    `COPY (SELECT ${quoteText(expectations)}) TO ${quoteText(join(directory, 'e.yaml'))} (FORMAT csv, HEADER false, QUOTE '')`,
  );
});
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true, force: true });
});

describe('a check that a million rows fail', () => {
  it.each(['ndjson', 'parquet'])(
    'lists all of them as %s in 300 MB',
    async (format) => {
      const args = [
        'users=users.parquet',
        '-x',
        'e.yaml',
        '--failures',
        format,
        '--failures-format',
        format,
      ];
      const report = "process.on('exit', () => console.error(process.resourceUsage().maxRSS))";
      const loader = `data:text/javascript,${encodeURIComponent(report)}`;
      const failed = await promisify(execFile)(
        process.execPath,
        ['--import', loader, MAIN, 'validate', ...args],
        { cwd: directory },
      ).catch((error: { code: number; stderr: string }) => error);
      expect(failed).toMatchObject({ code: 1 });
      const [megabytes = Number.NaN] = failed.stderr
        .trim()
        .split('\n')
        .map(Number)
        .map((kB) => kB / 1024);
      const file = quoteText(join(directory, format, `001-users-rowSatisfies.${format}`));
      const reader = format === 'parquet' ? 'read_parquet' : 'read_json';
      const [counted] = await database.query(
        `SELECT count(*)::INTEGER, count(DISTINCT row)::INTEGER, min(row)::INTEGER FROM ${reader}(${file})`,
      );
      expect(counted).toEqual([ROWS, ROWS, 0]);
      expect(megabytes).toBeLessThanOrEqual(300);
    },
    60_000,
  );
});
