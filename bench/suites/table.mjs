import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileDigest } from '../lib/digest.mjs';
import { timesAtLeast } from '../lib/marks.mjs';
import { tableProblem } from '../lib/table-check.mjs';
import { nanosecondsPer } from '../lib/units.mjs';

const CHECKED_ROWS = 20_000;
const ENGINE = { case: 'null', subject: 'engine' };

/** Every row is looked at, and the shares of nulls and values: nobody is timed who does something easier. */
async function check(subject, { folder }) {
  const file = join(folder, 'check.ndjson');
  await subject.run({ case: 'null', units: CHECKED_ROWS, file, folder });
  const text = readFileSync(file, 'utf8');
  const problem = tableProblem(text, CHECKED_ROWS);
  if (problem !== undefined) throw new Error(`${subject.title}: ${problem}`);
  const digest = fileDigest(file);
  rmSync(file);
  return { digest, bytesPerUnit: Buffer.byteLength(text) / CHECKED_ROWS };
}

export const suite = {
  name: 'table',
  title: 'A table of twenty columns as NDJSON',
  about:
    'bench/table.yaml: identifiers, names, weighted choices, lognormal decimals, Zipf numbers, floats, dates, three columns with nulls, sentences, addresses, lists, IBANs, codes by a pattern, a computed column. The peers make the same columns by hand.',
  subjects: [
    { id: 'engine', file: 'table/rowmill.mjs', isOwn: true, env: { ROWMILL_ENGINE: 'wasm' } },
    {
      id: 'engine-ts',
      file: 'table/rowmill.mjs',
      title: 'rowmill engine in TypeScript (in process, 1 thread)',
      isOwn: true,
      env: { ROWMILL_ENGINE: 'ts' },
    },
    { id: 'duckdb', file: 'table/duckdb.mjs', packageName: '@duckdb/node-api' },
    { id: 'faker', file: 'table/faker.mjs', packageName: '@faker-js/faker' },
  ],
  check,
  sameDigest: ['engine', 'engine-ts'],
  cases: [{ name: 'null', title: 'To /dev/null', unit: nanosecondsPer('row') }],
  marks: [timesAtLeast(ENGINE, 'faker', 60), timesAtLeast(ENGINE, 'duckdb', 5)],
};
