import { describe, expect, it } from 'vitest';
import { programRows } from '../format/program-rows.ts';
import { GENERATORS } from '../generate/catalog.generated.ts';
import type { CountDistribution } from '../request/types.ts';
import { per, plan, reference, rowsOf, users } from '../testing/plans.ts';
import { column, generatedTable, requestOf } from '../testing/requests.ts';
import { planTables, type TablePlan } from './plan.ts';

describe('references', () => {
  it('hold keys of the parent, recomputed, for every way to pick', async () => {
    const plans = await plan({
      users,
      orders: generatedTable(1000, {
        any: reference('users', { link: 'any' }),
        few: reference('users', { link: 'few', pick: { kind: 'zipf', exponent: 1.1 } }),
        some: reference('users', { link: 'some', nulls: 0.3 }),
        some_name: {
          kind: 'lookup',
          lookup: { table: 'users', column: 'name' },
          link: 'some',
          nulls: 0,
        },
      }),
    });
    const names = new Map((await rowsOf(plans, 'users')).map(({ id, name }) => [id, name]));
    const orders = await rowsOf(plans, 'orders');
    for (const order of orders) {
      expect(names.has(order.any as string)).toBe(true);
      expect(names.has(order.few as string)).toBe(true);
      expect(order.some === null ? null : names.get(order.some)).toBe(order.some_name);
    }
    const distinct = (name: string): number => new Set(orders.map((order) => order[name])).size;
    expect(distinct('few')).toBeLessThan(distinct('any'));
    const nulls = orders.filter(({ some }) => some === null).length;
    expect(nulls).toBeGreaterThan(220);
    expect(nulls).toBeLessThan(380);
  });

  it('make trees of a self-reference: parents come before their children, the first row has none', async () => {
    const plans = await plan({
      staff: generatedTable(
        500,
        { id: column('sequence'), manager: reference('staff', { nulls: 0.05 }) },
        { key: ['id'] },
      ),
    });
    const rows = await rowsOf(plans, 'staff');
    expect(rows[0]?.manager).toBeNull();
    for (const { id, manager } of rows)
      if (manager !== null) expect(Number(manager)).toBeLessThan(Number(id));
  });

  it('take all columns of a composite key from one row', async () => {
    const plans = await plan({
      parts: generatedTable(
        50,
        { tenant: column('number.int', { min: 1, max: 5 }), code: column('uuid') },
        { key: ['tenant', 'code'] },
      ),
      uses: generatedTable(400, {
        t: reference('parts', { column: 'tenant', link: 'part' }),
        c: reference('parts', { column: 'code', link: 'part' }),
      }),
    });
    const pairs = new Set(
      (await rowsOf(plans, 'parts')).map(({ tenant, code }) => `${tenant}/${code}`),
    );
    for (const { t, c } of await rowsOf(plans, 'uses')) expect(pairs.has(`${t}/${c}`)).toBe(true);
    expect(plans.get('uses')?.shape.references).toEqual([
      { columns: ['t', 'c'], parentTable: 'parts', parentColumns: ['tenant', 'code'] },
    ]);
  });

  it('of two tables to each other need no order', async () => {
    const plans = await plan({
      a: generatedTable(20, { id: column('uuid'), b: reference('b') }, { key: ['id'] }),
      b: generatedTable(30, { id: column('uuid'), a: reference('a') }, { key: ['id'] }),
    });
    const ids = new Set((await rowsOf(plans, 'b')).map(({ id }) => id));
    for (const { b } of await rowsOf(plans, 'a')) expect(ids.has(b as string)).toBe(true);
  });

  it('to an imported request recompute its rows without its data', async () => {
    const identity = { request: requestOf({ users }, { name: 'identity', seed: 7 }), imports: {} };
    const plans = await plan(
      { orders: generatedTable(200, { user: reference('users', { import: 'identity' }) }) },
      {},
      { identity },
    );
    const own = new Map(
      (await planTables(identity, GENERATORS)).tables.map((table) => [table.name, table]),
    );
    const ids = new Set((await rowsOf(own, 'users')).map(({ id }) => id));
    for (const { user } of await rowsOf(plans, 'orders'))
      expect(ids.has(user as string)).toBe(true);
    expect(plans.get('orders')?.shape.references).toEqual([]);
  });
});

describe('children per parent', () => {
  const counts: CountDistribution[] = [
    { kind: 'fixed', count: 3 },
    { kind: 'uniform', min: 0, max: 4 },
    { kind: 'zipf', exponent: 1.1, min: 0, max: 40 },
    { kind: 'poisson', mean: 2.5, min: 0 },
    {
      kind: 'histogram',
      bins: [
        { min: 0, max: 0, weight: 5 },
        { min: 2, max: 5, weight: 1 },
      ],
    },
  ];

  it.each(counts)('come in whole families and in exact numbers: $kind', async (count) => {
    const plans = await plan({
      users: generatedTable(1500, { id: column('sequence', { start: 0 }) }, { key: ['id'] }),
      orders: generatedTable(per('users', count), {
        user: reference('users', { pick: { kind: 'parent' } }),
        line: column('sequence', { restart: 'parent' }),
      }),
    });
    const orders = await rowsOf(plans, 'orders');
    expect(orders).toHaveLength(plans.get('orders')?.rowCount ?? -1);
    const families = new Map<unknown, unknown[]>();
    let last = -1;
    for (const { user, line } of orders) {
      expect(Number(user)).toBeGreaterThanOrEqual(last);
      expect(Number(user)).toBeLessThan(1500);
      last = Number(user);
      families.set(user, [...(families.get(user) ?? []), line]);
    }
    for (const lines of families.values()) expect(lines).toEqual(lines.map((_, i) => i + 1));
    const largest = Math.max(...[...families.values()].map(({ length }) => length));
    const bound = { fixed: 3, uniform: 4, zipf: 40, poisson: 16, histogram: 5 }[count.kind];
    expect(largest).toBeLessThanOrEqual(bound);
  });

  it('of children find their parents from any row, in any order', async () => {
    const plans = await plan({
      a: generatedTable(700, { id: column('sequence') }, { key: ['id'] }),
      b: generatedTable(
        per('a', { kind: 'uniform', min: 0, max: 3 }),
        { id: column('sequence'), a: reference('a', { pick: { kind: 'parent' } }) },
        { key: ['id'] },
      ),
      c: generatedTable(per('b', { kind: 'poisson', mean: 1, min: 0 }), {
        b: reference('b', { pick: { kind: 'parent' } }),
        a: { kind: 'lookup', lookup: { table: 'b', column: 'a' }, link: 'b', nulls: 0 },
      }),
      d: generatedTable(500, {
        b: reference('b'),
        a: { kind: 'lookup', lookup: { table: 'b', column: 'a' }, link: 'b', nulls: 0 },
      }),
    });
    const parentOf = new Map((await rowsOf(plans, 'b')).map(({ id, a }) => [id, a]));
    for (const name of ['c', 'd'])
      for (const { a, b } of await rowsOf(plans, name)) expect(parentOf.get(b)).toBe(a);
    const c = plans.get('c') as TablePlan;
    const all = await rowsOf(plans, 'c');
    for (const row of [c.rowCount - 1, 3, 400])
      expect(await programRows(c.program, row, 1)).toEqual([all[row]]);
  });
});
