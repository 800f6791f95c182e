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
  test: {
    // The system under test takes every row that nobody calls invalid, and one that somebody does.
    command: `node -e '
      const { readFileSync, readdirSync, writeFileSync } = require("node:fs");
      const { join } = require("node:path");
      const folder = process.env.ROWMILL_EDGE_CASES;
      const linesOf = (file) => readFileSync(join(folder, file), "utf8").trim().split("\\n").map((line) => JSON.parse(line));
      const labels = linesOf("labels.ndjson");
      const rows = readdirSync(folder).filter((file) => file.endsWith(".invalid.ndjson")).flatMap(linesOf);
      const invalid = labels.filter(({ verdict }) => verdict === "invalid");
      if (rows.length !== invalid.length || rows.length === 0) throw new Error(rows.length + " rows");
      const answers = new Map(labels.map(({ id, verdict }) => [id, verdict === "valid"]));
      answers.set(invalid[0].id, true);
      writeFileSync(join(folder, "..", "verdicts.ndjson"), [...answers].map(([id, accepted]) => JSON.stringify({ id, accepted })).join("\\n"));
    '`,
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

  it('has its invalid rows told by its own checks, and keeps them out of tables and targets', async () => {
    const harness = openRunHarness();
    const world = harness.world({ environment: { QA_URL: postgres.server.url } });
    const { error, record } = await harness.start(requestWith(), { world });
    expect(error).toBeUndefined();
    const file = join(harness.folder, 'report', 'report.json');
    const report = JSON.parse(readFileSync(file, 'utf8')) as RunReport;
    const told = report.checks.filter(({ name }) => name === 'invalidRowsAreTold');
    expect(told.map(({ table, passed }) => [table, passed])).toEqual([
      ['users', true],
      ['orders', true],
    ]);
    for (const { score, table } of report.edgeCases ?? []) {
      expect([table, score?.missed, score?.others]).toEqual([table, [], []]);
      expect(score?.told).toBe(score?.cases);
      for (const { precision, recall } of score?.rules ?? [])
        expect([precision, recall]).toEqual([1, 1]);
    }
    const rulesOf = (place: number) =>
      report.edgeCases?.[place]?.score?.rules.map(({ rule }) => rule) ?? [];
    expect(rulesOf(0)).toEqual(
      expect.arrayContaining(['maxLength', 'valuesAreUnique', 'valuesAreNotNull']),
    );
    expect(rulesOf(1)).toEqual(expect.arrayContaining(['valuesAreBetween', 'valuesReference']));
    const run = `runs/${record.id}`;
    const labels = String(await harness.store.get(`${run}/edge-cases/labels.ndjson`));
    const verdicts = String(await harness.store.get(`${run}/verdicts.ndjson`));
    expect(verdicts.split('\n').length).toBeLessThanOrEqual(labels.trim().split('\n').length);
    const rowsOf = (name: string) => report.tables.find((table) => table.name === name)?.rows;
    expect(rowsOf('users')).toBe(70_000 + (report.edgeCases?.[0]?.rows ?? 0));
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
