import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countLines } from '../lib/count-lines.mjs';
import { fileDigest } from '../lib/digest.mjs';
import { perSecondAtLeast, secondsAtMost, timesAtLeast, timesAtMost } from '../lib/marks.mjs';
import { recordProblem } from '../lib/record-check.mjs';
import { nanosecondsPer } from '../lib/units.mjs';

const CHECKED_ROWS = 20_000;

const ENGINE = { case: 'null', subject: 'engine' };
const TWO_WORKERS = { case: 'file', subject: 'generate-2' };

/** Lets a subject write some rows and reads them all: only what makes the record is timed. */
async function check(subject, { folder }) {
  const file = join(folder, 'check.ndjson');
  await subject.run({ case: 'file', units: CHECKED_ROWS, file, folder });
  const text = readFileSync(file, 'utf8');
  const problem = recordProblem(text, CHECKED_ROWS);
  if (problem !== undefined) throw new Error(`${subject.title}: ${problem}`);
  const digest = fileDigest(file);
  rmSync(file);
  return { digest, bytesPerUnit: Buffer.byteLength(text) / CHECKED_ROWS };
}

function verify(file, rows, { title }) {
  const { rows: written } = countLines(file);
  if (written !== rows) throw new Error(`${title}: wrote ${written} of ${rows} rows`);
}

export const suite = {
  name: 'record',
  title: 'The user record as NDJSON',
  about:
    'Five fields, about 171 bytes a row. In the file case compare with the C program, which meets the same disk in the same round.',
  subjects: [
    { id: 'engine', file: 'record/rowmill.mjs', isOwn: true, env: { ROWMILL_ENGINE: 'wasm' } },
    {
      id: 'engine-ts',
      file: 'record/rowmill.mjs',
      title: 'rowmill engine in TypeScript (in process, 1 thread)',
      isOwn: true,
      env: { ROWMILL_ENGINE: 'ts' },
    },
    { id: 'generate-1', file: 'record/rowmill-one-worker.mjs', isOwn: true },
    { id: 'generate-2', file: 'record/rowmill-two-workers.mjs', isOwn: true },
    { id: 'c', file: 'record/c.mjs', isControl: true },
    { id: 'duckdb', file: 'record/duckdb.mjs', packageName: '@duckdb/node-api' },
    { id: 'faker', file: 'record/faker.mjs', packageName: '@faker-js/faker' },
    { id: 'casual', file: 'record/casual.mjs', packageName: 'casual' },
    { id: 'chance', file: 'record/chance.mjs', packageName: 'chance' },
    { id: 'falso', file: 'record/falso.mjs', packageName: '@ngneat/falso' },
    {
      id: 'json-schema-faker',
      file: 'record/json-schema-faker.mjs',
      packageName: 'json-schema-faker',
    },
  ],
  check,
  sameDigest: ['engine', 'engine-ts', 'generate-1', 'generate-2'],
  cases: [
    { name: 'null', title: 'To /dev/null', unit: nanosecondsPer('row') },
    { name: 'file', title: 'To a file', unit: nanosecondsPer('row'), file: 'user.ndjson', verify },
  ],
  marks: [
    perSecondAtLeast(ENGINE, 15e6),
    timesAtLeast(ENGINE, 'faker', 100),
    timesAtLeast(ENGINE, 'duckdb', 9),
    timesAtLeast(ENGINE, 'c', 0.2),
    secondsAtMost(TWO_WORKERS, 10_000_000, 2),
    timesAtMost(TWO_WORKERS, 'c', 1.7),
  ],
};
