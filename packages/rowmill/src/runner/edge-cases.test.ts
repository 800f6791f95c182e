import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunReport } from '../reports/run-report.ts';
import { readManifest } from '../stores/manifest.ts';
import { describePostgres, usePostgres } from '../testing/postgres.ts';
import { openRunHarness } from './testing/run-harness.ts';

const USERS_SCHEMA = {
  type: 'object',
  properties: {
    name: { type: ['string', 'null'], maxLength: 60 },
    email: { type: 'string', format: 'email' },
  },
};

const requestWith = (rest: object = {}) => ({
  name: 'edges',
  edgeCases: true,
  tables: {
    users: {
      rows: 70_000,
      key: 'id',
      columns: {
        id: 'uuid',
        name: { generator: 'person.fullName', nulls: 0.01 },
        email: { generator: 'internet.email', unique: true },
        born: 'person.birthDate',
      },
    },
    orders: {
      rows: { per: 'users', count: { min: 0, max: 2 } },
      key: ['user_id', 'line'],
      columns: {
        user_id: { references: 'users.id', pick: 'parent' },
        line: { generator: 'sequence', restart: 'parent' },
        quantity: { generator: 'number.int', min: 1, max: 9 },
        price: { generator: 'number.decimal', min: 1, max: 100 },
        status: { generator: 'choice', values: ['open', 'paid'] },
      },
    },
  },
  validation: {
    schemas: { users: USERS_SCHEMA },
    expectations: [
      { expect: 'valuesAreBetween', table: 'orders', columns: ['quantity'], min: 1, max: 9 },
    ],
  },
  environments: {
    qa: {
      targets: [
        { kind: 'postgres', url: 'env:QA_URL' },
        { kind: 'directory', path: 'out', format: 'parquet' },
      ],
    },
  },
  ...rest,
});

describePostgres('a run with edge cases', () => {
  const postgres = usePostgres();

  it('passes its own gate, delivers them with their labels, and tells of them', async () => {
    const harness = openRunHarness();
    const world = harness.world({ environment: { QA_URL: postgres.server.url } });
    const { error } = await harness.start(requestWith(), { world });
    expect(error).toBeUndefined();
    const file = join(harness.folder, 'report', 'report.json');
    const report = JSON.parse(readFileSync(file, 'utf8')) as RunReport;
    expect(report.outcome).toBe('passed');
    const { edgeCases = [], tables, environments } = report;
    expect(edgeCases.map(({ table }) => table)).toEqual(['users', 'orders']);
    for (const { cases, rows, combinationRows } of edgeCases)
      expect(rows).toBe(cases + combinationRows);
    expect(edgeCases[0]?.cases).toBeGreaterThan(50);
    expect(edgeCases[1]?.combinations).toBeGreaterThan(0);
    const rowsOf = (name: string) => tables.find((table) => table.name === name)?.rows;
    expect(rowsOf('users')).toBe(70_000 + (edgeCases[0]?.rows ?? 0));
    expect(rowsOf('edge_cases')).toBeGreaterThan(
      edgeCases.reduce((sum, { rows }) => sum + rows, 0) - 1,
    );
    for (const { tables: delivered, verified } of environments[0]?.targets ?? []) {
      expect(delivered).toContain('edge_cases');
      expect(verified).toBeDefined();
    }
  });

  it('is another dataset where rules make other rows, and the same one where they do not', async () => {
    const harness = openRunHarness();
    const idOf = async (validation: object): Promise<string> => {
      const request = requestWith({ validation, environments: {} });
      const { tables } = request;
      const small = { ...request, tables: { users: { ...tables.users, rows: 10 } } };
      const { error, record } = await harness.start(small);
      expect(error).toBeUndefined();
      const plan = String(await harness.store.get(`runs/${record.id}/plan.json`));
      return (JSON.parse(plan) as { datasetId: string }).datasetId;
    };
    const one = await idOf({ schemas: { users: USERS_SCHEMA } });
    expect(await idOf({ schemas: { users: { ...USERS_SCHEMA, title: 'users' } } })).toBe(one);
    const narrow = { ...USERS_SCHEMA, properties: { name: { maxLength: 40 } } };
    const other = await idOf({ schemas: { users: narrow } });
    expect(other).not.toBe(one);
    expect((await readManifest(harness.store, other))?.tables.map(({ name }) => name)).toEqual([
      'users',
      'edge_cases',
    ]);
  });
});
