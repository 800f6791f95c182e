import fc from 'fast-check';
import type { ColumnInput, CountInput, MaskingInput, RequestInput, TableInput } from '../input.ts';

const share = fc.constantFrom(0, 0.25, 0.5, 1);

const count: fc.Arbitrary<CountInput> = fc.oneof(
  fc.nat({ max: 50 }),
  fc.constantFrom('1k', '1_000'),
  fc.record({ min: fc.nat({ max: 3 }), max: fc.integer({ min: 3, max: 9 }) }),
  fc.record({
    zipf: fc.constant(1.1),
    min: fc.nat({ max: 3 }),
    max: fc.integer({ min: 3, max: 9 }),
  }),
  fc.record({ poisson: fc.constantFrom(0, 0.5, 4) }),
  fc.constant({ histogram: { '0': 5, '1': 3, '2-5': 1 } }),
);

const column: fc.Arbitrary<ColumnInput> = fc.oneof(
  fc.constantFrom('uuid', 'person.fullName', 'faker.animal.cat'),
  fc.record({ generator: fc.constant('uuid'), unique: fc.boolean(), nulls: share }),
  fc.record({ generator: fc.constant('date.recent'), days: fc.integer({ min: 1, max: 900 }) }),
  fc.record({
    generator: fc.constant('choice'),
    values: fc.constantFrom<unknown>(['a', 'true', '1'], { free: 80, '0x1F': 2 }),
  }),
  fc.record({ derive: fc.constantFrom('a * b', "concat('x: ', id)"), nulls: share }),
  fc.record({ references: fc.constant('users.id'), nulls: share }),
);

// Texts that YAML would read as something else when it is written without care.
const columnName = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/),
  fc.constantFrom('true', 'null', '1', '1e3', '0x10', 'a: b', '- a', '#x', 'ü', "it's", '~', 'no'),
);

const isAllowed = (name: string) => !(name in Object.prototype) && name !== 'prototype';

const columns = fc
  .dictionary(columnName.filter(isAllowed), column, { maxKeys: 6, noNullPrototype: true })
  .map(({ id: _, ...rest }): Record<string, ColumnInput> => ({ id: 'uuid', ...rest }));

const users: fc.Arbitrary<TableInput> = fc.record({
  rows: fc.oneof(fc.nat({ max: 1e9 }), fc.constantFrom('1_000', '10k', '1.5M')),
  columns,
});

const children: fc.Arbitrary<TableInput> = fc.record({
  rows: fc.record({ per: fc.constant('users'), count }),
  columns: columns.map((rest) => ({ ...rest, user_id: { references: 'users.id' } })),
});

const masked: fc.Arbitrary<TableInput> = fc.record({
  source: fc.constantFrom<NonNullable<TableInput['source']>>(
    { kind: 'csv', path: './c.csv' },
    { kind: 'csv', path: './c.csv', delimiter: ';' },
    { kind: 'ndjson', path: 'data/c.ndjson' },
    { kind: 'postgres', url: 'env:SRC_URL', table: 'public.customer' },
  ),
  columns: fc.constantFrom<Record<string, ColumnInput>>(
    { id: 'keep' },
    { id: { mask: 'keep', references: 'users.id' }, email: { mask: 'fake.email', by: 'id' } },
  ),
});

/** Requests that are right, for the sample definitions: a parent, children of it and a masked table. */
export const arbitraryRequest: fc.Arbitrary<RequestInput> = fc.record(
  {
    name: fc.stringMatching(/^[a-z][a-z0-9_-]{0,9}$/),
    seed: fc.maxSafeNat(),
    locale: fc.constantFrom('en', 'de', 'pt_BR'),
    referenceDate: fc.constantFrom('2025-01-01', '2024-02-29T12:00:00+02:00'),
    tables: fc.record({ users, orders: children, customers: masked }, { requiredKeys: ['users'] }),
    masking: fc.constantFrom<MaskingInput>(
      { key: 'env:ROWMILL_KEY' },
      {
        key: { ref: 'aws-secrets:rowmill/key', version: 3, custodian: 'security' },
        purpose: 'tests',
        claim: 'gdpr-pseudonymised',
        strict: true,
      },
    ),
    validation: fc.constant({
      schemas: { users: { type: 'object', required: ['id'] } },
      expectations: [{ expect: 'valuesAreUnique', table: 'users', column: 'id' }],
    }),
    environments: fc.constant({
      qa: {
        lease: '4h',
        targets: [
          { kind: 'postgres' as const, embedded: true },
          { kind: 'directory' as const, path: './lake', format: 'csv' as const, tables: ['users'] },
          {
            kind: 'directory' as const,
            path: './pages',
            format: 'parquet' as const,
            compression: 'gzip' as const,
          },
          { kind: 's3' as const, url: 's3://lake/pages', format: 'ndjson' as const },
        ],
      },
    }),
    test: fc.constant({ command: 'npm run test:e2e', timeout: '10m' }),
    edgeCases: fc.oneof(
      fc.boolean(),
      fc.record({
        share: fc.constantFrom(0, 0.5),
        strength: fc.integer({ min: 0, max: 4 }),
        kinds: fc.constant(['text'] as const),
        labels: fc.constant('cases'),
      }),
    ),
    cleanup: fc.constantFrom('always' as const, 'on-success' as const, 'never' as const),
    workflow: fc.constant('./my-pipeline.asl.json'),
  },
  { requiredKeys: ['name', 'tables'] },
);
