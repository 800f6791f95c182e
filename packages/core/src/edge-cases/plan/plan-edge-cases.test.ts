import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import type { Row } from '../../format/read-rows.ts';
import type { TableShape } from '../../model/table-shape.ts';
import type { GeneratedTable } from '../../request/types.ts';
import { plan as planTables } from '../../testing/plans.ts';
import { column, generatedTable } from '../../testing/requests.ts';
import type { Expectation } from '../../validate/define.ts';
import { createRowValidator } from '../../validate/json-schema.ts';
import { resolveExpectations } from '../../validate/resolve.ts';
import { columnDomains } from '../domains/column-domains.ts';
import type { CheckRow, EdgePlan } from '../edge-case.ts';
import { plannedWith, SETTINGS } from '../testing/planned-with.ts';
import { edgeFigures } from './edge-figures.ts';
import { planEdgeCases } from './plan-edge-cases.ts';
import { createRowCheck } from './row-check.ts';

const REFERENCE_DATE = '2025-01-01T00:00:00.000Z';

const TABLE = generatedTable(
  100,
  {
    id: column('sequence'),
    title: column('commerce.product', {}, { nulls: 0.1 }),
    email: column('internet.email', {}, { unique: true }),
    quantity: column('number.int', { min: 1, max: 99 }),
    price: column('number.decimal', { min: 0, max: 500 }),
    weight: column('number.float', { min: 0, max: 10 }),
    status: column('choice', { values: ['open', 'paid', 'sent'] }),
    gift: column('boolean', {}, { nulls: 0.2 }),
    ordered_at: column('date.recent', { days: 30 }),
    due: column('date.between', { from: '2020-01-01', to: '2026-01-01', as: 'date' }),
  },
  { key: ['id'] },
);

const SCHEMA = {
  type: 'object',
  required: ['id', 'email'],
  properties: {
    title: { type: ['string', 'null'], maxLength: 60 },
    email: { type: 'string', format: 'email' },
    quantity: { $ref: '#/$defs/count' },
    price: { type: 'number', minimum: 0, exclusiveMaximum: 1000 },
    status: { enum: ['open', 'paid', 'sent'] },
  },
  $defs: { count: { type: 'integer', minimum: 1, maximum: 1000 } },
};

const EXPECTATIONS: readonly Expectation[] = [];

interface Fixture {
  readonly shape: TableShape;
  readonly samples: readonly Row[];
  readonly checkRow: CheckRow;
  readonly plan: EdgePlan;
}

async function fixtureOf(
  table: GeneratedTable,
  {
    schema,
    expectations = EXPECTATIONS,
  }: { schema?: unknown; expectations?: readonly Expectation[] },
): Promise<Fixture> {
  const planned = (await planTables({ orders: table })).get('orders');
  if (planned === undefined) throw new Error('the table was not planned');
  const { shape, program } = planned;
  const samples = await programRows(program, 0, 8);
  const resolved = resolveExpectations(expectations, [shape]);
  const checkRow = createRowCheck({
    shape,
    expectations: resolved,
    ...(schema === undefined ? {} : { schema: { root: schema } }),
  });
  const domains = columnDomains(table, {
    shape,
    schema,
    expectations,
    referenceDate: REFERENCE_DATE,
  });
  const plan = planEdgeCases(domains, { settings: SETTINGS, checkRow, samples, seed: 42 });
  return { shape, samples, checkRow, plan };
}

