/**
 * Every peer, by its file in bench/peers. The first that can run here is the one that the others
 * are compared with. `packageName` is the package whose version the report names.
 */
export const PEERS = [
  { file: 'rowmill.mjs' },
  { file: 'rowmill-one-worker.mjs' },
  { file: 'rowmill-two-workers.mjs' },
  { file: 'c.mjs' },
  { file: 'duckdb.mjs', packageName: '@duckdb/node-api' },
  { file: 'faker.mjs', packageName: '@faker-js/faker' },
  { file: 'casual.mjs', packageName: 'casual' },
  { file: 'chance.mjs', packageName: 'chance' },
  { file: 'falso.mjs', packageName: '@ngneat/falso' },
  { file: 'json-schema-faker.mjs', packageName: 'json-schema-faker' },
];
