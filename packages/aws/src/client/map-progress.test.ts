import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsDone } from './map-progress.ts';

const stretches = fc.array(
  fc.record({
    table: fc.constantFrom('users', 'orders', 'items'),
    items: fc.integer({ min: 1, max: 50 }),
    rows: fc.integer({ min: 0, max: 100_000 }),
  }),
  { minLength: 1, maxLength: 6 },
);

const sum = (list: readonly { readonly rows: number }[]): number =>
  list.reduce((total, { rows }) => total + rows, 0);

describe('rows that are done', () => {
  it('are none at first, and all of them at the end', () => {
    fc.assert(
      fc.property(stretches, (list) => {
        const items = list.reduce((total, one) => total + one.items, 0);
        const first = [...rowsDone(list, 0).values()];
        const last = [...rowsDone(list, items).values()];
        expect(sum(first)).toBe(0);
        expect(sum(last)).toBe(sum(list));
        expect(last.every(({ rows, totalRows }) => rows === totalRows)).toBe(true);
      }),
    );
  });

  it('grow with the items, and fill up one table after the other', () => {
    fc.assert(
      fc.property(stretches, fc.nat(300), fc.nat(300), (list, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const before = rowsDone(list, less);
        for (const [table, { rows, totalRows }] of rowsDone(list, more)) {
          expect(rows).toBeGreaterThanOrEqual(before.get(table)?.rows ?? 0);
          expect(rows).toBeLessThanOrEqual(totalRows);
        }
      }),
    );
    const list = [
      { table: 'users', items: 2, rows: 20 },
      { table: 'orders', items: 4, rows: 80 },
    ];
    expect([...rowsDone(list, 3).values()].map(({ rows }) => rows)).toEqual([20, 20]);
  });
});
