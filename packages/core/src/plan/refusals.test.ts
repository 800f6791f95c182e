import { describe, expect, it } from 'vitest';
import type { CountDistribution } from '../request/types.ts';
import { issuesOf, per, plan, reference, rowsOf } from '../testing/plans.ts';
import { column, generatedTable } from '../testing/requests.ts';

describe('keys made of references', () => {
  it('never repeat a pair of a joining table', async () => {
    const two = (name: string) =>
      generatedTable(name === 'left' ? 40 : 25, { id: column('sequence') }, { key: ['id'] });
    const plans = await plan({
      left: two('left'),
      right: two('right'),
      both: generatedTable(
        1000,
        { l: reference('left'), r: reference('right') },
        { key: ['l', 'r'] },
      ),
    });
    expect(new Set((await rowsOf(plans, 'both')).map(({ l, r }) => `${l}/${r}`)).size).toBe(1000);
  });

  it('give siblings different rows of the other table', async () => {
    const plans = await plan({
      orders: generatedTable(300, { id: column('sequence') }, { key: ['id'] }),
      products: generatedTable(12, { id: column('sequence') }, { key: ['id'] }),
      lines: generatedTable(
        per('orders', { kind: 'uniform', min: 1, max: 12 }),
        { o: reference('orders', { pick: { kind: 'parent' } }), p: reference('products') },
        { key: ['o', 'p'] },
      ),
    });
    const lines = await rowsOf(plans, 'lines');
    expect(new Set(lines.map(({ o, p }) => `${o}/${p}`)).size).toBe(lines.length);
  });

  it('refuse more rows than there are pairs, with the numbers', async () => {
    const one = generatedTable(30, { id: column('sequence') }, { key: ['id'] });
    const [issue] = await issuesOf(
      plan({
        a: one,
        b: one,
        both: generatedTable(901, { l: reference('a'), r: reference('b') }, { key: ['l', 'r'] }),
      }),
    );
    expect(issue?.code).toBe('capacity');
    expect(issue?.message).toMatch(/900 .* 901/);
  });
});

describe('refusals', () => {
  it('names the tables whose row counts hang on each other', async () => {
    const count: CountDistribution = { kind: 'fixed', count: 2 };
    const [issue] = await issuesOf(
      plan({
        a: generatedTable(per('b', count), { id: column('uuid') }),
        b: generatedTable(per('a', count), { id: column('uuid') }),
      }),
    );
    expect(issue?.message).toContain('a per b per a');
  });

  it('names the columns whose values hang on each other', async () => {
    const [issue] = await issuesOf(
      plan({
        a: generatedTable(5, { x: reference('b', { column: 'y' }) }),
        b: generatedTable(5, { y: reference('a', { column: 'x' }) }),
      }),
    );
    expect(issue?.message).toContain('a.x -> b.y -> a.x');
  });

  it('tells how many different values a unique column has, and how many are needed', async () => {
    const [issue] = await issuesOf(
      plan({
        t: generatedTable(101, { n: column('number.int', { min: 1, max: 100 }, { unique: true }) }),
      }),
    );
    expect(issue).toMatchObject({
      code: 'capacity',
      path: ['tables', 't', 'columns', 'n', 'unique'],
    });
    expect(issue?.message).toMatch(/100 .* 101/);
  });

  it.each([
    [3, { start: Number.MAX_SAFE_INTEGER - 2 }, 0],
    [4, { start: Number.MAX_SAFE_INTEGER - 2 }, 1],
    [3, { start: -1, step: -(2 ** 52) }, 1],
    [1, { start: Number.MAX_SAFE_INTEGER, step: 9 }, 0],
    [0, { start: Number.MAX_SAFE_INTEGER, step: 9 }, 0],
  ])('refuses %i rows that count %j to where numbers repeat', async (rows, options, issues) => {
    const planned = plan({ t: generatedTable(rows, { n: column('sequence', options) }) });
    if (issues === 0) return expect((await planned).get('t')?.rowCount).toBe(rows);
    expect((await issuesOf(planned)).map(({ code, path }) => [code, path])).toEqual([
      ['option', ['tables', 't', 'columns', 'n']],
    ]);
  });

  it('tells all issues of all tables at once', async () => {
    const bad = generatedTable(200, {
      a: column('boolean', {}, { unique: true }),
      b: column('number.int', { min: 1, max: 9 }, { unique: true }),
    });
    expect((await issuesOf(plan({ one: bad, two: bad }))).length).toBe(4);
  });
});
