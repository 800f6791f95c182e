import { describe, expect, it } from 'vitest';
import { createRowCheck } from '../edge-cases/plan/row-check.ts';
import { programRows } from '../format/program-rows.ts';
import { GENERATORS } from '../generate/catalog.generated.ts';
import type { EdgeCaseSettings } from '../request/types-edge-cases.ts';
import { get } from '../testing/edge-tables.ts';
import { issuesOf, plan, reference } from '../testing/plans.ts';
import { column, generatedTable, requestOf } from '../testing/requests.ts';
import type { Expectation } from '../validate/define.ts';
import { resolveExpectations } from '../validate/resolve.ts';
import { planWithEdgeCases } from './plan-with-edge-cases.ts';

const edgeCases: EdgeCaseSettings = {
  share: 0,
  strength: 2,
  kinds: ['boundaries', 'text', 'combinations'],
  invalid: true,
};

const tables = {
  users: generatedTable(
    50,
    { id: column('sequence'), name: column('person.fullName', {}, { nulls: 0.1 }) },
    { key: ['id'], edgeCases },
  ),
  stays: generatedTable(
    200,
    {
      id: column('uuid'),
      guest: reference('users', { nulls: 0.2 }),
      from: column('date.between', { from: '2024-01-01', to: '2026-01-01', as: 'date' }),
      nights: column('number.int', { min: 1, max: 30 }),
      rate: column('number.decimal', { min: 10, max: 500 }),
      status: column('choice', { values: ['booked', 'paid'] }),
      total: column('derive', { expression: 'nights * rate', type: 'number' }),
    },
    { key: ['id'], edgeCases },
  ),
  plain: generatedTable(10, { id: column('sequence') }),
};

const SCHEMA = {
  type: 'object',
  properties: { name: { type: ['string', 'null'], maxLength: 40 } },
};

const EXPECTATIONS: readonly Expectation[] = [
  { expect: 'valuesAreBetween', table: 'stays', columns: ['nights'], options: { min: 1, max: 30 } },
  // No case of one column can know this: what stands beside it decides.
  { expect: 'rowSatisfies', table: 'stays', columns: [], options: { expression: 'total <= 9000' } },
];

const planned = (share = 0) =>
  planWithEdgeCases(
    {
      request: requestOf(
        {
          ...tables,
          stays: { ...tables.stays, edgeCases: { ...edgeCases, share } },
        },
        { validation: { schemas: {}, expectations: EXPECTATIONS } },
      ),
      imports: {},
    },
    GENERATORS,
    { schemas: new Map([['users', { root: SCHEMA }]]) },
  );