describe('planEdgeCases', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await fixtureOf(TABLE, { schema: SCHEMA });
  });

  it('gives rows that satisfy every rule, and rows that break the one that they name', () => {
    const { plan, samples, shape } = fixture;
    const validate = createRowValidator(SCHEMA);
    const decimals = new Set(
      shape.columns.flatMap(({ name, type }) => (type.kind === 'decimal' ? [name] : [])),
    );
    const json = (row: object) =>
      Object.fromEntries(
        Object.entries({ ...samples[0], ...row }).map(([name, cell]) => [
          name,
          decimals.has(name) && /^[-\d.]+$/.test(String(cell)) ? Number(cell) : cell,
        ]),
      );
    for (const { cells } of plan.valid) expect([cells, validate(json(cells))]).toEqual([cells, []]);
    for (const { cells, cases } of plan.invalid) {
      const [one, ...others] = cases;
      expect(others).toEqual([]);
      if (one?.rule === 'valuesAreNotNull') continue;
      const broken = validate(json(cells)).map(({ rule, column: at }) => ({ rule, at }));
      expect([one, broken]).toEqual([one, [{ rule: one?.rule, at: `/${one?.column}` }]]);
    }
    expect(plan.valid.length).toBeGreaterThan(200);
    expect(plan.invalid.length).toBeGreaterThan(20);
  });

  it('sets one cell for each case, and several for each combination', () => {
    const { valid, combinations } = fixture.plan;
    const single = valid.filter(({ cases }) => cases.length === 1);
    for (const { cells, cases } of single) {
      expect(cells).toEqual({ [cases[0]?.column ?? '']: cases[0]?.value });
    }
    const rows = valid.slice(single.length);
    for (const { cells } of rows) expect(Object.keys(cells)).toEqual(combinations.columns);
    expect(edgeFigures(fixture.plan)).toMatchObject({
      validRows: valid.length,
      combinationRows: rows.length,
      cases: single.length + fixture.plan.invalid.length,
    });
  });

  it('holds every pair of values', () => {
    const { valid, combinations } = fixture.plan;
    const rows = valid.filter(({ cases }) => cases.length > 1);
    const levels = combinations.columns.map((name) => [
      ...new Set(rows.map(({ cells }) => cells[name])),
    ]);
    let pairs = 0;
    for (const [a, left] of combinations.columns.entries()) {
      for (const [b, right] of combinations.columns.entries()) {
        if (b <= a) continue;
        for (const x of levels[a] ?? []) {
          for (const y of levels[b] ?? []) {
            pairs++;
            const found = rows.some(({ cells }) => cells[left] === x && cells[right] === y);
            expect([left, x, right, y, found]).toEqual([left, x, right, y, true]);
          }
        }
      }
    }
    expect(combinations).toMatchObject({ covered: pairs, excluded: 0, strength: 2 });
  });

  it('is the same for the same request, byte for byte', async () => {
    const again = await fixtureOf(TABLE, { schema: SCHEMA });
    expect(again.plan).toEqual(fixture.plan);
    const text = JSON.stringify([fixture.plan.valid, fixture.plan.invalid]);
    expect(createHash('sha256').update(text).digest('hex')).toMatchInlineSnapshot(
      `"7f03afac598fce2d6795073b8b913e1ba760ab54c00f98b8d0b2251454e1ae56"`,
    );
  });

  it('leaves columns alone that follow from something else, and keys', () => {
    expect(fixture.plan.valid.flatMap(({ cells }) => Object.keys(cells))).not.toContain('id');
  });

  it('sets references to null alone', () => {
    const { valid, dropped } = plannedWith([
      { type: { kind: 'integer' }, reference: true, nullable: true },
    ]);
    expect(valid.map(({ cells }) => cells)).toEqual([{ c0: null }]);
    expect(dropped).toEqual([]);
  });

  it('puts no value into a unique column that may have been generated', () => {
    const { valid, dropped, combinations } = plannedWith([
      { type: { kind: 'integer' }, min: 0, max: 3, unique: true, nullable: true },
      { type: { kind: 'uuid' }, unique: true },
    ]);
    expect(valid.map(({ cases: [one] }) => one?.name)).toEqual(['null', 'nil-uuid', 'max-uuid']);
    expect(new Set(dropped.map(({ reason }) => reason))).toEqual(
      new Set(['a generated row may have it, and it must not occur twice']),
    );
    expect(combinations.columns).toEqual([]);
  });

  it('takes a case for wrong that breaks one rule, and drops one that breaks two or none', () => {
    const { valid, invalid, dropped } = plannedWith(
      [{ type: { kind: 'integer' }, min: 0, max: 9, rules: { min: 'minimum', type: 'type' } }],
      ({ c0 }) => [
        ...(Number(c0) >= 8 ? [{ rule: 'odd', column: 'c0' }] : []),
        ...(Number(c0) === 9 ? [{ rule: 'nine', column: 'c0' }] : []),
      ],
    );
    expect(valid.map(({ cells: { c0 } }) => c0)).toEqual([0, 1]);
    expect(invalid).toEqual([
      {
        cells: { c0: 8 },
        cases: [
          { column: 'c0', name: 'below-greatest', rule: 'odd', verdict: 'invalid', value: 8 },
        ],
        verdict: 'invalid',
      },
    ]);
    expect(dropped).toContainEqual({
      column: 'c0',
      name: 'greatest',
      reason: 'breaks odd and nine at once',
    });
    expect(dropped).toContainEqual({
      column: 'c0',
      name: 'below-least',
      reason: 'breaks no rule, though minimum should forbid it',
    });
  });

  it('makes no invalid rows where none are asked for, and tells of what became wrong', () => {
    const { invalid, dropped } = plannedWith(
      [{ rules: { type: 'type' } }],
      ({ c0 }) => (c0 === false ? [{ rule: 'agreed', column: 'c0' }] : []),
      { invalid: false },
    );
    expect(invalid).toEqual([]);
    expect(dropped).toEqual([{ column: 'c0', name: 'false', reason: 'breaks agreed' }]);
  });

  it('does not hold faults of generated rows against a case', () => {
    const { valid } = plannedWith([{}], () => [{ rule: 'required', column: 'other' }]);
    expect(valid).toHaveLength(2);
  });
});
