import { atMost } from '../lib/marks.mjs';
import { MEGABYTES } from '../lib/units.mjs';

const ONCE = { unit: MEGABYTES, rounds: 1, warmups: 0 };
const MOST_MEGABYTES = 200;
const CASES = ['ndjson', 'ndjson-long', 'parquet'];

export const suite = {
  name: 'memory',
  title: 'Greatest resident size of the process',
  about: 'The user record to one file, which is removed; the whole process with all its threads.',
  subjects: [
    { id: 'generate', file: 'memory/generate.mjs', isOwn: true },
    { id: 'duckdb', file: 'memory/duckdb.mjs', packageName: '@duckdb/node-api' },
    { id: 'node', file: 'memory/node.mjs' },
  ],
  cases: [
    { ...ONCE, name: 'ndjson', title: 'NDJSON', file: 'user.ndjson' },
    {
      ...ONCE,
      name: 'ndjson-long',
      title: 'NDJSON, ten times as many rows',
      file: 'user.ndjson',
    },
    { ...ONCE, name: 'parquet', title: 'Parquet', file: 'user.parquet' },
  ],
  marks: CASES.map((name) => atMost({ case: name, subject: 'generate' }, MOST_MEGABYTES)),
};
