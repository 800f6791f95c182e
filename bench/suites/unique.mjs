import { nanosecondsPer } from '../lib/units.mjs';

export const suite = {
  name: 'unique',
  title: 'Whether 64-bit keys are unique',
  about: 'Keys in no order, in memory, with three planted repeats that all have to find.',
  subjects: [
    { id: 'sort', file: 'unique/sort.mjs' },
    { id: 'duckdb', file: 'unique/duckdb.mjs', packageName: '@duckdb/node-api' },
    { id: 'set', file: 'unique/set.mjs' },
  ],
  sameDigest: true,
  cases: [{ name: 'keys', title: 'Ten million keys', unit: nanosecondsPer('key') }],
};
