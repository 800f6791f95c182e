import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileDigest } from '../lib/digest.mjs';
import { secondsAtMost, smallerBy, timesAtLeast } from '../lib/marks.mjs';
import { checkParquet } from '../lib/parquet-check.mjs';
import { generateUsers } from '../lib/rowmill-command.mjs';
import { bytesPer, nanosecondsPer } from '../lib/units.mjs';

const CHECKED_ROWS = 20_000;
const OWN = ['generate-1', 'generate-2'];
const TWO_WORKERS = { case: 'file', subject: 'generate-2' };

/** A digest of the same rows as NDJSON: Parquet has to hold just these. */
async function setUp({ folder }) {
  const file = join(folder, 'check.ndjson');
  await generateUsers(file, { rows: CHECKED_ROWS, workers: 1 });
  const digest = fileDigest(file);
  rmSync(file);
  return { digest };
}

/** What each of them writes is read back by DuckDB, and every row is looked at. */
async function check(subject, { folder, shared }) {
  if (subject.units.file === undefined || subject.id === 'write') return undefined;
  const file = join(folder, 'check.parquet');
  await subject.run({ case: 'file', units: CHECKED_ROWS, file, folder });
  try {
    const digest = await checkParquet(file, CHECKED_ROWS);
    if (!OWN.includes(subject.id)) return {};
    if (digest !== shared.digest)
      throw new Error('its rows are not those of the same request as NDJSON');
    return { digest: fileDigest(file) };
  } catch (cause) {
    throw new Error(`${subject.title}: ${cause.message}`, { cause });
  } finally {
    rmSync(file);
  }
}

export const suite = {
  name: 'parquet',
  title: 'The user record as Parquet with Snappy',
  about:
    'One file. DuckDB is timed without the start of its process. Peers marked "writing alone" get columns of JavaScript values, or of Arrow, that are made beforehand. Files are read back by DuckDB.',
  subjects: [
    { id: 'generate-2', file: 'parquet/generate-two.mjs', isOwn: true },
    { id: 'generate-1', file: 'parquet/generate-one.mjs', isOwn: true },
    { id: 'write', file: 'parquet/plain-write.mjs', isControl: true },
    { id: 'duckdb', file: 'parquet/duckdb.mjs', packageName: '@duckdb/node-api' },
    { id: 'parquet-wasm', file: 'parquet/parquet-wasm.mjs', packageName: 'parquet-wasm' },
    {
      id: 'hyparquet-writer',
      file: 'parquet/hyparquet-writer.mjs',
      packageName: 'hyparquet-writer',
    },
    { id: 'snappy', file: 'parquet/snappy.mjs', isOwn: true },
    { id: 'gzip', file: 'parquet/gzip.mjs', isOwn: true },
    { id: 'zstd', file: 'parquet/zstd.mjs', isOwn: true },
    { id: 'json', file: 'parquet/json-array.mjs' },
    { id: 'duckdb-zstd', file: 'parquet/duckdb-zstd.mjs', packageName: '@duckdb/node-api' },
  ],
  setUp,
  check,
  sameDigest: OWN,
  cases: [
    { name: 'file', title: 'To a file', unit: nanosecondsPer('row'), file: 'user.parquet' },
    {
      name: 'size',
      title: 'Size',
      unit: bytesPer('row'),
      file: 'user.out',
      rounds: 1,
      warmups: 0,
    },
  ],
  marks: [
    secondsAtMost(TWO_WORKERS, 10_000_000, 2.2),
    timesAtLeast(TWO_WORKERS, 'duckdb', 1.8),
    smallerBy({ case: 'size', subject: 'snappy' }, 'json', 0.65),
    smallerBy({ case: 'size', subject: 'zstd' }, 'json', 0.7),
  ],
};
