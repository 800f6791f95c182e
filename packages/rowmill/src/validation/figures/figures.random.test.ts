import type { TableShape } from '@rowmill/core';
import {
  concludeState,
  type Expectation,
  mergeStates,
  NOTHING_SEEN,
  observeRows,
  resolveExpectations,
} from '@rowmill/core/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useScratchDatabase } from '../../testing/scratch-database.ts';
import { checkDataset } from '../dataset-checks.ts';
import { quoteText } from '../sql-names.ts';
import { measureNamed } from './measures.ts';

type Row = Readonly<Record<string, unknown>>;

const scratch = useScratchDatabase();

const shape = (name: string, columns: TableShape['columns']): TableShape => ({
  name,
  columns,
  key: [],
  unique: [],
  references: [],
});

const column = (name: string, type: TableShape['columns'][number]['type']) => ({
  name,
  type,
  nullable: true,
});

const ORDERS = shape('orders', [
  column('id', { kind: 'integer' }),
  column('total', { kind: 'decimal', scale: 2 }),
  column('weight', { kind: 'float' }),
  column('big', { kind: 'bigint' }),
  column('plan', { kind: 'string' }),
  column('day', { kind: 'date' }),
  column('made', { kind: 'timestamp' }),
  column('paid', { kind: 'boolean' }),
]);
const LINES = shape('lines', [
  column('order', { kind: 'integer' }),
  column('amount', { kind: 'decimal', scale: 2 }),
  column('grams', { kind: 'float' }),
  column('plan', { kind: 'string' }),
]);

const SQL_TYPES: Readonly<Record<string, string>> = {
  integer: 'BIGINT',
  bigint: 'BIGINT',
  decimal: 'DECIMAL(18, 2)',
  float: 'DOUBLE',
  string: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  boolean: 'BOOLEAN',
};

function writePart({ columns }: TableShape, rows: readonly Row[]): Promise<string> {
  const cells = (row: Row) =>
    columns.map(({ name }) => {
      const cell = row[name] ?? null;
      return cell === null ? 'NULL' : quoteText(String(cell).replace(/Z$/, ''));
    });
  const values = [columns.map(() => 'NULL'), ...rows.map(cells)].map(
    (row) => `(${row.join(', ')})`,
  );
  const names = columns.map(({ name }) => `"${name}"`);
  const typed = columns.map(
    ({ name, type }) => `CAST("${name}" AS ${SQL_TYPES[type.kind]}) AS "${name}"`,
  );
  return scratch.writePart(
    `SELECT ${typed.join(', ')} FROM (VALUES ${values.join(', ')}) v(${names.join(', ')}) OFFSET 1`,
  );
}

const cents = fc.integer({ min: -300, max: 300 }).map((units) => (units / 100).toFixed(2));
const thousandths = fc.integer({ min: -5000, max: 5000 }).map((n) => n / 1000);
const day = fc.integer({ min: 0, max: 40 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)));
const order = fc.record({
  id: fc.option(fc.integer({ min: 0, max: 4 })),
  total: fc.option(cents),
  weight: fc.option(thousandths),
  big: fc.option(fc.bigInt({ min: 2n ** 62n, max: 2n ** 62n + 9n })),
  plan: fc.option(fc.constantFrom('free', 'pro', 'é', '')),
  day: fc.option(day.map((date) => date.toISOString().slice(0, 10))),
  made: fc.option(day.map((date) => date.toISOString())),
  paid: fc.option(fc.boolean()),
});
const line = fc.record({
  order: fc.option(fc.integer({ min: 0, max: 5 })),
  amount: fc.option(cents),
  grams: fc.option(thousandths),
  plan: fc.option(fc.constantFrom('free', 'team')),
});

const about = (expect: string, columns: readonly string[], options: Row): Expectation => ({
  expect,
  table: 'orders',
  columns,
  options,
});
const distribution = (name: string, options: Row): Expectation =>
  about('distributionMatches', [name], { atMost: 0.2, ...options });

const children = { table: 'lines', columns: 'order' };
const EXPECTATIONS: readonly Expectation[] = [
  about('nullShareIsBetween', ['plan', 'day'], { max: 0.4 }),
  about('distinctCountIsBetween', ['plan', 'total'], { min: 3 }),
  about('sumMatches', ['total'], { equals: '1.50', tolerance: 2 }),
  about('sumMatches', ['big'], { equals: '9223372036854775811', tolerance: 5 }),
  about('sumMatches', ['weight'], { equalsColumn: 'total', tolerance: 1 }),
  about('sumMatches', ['total'], { equalsColumn: 'id' }),
  about('sumMatches', ['total'], {
    children: { table: 'lines', column: 'amount', references: 'order', key: 'id' },
    tolerance: 1,
  }),
  about('sumMatches', ['weight'], {
    children: { table: 'lines', column: 'grams', references: 'order', key: 'id' },
    tolerance: 1,
  }),
  about('childrenPerParent', ['id'], { children, min: 1, max: 2 }),
  about('childrenPerParent', ['id'], { children, max: 1 }),
  about('childrenPerParent', ['id'], { children, mean: { min: 0.5, max: 2 } }),
  about('freshnessIsWithin', ['day'], { within: '7d', asOf: '2025-02-05' }),
  about('freshnessIsWithin', ['made'], { within: '36h', asOf: '2025-02-05T12:00:00Z' }),
  about('correlationIsNear', ['total', 'weight'], { value: 0, tolerance: 0.5 }),
  about('correlationIsNear', ['total', 'day'], { value: 0, method: 'spearman' }),
  distribution('total', { method: 'ks', distribution: 'uniform', min: -3, max: 3 }),
  distribution('weight', { method: 'ks', distribution: 'normal', mean: 0, deviation: 2 }),
  distribution('id', { method: 'psi', distribution: 'uniform', min: 0, max: 4, bins: 5 }),
  distribution('weight', { method: 'ks', reference: { table: 'lines', column: 'grams' } }),
  distribution('weight', {
    method: 'psi',
    reference: { table: 'lines', column: 'grams' },
    bins: 4,
  }),
  distribution('day', { method: 'ks', reference: { table: 'orders', column: 'made' } }),
  distribution('plan', { method: 'tv', values: { free: 3, pro: 1 } }),
  distribution('plan', { method: 'psi', values: ['free', 'pro', null] }),
  distribution('paid', { method: 'tv', values: [true, false] }),
  distribution('plan', { method: 'tv', reference: { table: 'lines', column: 'plan' } }),
  distribution('plan', { method: 'psi', reference: { table: 'lines', column: 'plan' } }),
  {
    ...distribution('weight', { method: 'ks', reference: { table: 'orders', column: 'weight' } }),
    where: 'paid == true',
  },
  { ...about('childrenPerParent', ['id'], { children, min: 1 }), where: 'paid == true' },
];

