import { secondsAtMost } from '../lib/marks.mjs';
import { nanosecondsPer } from '../lib/units.mjs';

export const suite = {
  name: 'unique',
  title: 'Whether 64-bit keys are unique',
  about:
    'Keys in no order, in memory, with three planted repeats that all have to find; rowmill also lists their rows.',
  subjects: [
    { id: 'rowmill', file: 'unique/rowmill.mjs', isOwn: true, env: { ROWMILL_ENGINE: 'wasm' } },
    {
      id: 'rowmill-ts',
      file: 'unique/rowmill.mjs',
      title: 'rowmill in TypeScript (1 thread)',
      isOwn: true,
      env: { ROWMILL_ENGINE: 'ts' },
    },
    { id: 'sort', file: 'unique/sort.mjs' },
    { id: 'duckdb', file: 'unique/duckdb.mjs', packageName: '@duckdb/node-api' },
    { id: 'set', file: 'unique/set.mjs' },
  ],
  sameDigest: true,
  cases: [{ name: 'keys', title: 'Keys in memory', unit: nanosecondsPer('key') }],
  marks: [secondsAtMost({ case: 'keys', subject: 'rowmill' }, 10_000_000, 0.15)],
};