describe('a plan with edge cases', () => {
  it('adds rows that satisfy every rule with what is generated beside them', async () => {
    const made = await planned(0.2);
    const byName = new Map(made.tables.map((table) => [table.name, table]));
    const shapes = made.tables.map(({ shape }) => shape);
    for (const name of ['users', 'stays']) {
      const { program, edge, rowCount, shape } = get(byName, name);
      if (edge === undefined) throw new Error(`${name} has no edge rows`);
      expect(edge.rowCount / rowCount).toBeGreaterThanOrEqual(name === 'stays' ? 0.2 : 0);
      const checkRow = createRowCheck({
        shape,
        ...(name === 'users' ? { schema: { root: SCHEMA } } : {}),
        expectations: resolveExpectations(EXPECTATIONS, shapes),
      });
      const rows = await programRows(program, 0, rowCount);
      expect(rows.slice(edge.firstRow).flatMap((row) => checkRow(row))).toEqual([]);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rowCount);
    }
    expect(byName.has('edge_cases')).toBe(true);
    expect(get(byName, 'plain').edge).toBeUndefined();
  });

  it('says what it has made, and what it has dropped and why', async () => {
    const { edgeCases: figures, tables: all } = await planned();
    expect([...figures.keys()]).toEqual(['users', 'stays']);
    const stays = figures.get('stays');
    const table = all.find(({ name }) => name === 'stays');
    expect(stays?.rows).toBe(table?.edge?.rowCount);
    expect(stays).toMatchObject({ strength: 2 });
    expect(stays?.rows).toBe((stays?.cases ?? 0) + (stays?.combinationRows ?? 0));
    expect(stays?.combinations).toBeGreaterThan(0);
    expect(stays?.dropped.some(({ reason }) => reason.includes('rowSatisfies'))).toBe(true);
  });

  it('counts the combinations that are left where rows of them are dropped', async () => {
    const flags = generatedTable(
      10,
      { id: column('sequence'), a: column('boolean'), b: column('boolean'), c: column('boolean') },
      { key: ['id'], edgeCases },
    );
    // Six rows of single cases fit below the limit, and two of combinations.
    const options = { expression: 'id <= 18' };
    const expectations = [{ expect: 'rowSatisfies', table: 'flags', columns: [], options }];
    const request = requestOf({ flags }, { validation: { schemas: {}, expectations } });
    const made = await planWithEdgeCases({ request, imports: {} }, GENERATORS);
    const rows = made.edgeRows.get('flags')?.rows.filter(({ cases }) => cases.length > 1) ?? [];
    const pairs = rows.flatMap(({ cells: { a, b, c } }) => [
      `ab ${a} ${b}`,
      `ac ${a} ${c}`,
      `bc ${b} ${c}`,
    ]);
    expect(rows).toHaveLength(2);
    expect(made.edgeCases.get('flags')).toMatchObject({
      combinationRows: 2,
      combinations: new Set(pairs).size,
    });
  });

  it('is the same every time, and leaves all other rows as they are', async () => {
    const [one, other] = [await planned(), await planned()];
    expect(other.edgeRows).toEqual(one.edgeRows);
    const before = await plan(tables);
    for (const { name, program } of one.tables) {
      const base = before.get(name);
      if (base === undefined) continue;
      const rows = await programRows(program, 0, base.rowCount);
      expect(rows).toEqual(await programRows(base.program, 0, base.rowCount));
    }
  });

  it('takes what only warns, is waived or lets rows fail for no rule', async () => {
    const most = {
      expect: 'valuesAreBetween',
      table: 'stays',
      columns: ['nights'],
      options: { max: 2 },
    };
    const loose: readonly Expectation[] = [
      { ...most, severity: 'warning' },
      { ...most, tolerate: { share: 0.5 } },
      { ...most, waive: { reason: 'the importer is replaced', until: '2999-12-31' } },
    ];
    const casesOf = async (expectations: readonly Expectation[]) => {
      const { edgeCases } = await planWithEdgeCases(
        { request: requestOf(tables, { validation: { schemas: {}, expectations } }), imports: {} },
        GENERATORS,
      );
      return edgeCases.get('stays');
    };
    expect(await casesOf(loose)).toEqual(await casesOf([]));
    expect((await casesOf([most]))?.dropped).not.toEqual([]);
  });

  it('is a plan without them where nobody asks', async () => {
    const request = requestOf({ plain: tables.plain });
    const made = await planWithEdgeCases({ request, imports: {} }, GENERATORS);
    expect(made.tables.map(({ name }) => name)).toEqual(['plain']);
    expect(made.edgeCases.size + made.edgeRows.size).toBe(0);
  });

  it('says why a table has none', async () => {
    const request = requestOf({
      none: generatedTable(0, { id: column('sequence'), on: column('boolean') }, { edgeCases }),
      few: generatedTable(
        2,
        { id: column('regex', { pattern: '[ab]' }, { unique: true }), on: column('boolean') },
        { edgeCases },
      ),
    });
    const made = await planWithEdgeCases({ request, imports: {} }, GENERATORS);
    expect(made.tables.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['none', 0],
      ['few', 2],
    ]);
    expect(made.edgeCases.get('none')).toMatchObject({ rows: 0, without: 'the table has no rows' });
    expect(made.edgeCases.get('few')?.without).toContain('has 2 different values here');
  });

  it('tells what is wrong with the request as any plan does', async () => {
    const request = requestOf({ users: generatedTable(1, { id: column('x') }, { edgeCases }) });
    const issues = await issuesOf(planWithEdgeCases({ request, imports: {} }, GENERATORS));
    expect(issues.map(({ code }) => code)).toEqual(['unknown-generator']);
  });
});