function byReference(orders: readonly Row[], lines: readonly Row[]) {
  return resolveExpectations(EXPECTATIONS, [ORDERS, LINES]).map((expectation) => {
    const slices = [
      { table: 'lines', firstRow: 0, rows: lines },
      { table: 'orders', firstRow: 0, rows: orders },
    ];
    const states = slices.map((slice) => observeRows(expectation, slice));
    const outcome = concludeState(
      expectation,
      states.reduce((a, b) => mergeStates(expectation, [a, b]), NOTHING_SEEN),
    );
    return { expectation, outcome };
  });
}

describe('figures of a database', () => {
  it('are those that the core says, on random tables', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(order), fc.array(line), async (orders, lines) => {
        const files = {
          orders: [await writePart(ORDERS, orders)],
          lines: [await writePart(LINES, lines)],
        };
        const results = await checkDataset({
          tables: [ORDERS, LINES],
          files,
          expectations: EXPECTATIONS,
          limit: 1000,
          failuresDirectory: scratch.directory,
          today: '2026-01-01',
        });
        for (const [index, { expectation, outcome }] of byReference(orders, lines).entries()) {
          const result = results[index];
          const label = JSON.stringify(expectation);
          const found = result?.examples.map(({ row }) => row);
          expect(found, label).toEqual(outcome.failingRows);
          // A figure that lies on its bound may fall to either side of it by the last digit.
          if (!isOnBound(expectation.query, outcome.figure))
            expect(result?.passed, `${label} ${result?.observed}`).toBe(outcome.passed);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('have the same digits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(order), fc.array(line), async (orders, lines) => {
        await scratch.database.query(
          `CREATE OR REPLACE VIEW o AS SELECT * FROM '${await writePart(ORDERS, orders)}'`,
        );
        await scratch.database.query(
          `CREATE OR REPLACE VIEW l AS SELECT * FROM '${await writePart(LINES, lines)}'`,
        );
        for (const reference of byReference(orders, lines)) await expectSameFigure(reference);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('tell distinct values by a sketch within four standard errors', async () => {
    await scratch.database.query(
      `CREATE OR REPLACE VIEW o AS SELECT (i % 70000)::BIGINT AS id, (i % 2)::VARCHAR AS plan FROM range(200000) t(i)`,
    );
    const query = {
      failing: 'figure',
      figure: { name: 'approximate-distinct-count', columns: ['id', 'plan'], options: {} },
      minimum: 0,
      maximum: 1e9,
    } as const;
    const table = { shape: ORDERS, view: 'o', numberedView: 'o', hidden: new Set<string>() };
    const { database, directory } = scratch;
    const context = { database, table, directory, open: async () => table };
    const { value, observed } = await measureNamed(query.figure.name).measure(query, context);
    expect(Math.abs((value ?? 0) - 70_000)).toBeLessThan(70_000 * 0.033);
    expect(observed).toMatch(/^about [\d,]+, ± 1\.6%$/);
  });
});

const stored = (view: string, table: TableShape) => ({
  shape: table,
  view,
  numberedView: view,
  hidden: new Set<string>(),
});

async function expectSameFigure({
  expectation: { query, condition },
  outcome,
}: ReturnType<typeof byReference>[number]): Promise<void> {
  if (query.failing !== 'figure' || condition !== undefined) return;
  const { value } = await measureNamed(query.figure.name).measure(query, {
    database: scratch.database,
    table: stored('o', ORDERS),
    directory: scratch.directory,
    open: async (name) => (name === 'orders' ? stored('o', ORDERS) : stored('l', LINES)),
  });
  if (outcome.figure === undefined) expect(value).toBeUndefined();
  else expect(value, JSON.stringify(query)).toBeCloseTo(outcome.figure, 8);
}

function isOnBound(
  query: { readonly failing: string; readonly minimum?: number; readonly maximum?: number },
  figure: number | undefined,
): boolean {
  return [query.minimum, query.maximum].some(
    (bound) => figure !== undefined && Math.abs((bound ?? 0) - figure) < 1e-9,
  );
}
